import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import type { ContractCommand } from './commands.ts';
import { contract, equityConsentOn, suspectedIdleOn } from './index.ts';
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
    given(contract, sign(), stop('2021-04-01')).when(stop('2021-04-01')).thenNothing();
    given(contract, sign(), resume('2021-04-01')).when(resume('2021-04-01')).thenNothing();
  });
  it('is kept when it is told of another day, for what lies between may arrive late', () => {
    given(contract, sign(), stop('2021-04-01'))
      .when(stop('2021-06-01'))
      .then({ type: 'ConstructionStopped', data: { contractId, reason: '资金短缺' } });
    given(contract, sign(), resume('2021-04-01')).when(resume('2021-06-01')).then({ type: 'ConstructionResumed', data: { contractId } });
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
    const money = { developedArea: null, invested: yuan(1) };
    given(contract, ...foundIdle)
      .when(progress('2022-04-01', money))
      .then({ type: 'ConstructionProgressReported', data: { contractId, ...money } });
  });
});

describe('land is suspected to be idle (涉嫌闲置, 53号令第二条)', () => {
  const suspected = (day: string, ...history: readonly ContractCommand[]) =>
    suspectedIdleOn(given(contract, sign(), ...history).state, date(day));
  const begun = [reached('construction-start', '2021-01-10'), stop('2021-06-01')] as const;
  it('from the day after the full year since the agreed start without works (满一年)', () => {
    expect(suspected('2022-01-10')).toBeUndefined();
    expect(suspected('2022-01-11')).toEqual({ kind: 'not-started', since: '2021-01-10' });
  });
  it('a year after the extended start, once it is extended', () => {
    const later = extend('2020-12-01', ['construction-start', '2021-06-10']);
    expect([suspected('2022-06-10', later), suspected('2022-06-11', later)?.since]).toEqual([undefined, '2021-06-10']);
  });
  it('from 1 March on when the start was due on 29 February: the year ends with the last day of the month', () => {
    const leap = given(contract, sign({ milestones: [{ node: 'construction-start', dueOn: '2024-02-29' }] }));
    const on = (day: string) => suspectedIdleOn(leap.state, date(day))?.kind;
    expect([on('2025-02-28'), on('2025-03-01')]).toEqual([undefined, 'not-started']);
  });
  it('no longer once works began: 开工 is reported, or a developed area', () => {
    expect(suspected('2022-01-11', reached('construction-start', '2022-01-11'))).toBeUndefined();
    expect(suspected('2022-01-11', reached('construction-start', '2022-01-12'))?.kind).toBe('not-started');
    expect(suspected('2022-01-11', progress('2021-08-01', { developedArea: mu('1') }))).toBeUndefined();
    expect(suspected('2022-01-11', progress('2022-01-12', { developedArea: mu('1') }))?.kind).toBe('not-started');
  });
  it.each(['0', '1000000', '9000000000'])(
    'all the same when only %s 分 are reported as invested: money digs no foundation (第三十条)',
    (amount) => {
      const money = progress('2021-08-01', { invested: { amount, currency: 'CNY' } });
      expect(suspected('2022-12-01', money)).toEqual({ kind: 'not-started', since: '2021-01-10' });
    },
  );
  it('no longer once the works are completed (竣工), whatever is told of a stop', () => {
    const little = progress('2021-05-01', { developedArea: mu('1'), invested: yuan(1) });
    const completed = reached('completion', '2022-08-01');
    expect(suspected('2022-07-31', ...begun, little, completed)?.kind).toBe('stopped');
    expect(suspected('2022-08-01', ...begun, little, completed)).toBeUndefined();
    expect(suspected('2022-08-01', completed)).toBeUndefined();
  });
  it('no longer once the term is over, of which the last day counts', () => {
    expect([suspected('2040-02-01')?.kind, suspected('2040-02-02'), suspected('2200-01-01')]).toEqual([
      'not-started',
      undefined,
      undefined,
    ]);
    const endless = given(contract, sign({ term: { years: null, from: null, until: null } }));
    expect(suspectedIdleOn(endless.state, date('2200-01-01'))?.kind).toBe('not-started');
  });
  it('a year after works stopped, with less than a third developed or a quarter invested', () => {
    const with9 = [...begun, progress('2021-05-01', { developedArea: mu('9.99'), invested: yuan(3_750) })];
    expect(suspected('2022-06-01', ...with9)).toBeUndefined();
    expect(suspected('2022-06-02', ...with9)).toEqual({
      kind: 'stopped',
      since: '2021-06-01',
      developedTooLittle: true,
      investedTooLittle: false,
    });
    const invested = progress('2021-05-01', { developedArea: mu('10'), invested: yuan(3_749) });
    expect(suspected('2022-06-02', ...begun, invested)).toMatchObject({ developedTooLittle: false, investedTooLittle: true });
    const enough = progress('2021-05-01', { developedArea: mu('10'), invested: yuan(3_750) });
    expect(suspected('2022-06-02', ...begun, enough)).toBeUndefined();
  });
  it('not when works went on in between; the year begins anew, a repeated stop does not', () => {
    const little = progress('2021-05-01', { developedArea: mu('1') });
    expect(suspected('2022-06-02', ...begun, little, resume('2021-09-01'))).toBeUndefined();
    expect(suspected('2022-10-02', ...begun, little, resume('2021-09-01'), stop('2021-10-01'))?.since).toBe('2021-10-01');
    const earlier = [begun[0], stop('2021-08-01'), stop('2021-06-01')] as const;
    expect(suspected('2022-06-02', ...earlier, little)?.since).toBe('2021-06-01');
  });
  it('since the later of two stops, when a resumption between them arrives late', () => {
    const little = progress('2021-02-01', { developedArea: mu('1') });
    const late = [begun[0], stop('2021-03-01'), stop('2021-06-01'), resume('2021-05-01'), little] as const;
    expect([suspected('2022-06-01', ...late), suspected('2022-06-02', ...late)?.since]).toEqual([undefined, '2021-06-01']);
  });
  it('not by what is not known: no figures, no total, another currency, no agreed start', () => {
    expect(suspected('2022-06-02', ...begun)).toBeUndefined();
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
    expect(suspected('2022-01-11', ended)).toBeUndefined();
    const later = recover('2022-01-12', 'agreement', { agreement: '收储', compensation: yuan(1) });
    expect(suspected('2022-01-11', later)?.kind).toBe('not-started');
    expect(suspectedIdleOn(given(contract, sign({ kind: 'investment' })).state, date('2022-01-11'))).toBeUndefined();
    expect(suspectedIdleOn(contract.initial, date('2022-01-11'))).toBeUndefined();
  });
});

it('consent to equity changes is asked for while the contract holds, and no longer after its end', () => {
  const state = given(contract, sign(), on('2022-01-01', 'ReportContractTermination', { number: '判', reason: '判决' })).state;
  const asked = (day: string) => equityConsentOn(state, date(day)).length;
  expect([asked('2021-12-31'), asked('2022-01-01')]).toEqual([1, 0]);
});
