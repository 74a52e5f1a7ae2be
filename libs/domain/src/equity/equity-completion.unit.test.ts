// How a change takes place: registered as decided, or reported as it is.
import { describe, expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { specify } from '../testing/given.ts';
import { clausesMet, consentRequiredFor } from './consent.ts';
import { type Change, type EquityFact, equityEvents } from './events.ts';
import { equity } from './index.ts';
import {
  agreed,
  bound,
  cancel,
  causedBy,
  changes,
  clause,
  companyId,
  complete,
  consent,
  contractId,
  determine,
  equityId,
  file,
  fileIndirect,
  holderA,
  holderB,
  holderC,
  lockUntil,
  opinions,
  otherContractId,
  otherTown,
  parcelId,
  reportCompleted,
  reportUndeclared,
  requestConsent,
  town,
} from './test/samples.ts';

const given = specify(equityEvents);
const data = {
  equityId,
  companyId,
  kind: 'transfer' as const,
  changes: [...changes],
  parcelIds: [parcelId],
  contractIds: [] as string[],
  control: { changed: 'yes' as const, controllerBefore: holderA, controllerAfter: null },
  causedBy: null,
  caseNumber: null,
  basis: 'decided' as const,
};

describe('a decided completion (市场监管局登记)', () => {
  it('says who holds the company now, what became of the control, and which land and contracts it concerns', () => {
    const completing = given(equity, ...agreed()).when(complete());
    completing.then({ type: 'EquityTransferCompleted', data });
    completing.thenConcerns(town, otherTown);
  });
  it('is nothing new the second time, by whatever command; another day is refused', () => {
    given(equity, ...agreed(), complete())
      .when(complete('2024-03-11', []))
      .thenNothing();
    given(equity, ...agreed(), complete())
      .when(reportCompleted())
      .thenNothing();
    given(equity, ...agreed(), complete())
      .when(complete('2024-03-12'))
      .thenRefused('equity-already-completed', '2024-03-11');
    given(equity, reportUndeclared()).when(complete()).thenRefused('equity-already-completed', '2024-03-11');
  });
  it('follows the joint review: all three opinions, its agreement, and the day of it', () => {
    given(equity, file()).when(complete()).thenRefused('equity-opinions-missing', '规划资源局、经委、市场监管局');
    given(equity, file(), ...opinions)
      .when(complete())
      .thenRefused('equity-not-granted');
    const [filing, ...rest] = agreed();
    given(equity, { ...filing, effectiveOn: date('2024-03-01') }, ...rest)
      .when(complete('2024-03-10'))
      .thenRefused('equity-completed-before-grant', '2024-03-10', '2024-03-11');
    given(equity, file(), cancel()).when(complete()).thenRefused('equity-case-closed', '2024-03-11');
    given(equity, ...agreed())
      .when(complete('2024-03-10'))
      .thenRefused('equity-before-filing');
  });
  it('is refused while the side before is not what the ledger has of the day', () => {
    given(equity, ...agreed())
      .when(complete('2024-03-11', [{ from: date('2024-03-11'), value: [{ holderId: holderB, share: '1/1' }] }]))
      .thenRefused('equity-differs-from-register', holderB);
    expect(given(equity, ...agreed(), complete('2024-03-11', [])).state.kind).toBe('completed');
  });
  it('is refused while a required consent is missing, and on any day before it was given', () => {
    const asked = [...agreed(bound(clause())), requestConsent()] as const;
    given(equity, ...agreed(bound(clause())))
      .when(complete())
      .thenRefused('equity-consent-missing', contractId, '2024-03-11');
    given(equity, ...asked, consent(null, '2024-04-02'))
      .when(complete('2024-04-01'))
      .thenRefused('equity-consent-missing');
    expect(given(equity, ...asked, consent(null, '2024-04-02'), complete('2024-04-02')).state.kind).toBe('completed');
  });
  it('is refused through the last day of a lock, consent or not', () => {
    const locked = agreed(bound(clause({ lockUntil, consentRequired: false })));
    given(equity, ...locked)
      .when(complete('2024-06-30'))
      .thenRefused('equity-locked', contractId, '2024-06-30');
    expect(given(equity, ...locked, complete('2024-07-01')).state.kind).toBe('completed');
  });
});

describe('a reported completion', () => {
  const rulesOf = (...history: Parameters<typeof equity.decide>[0][]) => {
    const last = history.pop();
    if (last === undefined) throw new Error('nothing is reported');
    const decision = equity.decide(last, given(equity, ...history).state);
    if (isRejection(decision)) throw new Error(decision.en);
    const rule = (each: EquityFact) => (each.type === 'EquityDiscrepancyFound' ? each.data.discrepancy.rule : each.type);
    return decision.map(rule);
  };
  it('is recorded as a fact like the decided one', () =>
    given(equity, ...agreed())
      .when(reportCompleted())
      .then({ type: 'EquityTransferCompleted', data: { ...data, basis: 'reported' } }));
  it('that broke the rules is recorded with each of them, and with the contracts it may have broken', () => {
    const report = reportCompleted({}, '2024-03-10');
    expect(rulesOf(file(bound(clause({ lockUntil }))), report)).toEqual([
      'EquityTransferCompleted',
      'equity-before-filing',
      'equity-opinions-missing',
      'equity-consent-missing',
      'equity-locked',
      'EquityClauseBreachSuspected',
    ]);
    given(equity, file())
      .when(reportCompleted())
      .then(
        { type: 'EquityTransferCompleted', data: { ...data, control: null, basis: 'reported' } },
        {
          type: 'EquityDiscrepancyFound',
          data: {
            equityId,
            discrepancy: {
              rule: 'equity-opinions-missing',
              en: 'Opinions are missing on 2024-03-11: 规划资源局、经委、市场监管局.',
              zh: '截至2024-03-11尚缺部门意见：规划资源局、经委、市场监管局。',
            },
            about: 'EquityTransferCompleted',
          },
        },
      );
  });
  it('is recorded in a closed case too', () => {
    expect(rulesOf(file(), cancel(), reportCompleted())).toEqual(['EquityTransferCompleted', 'equity-case-closed']);
    expect(rulesOf(file(), ...opinions, reportCompleted())).toEqual(['EquityTransferCompleted', 'equity-not-granted']);
  });
  it('that differs from what was filed says what was registered', () => {
    const others: Change[] = [
      { holderId: holderA, before: '1/2', after: '1/1' },
      { holderId: holderB, before: '1/2', after: null },
    ];
    expect(rulesOf(...agreed(), reportCompleted({ changes: others }))).toEqual([
      'EquityTransferCompleted',
      'equity-completed-otherwise',
      'equity-differs-from-register',
    ]);
    const { state } = given(equity, ...agreed(), reportCompleted({ changes: others }));
    expect(state.kind === 'completed' && state.changes).toEqual(others);
    given(equity, ...agreed(), reportCompleted({ changes: others }))
      .when(reportCompleted({ changes: others }))
      .thenNothing();
    given(equity, ...agreed(), complete())
      .when(reportCompleted({ changes: others }))
      .thenRefused('equity-already-completed');
  });
  it('is refused when it cannot be true: it does not account for the whole company', () =>
    given(equity, file())
      .when(reportCompleted({ changes: [{ holderId: holderA, before: '1/1', after: '1/2' }] }))
      .thenRefused('equity-after-total-not-one', '1/2'));
  it('of what a court ruled needs no review here, and names the case of the court', () => {
    const caseNumber = '（2024）沪0116执1号';
    given(equity, file({ kind: 'judicial-disposal' }))
      .when(reportCompleted({ caseNumber }))
      .then({
        type: 'EquityTransferCompleted',
        data: { ...data, kind: 'judicial-disposal', control: null, caseNumber, basis: 'reported' },
      });
    given(equity, file({ kind: 'judicial-disposal' }))
      .when(complete())
      .thenRefused('equity-opinions-missing');
  });
  it('of an indirect change has no shares to compare and names the case of the parent', () =>
    given(equity, fileIndirect(), determine('no'), ...opinions)
      .when(reportCompleted())
      .then(
        {
          type: 'EquityTransferCompleted',
          data: {
            ...data,
            kind: 'indirect',
            changes: [],
            control: { changed: 'no', controllerBefore: holderA, controllerAfter: holderA },
            causedBy,
            basis: 'reported',
          },
        },
        {
          type: 'EquityDiscrepancyFound',
          data: {
            equityId,
            discrepancy: {
              rule: 'equity-not-granted',
              en: 'The joint review has not agreed to the transfer.',
              zh: '联合审查尚未同意该股权变更。',
            },
            about: 'EquityTransferCompleted',
          },
        },
      ));
  it('suspects a contract once per kind of breach', () =>
    given(equity, file(bound(clause())), reportCompleted())
      .when(determine('yes'))
      .then({
        type: 'ControlChangeDetermined',
        data: {
          equityId,
          companyId,
          parcelIds: [parcelId],
          department: '市场监管局',
          changed: 'yes',
          controllerBefore: holderA,
          controllerAfter: null,
          reason: '依据公司章程及股东协议认定',
          changedOn: date('2024-03-11'),
        },
      }));
  it('suspects nothing where the grantor had consented, on the day itself too', () =>
    expect(rulesOf(...agreed(bound(clause())), requestConsent(), consent(), reportCompleted())).toEqual(['EquityTransferCompleted']));
});

describe('the consent that clauses require', () => {
  const bySixty = [...changes];
  const required = (moved: readonly Change[], controlled: 'yes' | 'no' | 'unknown', ...clauses: Parameters<typeof clause>[0][]) =>
    consentRequiredFor(moved, controlled, clauses.map(clause));
  it('is that of every share from the threshold on', () => {
    expect(required(bySixty, 'no', { threshold: '60%' })).toEqual([contractId]);
    expect(required(bySixty, 'no', { threshold: '60.01%' })).toEqual([]);
    expect(required(bySixty, 'no', { threshold: null })).toEqual([contractId]);
  });
  it('counts what the holders gain, not what they keep', () => {
    const increase: Change[] = [
      { holderId: holderA, before: '60%', after: '45%' },
      { holderId: holderB, before: '40%', after: '30%' },
      { holderId: holderC, before: null, after: '25%' },
    ];
    expect(required(increase, 'no', { threshold: '25%' })).toEqual([contractId]);
    expect(required(increase, 'no', { threshold: '26%' })).toEqual([]);
  });
  it('cannot be measured where a joint holding changes, so it reaches every threshold', () => {
    const joint = (after: string): Change[] => [
      { holderId: holderA, before: 'joint', after: 'joint' },
      { holderId: holderB, before: 'joint', after },
      { holderId: holderC, before: '1/2', after: '1/4' },
    ];
    expect(required(joint('1/4'), 'no', { threshold: '100%' })).toEqual([contractId]);
    expect(required(joint('joint'), 'no', { threshold: '100%' })).toEqual([]);
    const founded: Change[] = [
      { holderId: holderA, before: '1/1', after: 'joint' },
      { holderId: holderB, before: null, after: 'joint' },
    ];
    expect(required(founded, 'no', { threshold: '100%' })).toEqual([contractId]);
  });
  it('is that of every change of control that the clause covers, and of one that nobody has excluded', () => {
    const only = { covers: ['control' as const], threshold: '100%' };
    expect(required([], 'yes', only)).toEqual([contractId]);
    expect(required([], 'unknown', only)).toEqual([contractId]);
    expect(required([], 'no', only)).toEqual([]);
    expect(required(bySixty, 'yes', { covers: ['shares'], threshold: '61%' })).toEqual([]);
    expect(required([], 'yes', { covers: ['shares'], threshold: null })).toEqual([]);
  });
  it('is asked once per contract, and not by a clause that only locks', () => {
    expect(required(bySixty, 'yes', {}, { threshold: null }, { contractId: otherContractId, consentRequired: false })).toEqual([
      contractId,
    ]);
    expect(clausesMet(bySixty, 'yes', [clause({ consentRequired: false })])).toHaveLength(1);
  });
});
