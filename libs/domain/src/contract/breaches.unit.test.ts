import { describe, expect, it } from 'vitest';
import { breachKind } from './breaches.ts';
import { contract } from './index.ts';
import {
  breached,
  breachId,
  closed,
  contractId,
  declared,
  given,
  known,
  lead,
  noticed,
  on,
  other,
  reached,
  recover,
  sign,
  terminated,
  yuan,
} from './test/scene.ts';

const record = (overrides: object = {}, day = '2021-02-01') =>
  on(day, 'RecordBreachLead', {
    lead,
    kind: 'undeclared-equity-change',
    detailZh: '股权变更未经同意',
    detailEn: 'Equity changed without consent',
    causedBy: other,
    ...overrides,
  });
const close = (reason = '经核查无误') => on('2021-02-05', 'CloseBreachLead', { lead, outcome: 'no-error', reason });
const report = (day: string, overrides: object = {}) =>
  on(day, 'ReportContractTermination', { number: '（2021）沪0116民初1号', reason: '判决解除', ...overrides });
const discrepancies = (...rules: string[]) =>
  rules.map((rule) => ({
    type: 'ContractDiscrepancyFound' as const,
    data: expect.objectContaining({ discrepancy: expect.objectContaining({ rule }), about: 'ContractTerminated' }),
  }));

describe('a breach lead (违约线索)', () => {
  it('is a memo: recorded whatever its day, and after the contract has ended', () => {
    given(contract, sign()).when(record()).then({ type: 'BreachLeadRecorded', data: record().data });
    given(contract, sign()).when(record({}, '2019-01-01')).thenConcerns('310116112');
    given(contract, ...breached, terminated('2021-06-11'))
      .when(record({}, '2022-01-01'))
      .thenConcerns('310116112');
    given(contract).when(record()).thenRefused('contract-not-signed');
  });
  it('is nothing new the second time, and refused under its id with other content', () => {
    given(contract, sign(), record()).when(record()).thenNothing();
    given(contract, sign(), record())
      .when(record({ detailZh: '另一事项' }))
      .thenRefused('contract-lead-recorded-otherwise', lead);
  });
  it('is closed by a person with a reason, "no error" included', () => {
    given(contract, sign(), record()).when(close()).then({ type: 'BreachLeadClosed', data: close().data });
    given(contract, sign(), record(), close()).when(close()).thenNothing();
    given(contract, sign(), record(), close()).when(close('其他')).thenRefused('contract-lead-settled');
    given(contract, sign()).when(close()).thenRefused('contract-lead-unknown', lead);
  });
  it('is taken up by a breach, once, and not after it was closed', () => {
    const taken = declared('2021-03-01', { lead });
    const { state } = given(contract, sign(), record(), record({ lead: other }), taken);
    expect(known(state).breaches.leads.map(({ takenUpBy }) => takenUpBy)).toEqual([breachId, null]);
    given(contract, sign(), record(), taken).when(close()).thenRefused('contract-lead-settled');
    given(contract, sign(), record(), close()).when(taken).thenRefused('contract-lead-settled');
    given(contract, sign()).when(taken).thenRefused('contract-lead-unknown');
  });
});

describe('declaring a breach (认定违约)', () => {
  const ofClause = (no: string) => declared('2021-03-01', { of: { kind: 'clause', no } });
  it('names the node that is late, or the clause that is broken', () => {
    given(contract, sign())
      .when(declared('2021-03-01'))
      .then({ type: 'BreachDeclared', data: declared('2021-03-01').data });
    given(contract, sign()).when(ofClause('第十二条')).thenConcerns('310116112');
  });
  it('is refused of a node that is in time, or of what the contract does not say', () => {
    given(contract, sign()).when(declared('2021-01-10')).thenRefused('contract-node-not-missed', '开工', '2021-01-10');
    given(contract, sign(), reached('construction-start', '2021-01-10'))
      .when(declared('2021-03-01'))
      .thenRefused('contract-node-not-missed');
    given(contract, sign({ milestones: [] }))
      .when(declared('2021-03-01'))
      .thenRefused('contract-node-not-agreed');
    given(contract, sign()).when(ofClause('第九十条')).thenRefused('contract-clause-unknown', '第九十条');
  });
  it('is possible of a node that was reached late', () =>
    given(contract, sign(), reached('construction-start', '2021-01-11')).when(declared('2021-03-01')).thenConcerns('310116112'));
  it('is nothing new the second time, and refused under its id with other content', () => {
    given(contract, sign(), declared('2021-03-01')).when(declared('2021-03-01')).thenNothing();
    given(contract, sign(), declared('2021-03-01'))
      .when(declared('2021-03-01', { reason: '其他' }))
      .thenRefused('contract-breach-declared-otherwise');
    given(contract, sign(), declared('2021-03-01')).when(declared('2021-03-02')).thenRefused('contract-breach-declared-otherwise');
  });
  it('is for one duty one at a time', () => {
    const again = (day: string) => declared(day, { breachId: other });
    given(contract, sign(), declared('2021-03-01')).when(again('2021-05-01')).thenRefused('contract-breach-declared-otherwise');
    given(contract, sign(), declared('2021-03-01'), closed('2021-04-01')).when(again('2021-05-01')).thenConcerns('310116112');
    given(contract, sign(), declared('2021-03-01'), closed('2021-06-01'))
      .when(again('2021-05-01'))
      .thenRefused('contract-breach-declared-otherwise');
  });
});

