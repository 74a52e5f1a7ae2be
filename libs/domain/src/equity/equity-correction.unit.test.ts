// The day of a change turns out to have been another.
import { describe, expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import type { EquityCommand } from './commands.ts';
import { equityEvents } from './events.ts';
import { equity } from './index.ts';
import {
  agreed,
  bound,
  causedBy,
  clause,
  companyId,
  complete,
  contractId,
  correctDate,
  equityId,
  file,
  fileIndirect,
  lockUntil,
  reportCompleted,
  reportUndeclared,
} from './test/samples.ts';

const given = specify(equityEvents);
const corrected = (was: string, kind: 'transfer' | 'judicial-disposal' | 'indirect' = 'transfer') => ({
  type: 'EquityDateCorrected' as const,
  data: { equityId, companyId, kind, was: date(was), reason: '登记日期有误' },
});
/** What a correction brings, as types and rules. */
const broughtBy = (history: readonly EquityCommand[], correction: EquityCommand) => {
  const decision = equity.decide(correction, given(equity, ...history).state);
  if (isRejection(decision)) throw new Error(decision.en);
  return decision.map((fact) => (fact.type === 'EquityDiscrepancyFound' ? fact.data.discrepancy.rule : fact.type));
};

describe('correcting the day of a change that was registered here', () => {
  const registered = [...agreed(), complete('2024-05-10')];
  it('names the event that said so, and the change took place on the right day', () => {
    const [completed] = [given(equity, ...registered).state].map((state) => state.kind !== 'absent' && state.changedBy?.entry);
    given(equity, ...registered)
      .when(correctDate('2024-05-01'))
      .then({ ...corrected('2024-05-10'), corrects: String(completed) });
    expect(given(equity, ...registered, correctDate('2024-05-01')).state).toMatchObject({ kind: 'completed', changedOn: '2024-05-01' });
  });
  it('that is right already is nothing new', () =>
    given(equity, ...registered)
      .when(correctDate('2024-05-10'))
      .thenNothing());
  it('is refused before the joint review agreed, and within a lock', () => {
    given(equity, ...registered)
      .when(correctDate('2024-03-10'))
      .thenRefused('equity-before-filing');
    given(
      equity,
      file(),
      ...agreed().slice(1, -1),
      { ...agreed().slice(-1)[0], effectiveOn: date('2024-04-01') } as EquityCommand,
      complete('2024-05-10'),
    )
      .when(correctDate('2024-03-31'))
      .thenRefused('equity-completed-before-grant', '2024-04-01');
    given(equity, ...agreed(bound(clause({ lockUntil, consentRequired: false }))), complete('2024-07-01'))
      .when(correctDate('2024-06-30'))
      .thenRefused('equity-locked', contractId, '2024-06-30');
  });
  it('needs a change that took place', () =>
    given(equity, ...agreed())
      .when(correctDate('2024-05-01'))
      .thenRefused('equity-not-completed'));
});

describe('correcting the day of a change that was reported', () => {
  it('is recorded, with the rules that only the new day breaks and the clauses it may have broken', () => {
    const history = [file(bound(clause({ lockUntil, consentRequired: false }))), reportCompleted({}, '2024-07-01')];
    expect(broughtBy(history, correctDate('2024-06-30'))).toEqual(['EquityDateCorrected', 'equity-locked', 'EquityClauseBreachSuspected']);
    expect(broughtBy([...history, correctDate('2024-06-30')], correctDate('2024-06-29'))).toEqual(['EquityDateCorrected']);
    expect(broughtBy([file(), reportCompleted({}, '2024-07-01')], correctDate('2024-03-10'))).toEqual([
      'EquityDateCorrected',
      'equity-before-filing',
    ]);
  });
  it('of a ruling, or with the change of a parent, is not held against a filing that came with it', () => {
    const judicial = [file({ kind: 'judicial-disposal' }), reportCompleted({ caseNumber: '（2024）沪0116执1号' })];
    given(equity, ...judicial)
      .when(correctDate('2024-03-01'))
      .then({ ...corrected('2024-03-11', 'judicial-disposal'), corrects: specId(1) });
    expect(broughtBy([fileIndirect({ causedBy }), reportCompleted({ registered: [] })], correctDate('2024-03-01'))).toEqual([
      'EquityDateCorrected',
    ]);
  });
  it('that nobody had filed moves its case, but not behind the day on which it was found', () => {
    const undeclared = reportUndeclared({ foundOn: date('2025-03-11') });
    expect(given(equity, undeclared, correctDate('2024-03-01')).state).toMatchObject({
      kind: 'undeclared',
      changedOn: '2024-03-01',
      filedOn: '2024-03-01',
    });
    given(equity, undeclared).when(correctDate('2025-03-12')).thenRefused('equity-found-before-change', '2025-03-11');
    expect(broughtBy([undeclared], correctDate('2024-03-01'))).toEqual(['EquityDateCorrected']);
  });
});

it('what could not be done elsewhere stays as a discrepancy, once', () => {
  const refusal = { rule: 'equity-holders-not-redated', en: 'cannot', zh: '不能' };
  const asked = command('RecordEquityRefusal', { equityId, refusal, about: 'EquityDateCorrected' });
  given(equity, file())
    .when(asked)
    .then({ type: 'EquityDiscrepancyFound', data: { equityId, discrepancy: refusal, about: 'EquityDateCorrected' } });
  given(equity, file(), asked).when(asked).thenNothing();
});

it('a clause without a lock date locks nothing and asks for consent all the same', () => {
  const open = agreed(bound(clause({ lockUntil: null, consentRequired: false })));
  expect(given(equity, ...open, complete('2024-03-11')).state.kind).toBe('completed');
  given(equity, ...agreed(bound(clause({ lockUntil: null }))))
    .when(complete('2025-03-11'))
    .thenRefused('equity-consent-missing', contractId);
});
