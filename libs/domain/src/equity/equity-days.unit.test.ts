// Which day decides: the clauses of the day of the change bind it, and the register before it is what the side before is held against.
import { describe, expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { command, specify } from '../testing/given.ts';
import type { EquityCommand } from './commands.ts';
import type { Clause } from './events.ts';
import { equityEvents } from './events.ts';
import { equity } from './index.ts';
import {
  agreed,
  bound,
  clause,
  companyId,
  complete,
  contractId,
  correctDate,
  equityId,
  file,
  holderA,
  holderB,
  holderC,
  registered,
  reportCompleted,
  reportUndeclared,
  requestConsent,
} from './test/samples.ts';

const given = specify(equityEvents);
const broughtBy = (history: readonly EquityCommand[], next: EquityCommand) => {
  const decision = equity.decide(next, given(equity, ...history).state);
  if (isRejection(decision)) throw new Error(decision.en);
  return decision.map((fact) => (fact.type === 'EquityDiscrepancyFound' ? fact.data.discrepancy.rule : fact.type));
};
const during = (from: string, until: string | null, changed: Partial<Clause> = {}) => {
  const { contractIds, clauses } = bound(clause(changed));
  return { contractIds, clauses: clauses.map((each) => ({ ...each, from: date(from), until: until === null ? null : date(until) })) };
};
const nameOn = (day: string, contracts: ReturnType<typeof during>) => ({
  ...command('NameEquityContracts', { equityId, ...contracts }),
  effectiveOn: date(day),
});

describe('the clauses of the day of the change', () => {
  it('bind it when the contract is named after they have ended', () => {
    expect(broughtBy([reportUndeclared()], nameOn('2025-03-11', during('2015-01-01', '2024-06-01')))).toEqual([
      'EquityContractsNamed',
      'EquityClauseBreachSuspected',
    ]);
  });
  it('do not bind it when they began after it, whenever the contract is named', () => {
    expect(broughtBy([reportUndeclared()], nameOn('2025-03-11', during('2024-06-01', null)))).toEqual(['EquityContractsNamed']);
  });
  it('are others once the day is corrected across their beginning', () => {
    const since = reportUndeclared(during('2024-03-20', null));
    expect(broughtBy([], since)).toEqual(['UndeclaredEquityTransferReported']);
    expect(broughtBy([since], correctDate('2024-03-20'))).toEqual(['EquityDateCorrected', 'EquityClauseBreachSuspected']);
    expect(broughtBy([since], correctDate('2024-03-19'))).toEqual(['EquityDateCorrected']);
  });
  it('are asked for at the completion, not those of the filing', () => {
    const ended = during('2015-01-01', '2024-05-01');
    given(equity, ...agreed(ended))
      .when(complete('2024-04-30'))
      .thenRefused('equity-consent-missing', contractId);
    expect(given(equity, ...agreed(ended), complete('2024-05-01')).state.kind).toBe('completed');
  });
  it('decide whose grantor is asked for consent: before the change those of the day of the request', () => {
    given(equity, file(during('2024-04-01', null)))
      .when(requestConsent('2024-03-31'))
      .thenRefused('equity-consent-not-required');
    given(equity, file(during('2024-04-01', null)))
      .when(requestConsent('2024-04-01'))
      .then({ type: 'GrantorConsentRequested', data: { equityId, companyId, contractIds: [contractId] } });
    const took = [file(during('2024-04-01', null)), reportCompleted({}, '2024-03-20')];
    given(equity, ...took)
      .when(requestConsent('2024-04-02'))
      .thenRefused('equity-consent-not-required');
  });
});

describe('the register of the very day of the change', () => {
  const ofTheDay = (value: (typeof registered)[number]['value'], before = registered) => [...before, { from: date('2024-05-01'), value }];
  const after = [
    { holderId: holderB, share: '40%' },
    { holderId: holderC, share: '60%' },
  ];
  const [{ value: held }] = registered as [(typeof registered)[number]];
  const reported = (ledger: typeof registered) =>
    broughtBy(agreed(), reportCompleted({ registered: ledger }, '2024-05-01')).filter((what) => what === 'equity-differs-from-register');
  it('agrees with it when it has the change already', () => {
    expect(reported(ofTheDay(after))).toEqual([]);
    expect(reported(ofTheDay(after, []))).toEqual([]);
    expect(given(equity, ...agreed(), complete('2024-05-01', ofTheDay(after))).state.kind).toBe('completed');
  });
  it('agrees with it when it has not, whatever stood there before', () => {
    expect(reported(ofTheDay(held, [{ from: date('2015-01-01'), value: after }]))).toEqual([]);
  });
  it('does not excuse what was registered otherwise before', () => {
    expect(reported(ofTheDay(after, [{ from: date('2015-01-01'), value: [{ holderId: holderA, share: '1/1' }] }]))).toEqual([
      'equity-differs-from-register',
    ]);
  });
  it('differs when it has neither side', () => {
    expect(reported(ofTheDay([{ holderId: holderA, share: '1/1' }]))).toEqual(['equity-differs-from-register']);
  });
});
