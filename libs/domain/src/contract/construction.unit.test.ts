import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import type { ContractCommand } from './commands.ts';
import { contract, suspectedIdleOn } from './index.ts';
import { developedTooLittle, investedTooLittle } from './order-53.ts';
import { clauses, contractId, extend, foundIdle, given, mu, on, reached, recover, sign, yuan } from './test/scene.ts';

const progress = (day: string, figures: object) => on(day, 'ReportConstructionProgress', figures);
const stop = (day: string) => on(day, 'ReportConstructionStop', { reason: '资金短缺' });
const resume = (day: string) => on(day, 'ReportConstructionResumption');
const discrepancy = (rule: string, about: string) => ({
  type: 'ContractDiscrepancyFound' as const,
  data: expect.objectContaining({ contractId, discrepancy: expect.objectContaining({ rule }), about }),
});

describe('what is reported of the works', () => {
  it('is recorded: figures in all, stop and resumption', () => {
    const figures = { developedArea: mu('5'), invested: yuan(1_000) };
    given(contract, sign())
      .when(progress('2021-03-01', figures))
      .then({ type: 'ConstructionProgressReported', data: { contractId, ...figures } });
    given(contract, sign())
      .when(stop('2021-04-01'))
      .then({ type: 'ConstructionStopped', data: { contractId, reason: '资金短缺' } });
    given(contract, sign()).when(resume('2021-05-01')).then({ type: 'ConstructionResumed', data: { contractId } });
  });
  it('is nothing new when it is so already', () => {
    const half = progress('2021-03-01', { invested: yuan(1_000) });
    given(contract, sign(), half).when(half).thenNothing();
    given(contract, sign()).when(progress('2021-03-01', {})).thenNothing();
    given(contract, sign(), half)
      .when(progress('2021-03-02', { invested: yuan(1_000) }))
      .thenConcerns('310116112');
    given(contract, sign(), stop('2021-04-01')).when(stop('2021-06-01')).thenNothing();
    given(contract, sign(), resume('2021-04-01')).when(resume('2021-06-01')).thenNothing();
  });
  it('that grows less, or was more before, is recorded with the broken rule', () => {
    const told = (figures: { developedArea?: object; invested?: object }) => ({
      type: 'ConstructionProgressReported' as const,
      data: { contractId, developedArea: null, invested: null, ...figures } as never,
    });
    const shrinks = discrepancy('contract-progress-shrinks', 'ConstructionProgressReported');
    const five = progress('2021-03-01', { developedArea: mu('5'), invested: yuan(1_000) });
    for (const [day, figures] of [
      ['2021-04-01', { developedArea: mu('4.9') }],
      ['2021-02-01', { developedArea: mu('5.1') }],
      ['2021-04-01', { invested: yuan(999) }],
      ['2021-02-01', { invested: yuan(1_001) }],
    ] as const)
      given(contract, sign(), five).when(progress(day, figures)).then(told(figures), shrinks);
    const dollars = { invested: { amount: '1', currency: 'USD' } };
    given(contract, sign(), five).when(progress('2021-04-01', dollars)).then(told(dollars));
    const corrected = { developedArea: mu('4') };
    given(contract, sign(), five).when(progress('2021-03-01', corrected)).then(told(corrected));
  });
  it('although the land was found to lie without works is recorded with the broken rule', () => {
    const figures = { developedArea: mu('5'), invested: null };
    given(contract, ...foundIdle)
      .when(progress('2022-04-01', figures))
      .then(
        { type: 'ConstructionProgressReported', data: { contractId, ...figures } },
        discrepancy('contract-idle-works-began', 'ConstructionProgressReported'),
      );
  });
});

