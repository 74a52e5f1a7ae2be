import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import { isSeizedOn, seizuresOn, title } from './index.ts';
import {
  appointOperator,
  caseNumber,
  catalogue,
  correctMortgage,
  correctSeizure,
  court,
  factsOf,
  foundBy,
  land,
  parcelId,
  registerCertificate,
  registerLease,
  registerMortgage,
  registerRight,
  releaseSeizure,
  reportLease,
  reportMortgage,
  reportTransfer,
  seize,
  seizeToo,
  seizure1,
  seizure2,
  seizure3,
  serveRuling,
  yuan,
} from './test/title.ts';

const given = specify(catalogue);
const on = date;
const right = registerRight('2010-01-01');
const third = (day: string, more: object = {}) => seizeToo(day, { seizureId: seizure3, caseNumber: '（2023）沪01执3号', ...more });
/** Who stands in which rank, and until when the first. */
const ranks = (state: (typeof title)['initial'], day: string) =>
  seizuresOn(state, land, on(day)).map(({ seizureId, rank, until }) => [seizureId, rank, until]);

describe('while a right is seized', () => {
  const seized = [right, seize('2023-05-10')];
  it.each([
    ['mortgage', registerMortgage('2023-06-01')],
    ['lease', registerLease('2023-06-01')],
    ['operator', appointOperator('2023-06-01')],
  ])('no %s is decided, and the refusal names court, 案号 and last day', (_, command) =>
    given(title, ...seized)
      .when(command)
      .thenRefused('right-seized', court, caseNumber, '2026-05-10'),
  );
  it.each([
    ['mortgage', reportMortgage('2023-06-01')],
    ['lease', reportLease('2023-06-01')],
    ['transfer', reportTransfer('2023-06-01')],
  ])('a reported %s is recorded, and found', (_, command) => {
    const [fact, found] = factsOf(given(title, ...seized).state, command);
    expect(found).toMatchObject({
      type: 'TitleDiscrepancyFound',
      data: { rightId: land, discrepancy: { rule: 'right-seized' }, about: fact?.type },
    });
  });
  it.each([
    ['mortgage', registerMortgage('2023-05-09')],
    ['lease', registerLease('2023-05-09')],
    ['operator', appointOperator('2023-05-09')],
  ])('no %s is entered with a day before the service (倒签)', (_, command) =>
    given(title, ...seized)
      .when(command)
      .thenRefused('right-seized-later', '2023-05-10', court, caseNumber, '2023-05-09'),
  );
  it.each([
    ['mortgage', reportMortgage('2023-05-09')],
    ['lease', reportLease('2023-05-09')],
    ['transfer', reportTransfer('2023-05-09')],
  ])('a reported %s dated before the service is recorded, and found', (_, command) =>
    expect(foundBy(given(title, ...seized).state, command)).toEqual(['right-seized-later']),
  );
  it('a correction does not date an act before the service of a seizure that was known when it was entered', () => {
    const released = [...seized, releaseSeizure('2023-06-01')];
    given(title, ...released, registerMortgage('2023-07-01'))
      .when(correctMortgage('2023-05-01', { secured: yuan(5_000_000) }))
      .thenRefused('right-seized-later', '2023-05-10');
    given(title, ...released)
      .when(registerMortgage('2023-05-09'))
      .thenRefused('right-seized-later');
  });
  it('what was entered before the seizure was known stands, and so does what comes before one that never stood', () => {
    expect(foundBy(given(title, right, registerMortgage('2023-05-09')).state, seize('2023-05-10'))).toEqual([]);
    expect(foundBy(given(title, ...seized, releaseSeizure('2023-05-10')).state, reportMortgage('2023-05-09'))).toEqual([]);
  });
  it('nothing is barred after the end', () => {
    expect(factsOf(given(title, ...seized, releaseSeizure('2023-08-01')).state, registerMortgage('2023-08-01')).length).toBe(1);
  });
  it('what was done before a notice of the same day was recorded stands; what comes after it does not', () => {
    const mortgaged = [right, registerMortgage('2023-05-10')];
    expect(foundBy(given(title, ...mortgaged).state, seize('2023-05-10'))).toEqual([]);
    given(title, ...seized)
      .when(registerMortgage('2023-05-10'))
      .thenRefused('right-seized');
    const { state } = given(title, right, seizeToo('2023-05-10'), reportMortgage('2023-05-10'));
    expect(foundBy(state, seize('2023-05-10', { sequence: 1 }))).toEqual([]);
  });
  it('a seizure reported late finds what was done in the meantime, by decision too', () => {
    const { state } = given(title, right, registerMortgage('2023-06-01'));
    expect(foundBy(state, seize('2023-05-10'))).toEqual(['right-seized']);
  });
});