describe('the breach notice (催告)', () => {
  const history = [sign(), declared('2021-03-01')] as const;
  it('is served with a period for cure', () => {
    const { data } = noticed('2021-03-10', '2021-06-10');
    given(contract, ...history)
      .when(noticed('2021-03-10', '2021-06-10'))
      .then({ type: 'BreachNoticeServed', data });
  });
  it('is nothing new the second time, and served once', () => {
    given(contract, ...breached)
      .when(noticed('2021-03-10', '2021-06-10'))
      .thenNothing();
    given(contract, ...breached)
      .when(noticed('2021-03-11', '2021-06-10'))
      .thenRefused('contract-notice-served-otherwise', '2021-03-10');
  });
  it('leaves time, and follows the declaration of a breach that is open', () => {
    given(contract, ...history)
      .when(noticed('2021-03-10', '2021-03-10'))
      .thenRefused('contract-cure-period-empty', '2021-03-10');
    given(contract, ...history)
      .when(noticed('2021-02-28', '2021-06-10'))
      .thenRefused('contract-breach-step-too-early', '2021-02-28', '2021-03-01');
    given(contract, ...history, closed('2021-03-05'))
      .when(noticed('2021-03-10', '2021-06-10'))
      .thenRefused('contract-breach-closed', '2021-03-05');
    given(contract, sign()).when(noticed('2021-03-10', '2021-06-10')).thenRefused('contract-breach-unknown', breachId);
  });
});

describe('closing a breach', () => {
  it('says that it was cured, or withdrawn', () => {
    given(contract, ...breached)
      .when(closed('2021-06-11'))
      .then({ type: 'BreachClosed', data: closed('2021-06-11').data });
    const kinds = [
      given(contract, sign(), declared('2021-03-01')),
      given(contract, ...breached),
      given(contract, ...breached, closed('2021-06-11')),
      given(contract, ...breached, closed('2021-06-11', 'withdrawn')),
    ].map(({ state }) => known(state).breaches.declared.map(breachKind));
    expect(kinds).toEqual([['declared'], ['notice-served'], ['cured'], ['withdrawn']]);
  });
  it('is nothing new the second time, and done once', () => {
    given(contract, ...breached, closed('2021-06-11'))
      .when(closed('2021-06-11'))
      .thenNothing();
    given(contract, ...breached, closed('2021-06-11'))
      .when(closed('2021-06-12'))
      .thenRefused('contract-breach-closed', '2021-06-11');
  });
  it('comes after the notice, and not after the contract was terminated for it', () => {
    given(contract, ...breached)
      .when(closed('2021-03-09'))
      .thenRefused('contract-breach-step-too-early', '2021-03-10');
    given(contract, ...breached, terminated('2021-06-11'))
      .when(closed('2021-04-01'))
      .thenRefused('contract-terminated-for-breach', '2021-06-11');
    given(contract, sign()).when(closed('2021-03-09')).thenRefused('contract-breach-unknown');
  });
  it('is not done on a contract that ended for another reason', () => {
    const bought = recover('2021-07-01', 'agreement', { agreement: '收储', compensation: yuan(1) });
    given(contract, ...breached, bought)
      .when(closed('2021-07-01'))
      .thenRefused('contract-not-in-force', '2021-07-01');
  });
});

describe('liquidated damages (违约金)', () => {
  const note = (day: string) =>
    on(day, 'NoteLiquidatedDamages', { breachId, amount: yuan(15), status: 'demanded', reason: '按日千分之一' });
  it('are noted for a breach, and told again are nothing new', () => {
    given(contract, ...breached)
      .when(note('2021-03-10'))
      .then({ type: 'LiquidatedDamagesNoted', data: note('2021-03-10').data });
    given(contract, ...breached, note('2021-03-10'))
      .when(note('2021-03-10'))
      .thenNothing();
    given(contract, ...breached, note('2021-03-10'))
      .when(note('2021-04-10'))
      .thenConcerns('310116112');
  });
  it('need the breach, on its day or later', () => {
    given(contract, ...breached)
      .when(note('2021-02-28'))
      .thenRefused('contract-breach-step-too-early', '2021-03-01');
    given(contract, sign()).when(note('2021-03-10')).thenRefused('contract-breach-unknown');
  });
});