describe('land is suspected to be idle (涉嫌闲置, 53号令第二条)', () => {
  const suspected = (day: string, ...history: readonly ContractCommand[]) =>
    suspectedIdleOn(given(contract, sign(), ...history).state, date(day));
  const begun = [reached('construction-start', '2021-01-10'), stop('2021-06-01')] as const;
  it('one year after the agreed start without works, that day included', () => {
    expect(suspected('2022-01-09')).toBeUndefined();
    expect(suspected('2022-01-10')).toEqual({ kind: 'not-started', since: '2021-01-10' });
  });
  it('one year after the extended start, once it is extended', () => {
    const later = extend('2020-12-01', ['construction-start', '2021-06-10']);
    expect([suspected('2022-06-09', later), suspected('2022-06-10', later)?.since]).toEqual([undefined, '2021-06-10']);
  });
  it('no longer once works began, reported as a node or by figures', () => {
    expect(suspected('2022-01-10', reached('construction-start', '2022-01-10'))).toBeUndefined();
    expect(suspected('2022-01-10', reached('construction-start', '2022-01-11'))?.kind).toBe('not-started');
    expect(suspected('2022-01-10', progress('2021-08-01', { developedArea: mu('1') }))).toBeUndefined();
    expect(suspected('2022-01-10', progress('2021-08-01', { invested: yuan(1) }))).toBeUndefined();
  });
  it('a year after works stopped, with less than a third developed or a quarter invested', () => {
    const with9 = [...begun, progress('2021-05-01', { developedArea: mu('9.99'), invested: yuan(3_750) })];
    expect(suspected('2022-05-31', ...with9)).toBeUndefined();
    expect(suspected('2022-06-01', ...with9)).toEqual({
      kind: 'stopped',
      since: '2021-06-01',
      developedTooLittle: true,
      investedTooLittle: false,
    });
    const invested = progress('2021-05-01', { developedArea: mu('10'), invested: yuan(3_749) });
    expect(suspected('2022-06-01', ...begun, invested)).toMatchObject({ developedTooLittle: false, investedTooLittle: true });
    const enough = progress('2021-05-01', { developedArea: mu('10'), invested: yuan(3_750) });
    expect(suspected('2022-06-01', ...begun, enough)).toBeUndefined();
  });
  it('not when works went on in between; the year begins anew, a repeated stop does not', () => {
    const little = progress('2021-05-01', { developedArea: mu('1') });
    expect(suspected('2022-06-01', ...begun, little, resume('2021-09-01'))).toBeUndefined();
    expect(suspected('2022-10-01', ...begun, little, resume('2021-09-01'), stop('2021-10-01'))?.since).toBe('2021-10-01');
    const earlier = [begun[0], stop('2021-08-01'), stop('2021-06-01')] as const;
    expect(suspected('2022-06-01', ...earlier, little)?.since).toBe('2021-06-01');
  });
  it('not by what is not known: no figures, no total, another currency, no agreed start', () => {
    expect(suspected('2022-06-01', ...begun)).toBeUndefined();
    expect([developedTooLittle(mu('1'), null), developedTooLittle(null, mu('1'))]).toEqual([null, null]);
    const dollars = { amount: '1', currency: 'USD' };
    expect([investedTooLittle(null, yuan(1)), investedTooLittle(yuan(1), null), investedTooLittle(dollars, yuan(1))]).toEqual([
      null,
      null,
      null,
    ]);
    expect(suspectedIdleOn(given(contract, sign({ milestones: [] })).state, date('2030-01-01'))).toBeUndefined();
    const untold = given(contract, sign({ clauses: clauses.slice(0, 1), area: null }), begun[0], stop('2021-06-01'));
    expect(suspectedIdleOn(untold.state, date('2030-01-01'))).toBeUndefined();
  });
  it('only while the contract holds, and not by an investment agreement', () => {
    const ended = recover('2021-02-01', 'agreement', { agreement: '收储', compensation: yuan(1) });
    expect(suspected('2022-01-10', ended)).toBeUndefined();
    const later = recover('2022-01-11', 'agreement', { agreement: '收储', compensation: yuan(1) });
    expect(suspected('2022-01-10', later)?.kind).toBe('not-started');
    expect(suspectedIdleOn(given(contract, sign({ kind: 'investment' })).state, date('2022-01-10'))).toBeUndefined();
    expect(suspectedIdleOn(contract.initial, date('2022-01-10'))).toBeUndefined();
  });
});