describe('correcting a seizure', () => {
  it('replaces the day of its service, and the ranks with it', () => {
    const two = [right, seize('2023-05-10'), seizeToo('2023-08-01')];
    given(title, ...two)
      .when(correctSeizure('2023-09-10'))
      .then({
        type: 'SeizureCorrected',
        data: {
          parcelId,
          rightId: land,
          seizureId: seizure1,
          court,
          caseNumber,
          sequence: null,
          months: 36,
          until: null,
          reason: '送达日期有误',
        },
        corrects: specId(1),
      });
    expect(ranks(given(title, ...two, correctSeizure('2023-09-10')).state, '2023-09-10').map(([id]) => id)).toEqual([seizure2, seizure1]);
  });
  it('to a day after its release leaves one that never stood', () => {
    const { state } = given(title, right, seize('2023-05-10'), releaseSeizure('2023-06-01'), correctSeizure('2023-07-01'));
    expect(isSeizedOn(state, land, on('2023-07-01'))).toBe(false);
  });
  it('that changes nothing is nothing new; one of an unknown seizure is refused', () => {
    given(title, right, seize('2023-05-10')).when(correctSeizure('2023-05-10')).thenNothing();
    given(title, right).when(correctSeizure('2023-05-10')).thenRefused('title-names-unknown', seizure1);
  });
});

describe('the service of a ruling', () => {
  it('ends the seizures that stand, the waiting ones too, and no later one', () => {
    const { state } = given(title, right, seize('2023-05-10'), seizeToo('2023-08-01'), serveRuling('2024-01-15'), third('2024-03-01'));
    expect([ranks(state, '2024-01-14').length, ranks(state, '2024-01-15'), ranks(state, '2024-03-01').length]).toEqual([2, [], 1]);
  });
  it('ends one too that is reported only afterwards', () =>
    expect(ranks(given(title, right, serveRuling('2024-01-15'), seize('2023-05-10')).state, '2024-01-15')).toEqual([]));

  it('leaves a seizure served after it on the right of the new holders, which is found until their certificate is there', () => {
    const ruled = [right, seize('2023-05-10'), serveRuling('2024-01-15')];
    const after = 'seizure-after-ruling';
    expect(foundBy(given(title, ...ruled).state, seizeToo('2024-02-01'))).toEqual([after]);
    expect(foundBy(given(title, ...ruled).state, seizeToo('2024-01-15'))).toEqual([]);
    expect(foundBy(given(title, ...ruled).state, correctSeizure('2024-02-01'))).toEqual([after]);
    expect(foundBy(given(title, right, seize('2024-02-01')).state, serveRuling('2024-01-15'))).toEqual([after]);
    expect(foundBy(given(title, ...ruled, registerCertificate('2024-01-20')).state, seizeToo('2024-02-01'))).toEqual([]);
    expect(foundBy(given(title, ...ruled, registerCertificate('2024-02-10')).state, seizeToo('2024-02-01'))).toEqual([after]);
    expect(foundBy(given(title, ...ruled, registerCertificate('2024-01-20')).state, correctSeizure('2024-02-01'))).toEqual([after]);
    expect(foundBy(given(title, ...ruled, reportTransfer('2024-01-20')).state, seizeToo('2024-02-01'))).toEqual([]);
    expect(foundBy(given(title, right, reportTransfer('2024-01-20')).state, seizeToo('2024-02-01'))).toEqual([]);
  });
});