describe('terminating a contract (解除合同)', () => {
  it('follows breach, notice and the period for cure', () =>
    given(contract, ...breached)
      .when(terminated('2021-06-11'))
      .then({ type: 'ContractTerminated', data: { ...terminated('2021-06-11').data, basis: 'decided' } }));
  it('is refused without a notice, before its service, and while the breach may be cured', () => {
    given(contract, sign()).when(terminated('2021-06-11')).thenRefused('contract-breach-unknown');
    given(contract, sign(), declared('2021-03-01'))
      .when(terminated('2021-06-11'))
      .thenRefused('contract-termination-without-notice', '2021-06-11');
    given(contract, ...breached)
      .when(terminated('2021-03-09'))
      .thenRefused('contract-termination-without-notice', '2021-03-09');
    given(contract, ...breached)
      .when(terminated('2021-06-10'))
      .thenRefused('contract-cure-period-running', '2021-06-10');
  });
  it('is refused when the breach was cured, or will have been on a later day that is recorded', () => {
    for (const day of ['2021-05-01', '2021-07-01'])
      given(contract, ...breached, closed(day))
        .when(terminated('2021-06-11'))
        .thenRefused('contract-breach-closed', day);
  });
  it('is nothing new the second time, and done once', () => {
    given(contract, ...breached, terminated('2021-06-11'))
      .when(terminated('2021-06-11'))
      .thenNothing();
    given(contract, ...breached, terminated('2021-06-11'))
      .when(terminated('2021-06-12'))
      .thenRefused('contract-terminated-otherwise', '2021-06-11');
  });
  it('leaves no act under the contract behind it, and none follows', () => {
    const second = declared('2021-08-01', { breachId: other, of: { kind: 'clause', no: '第十二条' } });
    given(contract, ...breached, second)
      .when(terminated('2021-06-11'))
      .thenRefused('contract-acts-recorded-later', '2021-08-01', '2021-06-11');
    given(contract, ...breached, terminated('2021-06-11'))
      .when(second)
      .thenRefused('contract-not-in-force', '2021-06-11');
  });
  it('is not for land that was recovered', () => {
    const bought = recover('2021-06-10', 'agreement', { agreement: '收储', compensation: yuan(1) });
    given(contract, ...breached, bought)
      .when(terminated('2021-06-11'))
      .thenRefused('contract-not-in-force', '2021-06-10');
  });
  it('that is reported is recorded, with every rule that it breaks', () => {
    const told = report('2021-06-01');
    given(contract, ...breached)
      .when(report('2021-06-11', { breachId }))
      .then({ type: 'ContractTerminated', data: { ...report('2021-06-11', { breachId }).data, basis: 'reported' } });
    given(contract, sign())
      .when(told)
      .then(
        { type: 'ContractTerminated', data: { ...told.data, basis: 'reported' } },
        ...discrepancies('contract-termination-without-breach'),
      );
    given(contract, ...breached, closed('2021-06-20'))
      .when(report('2021-03-09', { breachId }))
      .then(
        { type: 'ContractTerminated', data: { ...report('2021-03-09', { breachId }).data, basis: 'reported' } },
        ...discrepancies(
          'contract-breach-closed',
          'contract-termination-without-notice',
          'contract-cure-period-running',
          'contract-acts-recorded-later',
        ),
      );
  });
  it('that is reported cannot rest on a breach that nobody knows, nor end the contract again', () => {
    given(contract, sign()).when(report('2021-06-11', { breachId })).thenRefused('contract-breach-unknown');
    given(contract, sign(), report('2021-06-11')).when(report('2021-06-11')).thenNothing();
    given(contract, ...breached, terminated('2021-06-11'))
      .when(report('2021-06-11', { breachId }))
      .thenRefused('contract-terminated-otherwise');
  });
});

it('a notice is served for one breach, not for the others', () => {
  const second = declared('2021-03-01', { breachId: other, of: { kind: 'clause', no: '第十二条' } });
  const { state } = given(contract, ...breached, second, noticed('2021-04-01', '2021-07-01', { breachId: other }));
  expect(known(state).breaches.declared.map(({ notice }) => notice?.on)).toEqual(['2021-03-10', '2021-04-01']);
});

it('a lead is closed, not the others', () => {
  const { state } = given(contract, sign(), record(), record({ lead: other }), close());
  expect(known(state).breaches.leads.map(({ closed: closing }) => closing?.outcome)).toEqual(['no-error', undefined]);
});

it('every fact names the contract', () => {
  const { state } = given(contract, ...breached, terminated('2021-06-11'));
  expect([known(state).kind, known(state).termination?.contractId]).toEqual(['terminated', contractId]);
});
