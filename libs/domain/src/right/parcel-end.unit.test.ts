import { describe, expect, it } from 'vitest';
import { specId, specify } from '../testing/given.ts';
import { title } from './index.ts';
import { parcelEnding } from './state.ts';
import {
  appointOperator,
  catalogue,
  contract1,
  decideTransfer,
  endLease,
  endParcel,
  endRight,
  factsOf,
  fileTransfer,
  foundBy,
  granted,
  land,
  lease1,
  mortgage1,
  nameContract,
  nowhere,
  only,
  otherLand,
  oufeng,
  parcelId,
  recordRefusal,
  registerLease,
  registerMortgage,
  registerRight,
  registerSuccession,
  registerTransfer,
  releaseMortgage,
  reportRight,
  restoreParcel,
  retirement,
  retirement2,
  seize,
  seizure1,
  serveRuling,
  successor1,
  successor2,
  town,
} from './test/title.ts';

const given = specify(catalogue);
const right = registerRight('2010-01-01');
const ended = endParcel('2023-01-01');
const discrepancyOf = (facts: ReturnType<typeof factsOf>): string => {
  const found = facts.find((fact) => fact.type === 'TitleDiscrepancyFound');
  return found?.type === 'TitleDiscrepancyFound' ? found.data.discrepancy.en : '';
};

describe('a parcel that is split, merged, retired or a duplicate', () => {
  it('is said to have ended, with what came after it, also when nobody has a right to it', () => {
    given(title)
      .when(ended)
      .then({
        type: 'TitleParcelEnded',
        data: { parcelId, endedBy: retirement, successors: [successor1, successor2], reason: '宗地分割' },
      });
    given(title).when(ended).thenConcerns(town);
    given(title, right, ended).when(ended).thenNothing();
  });
  it('keeps every right where it is, and finds what is to be registered anew on its successors', () => {
    const burdened = [right, registerLease('2020-01-01'), registerMortgage('2020-01-01'), seize('2022-05-10')];
    const facts = factsOf(given(title, ...burdened).state, ended);
    expect(facts.map(({ type }) => type)).toEqual(['TitleParcelEnded', 'TitleDiscrepancyFound']);
    for (const id of [land, lease1, mortgage1, seizure1, successor1, successor2]) expect(discrepancyOf(facts)).toContain(id);
  });
  it('leaves out what had ended before, and tells of many leases how many', () => {
    const over = [
      right,
      registerLease('2020-01-01'),
      endLease('2021-01-01'),
      registerMortgage('2020-01-01'),
      releaseMortgage('2021-01-01'),
    ];
    expect(discrepancyOf(factsOf(given(title, ...over).state, ended))).toContain('leases —, mortgages —, seizures —');
    const leases = [1, 2, 3, 4, 5].map((n) => registerLease('2020-01-01', { leaseId: specId(500 + n), part: `${n}幢` }));
    expect(discrepancyOf(factsOf(given(title, right, ...leases).state, ended))).toContain('… (5)');
    expect(foundBy(given(title, right, endRight('2022-01-01')).state, ended)).toEqual([]);
  });
  it('finds it too of a right that is reported afterwards', () => {
    const { state } = given(title, ended);
    expect(foundBy(state, reportRight('2010-01-01'))).toEqual(['title-right-awaits-registration']);
    given(title, ended).when(right).thenRefused('title-right-awaits-registration', successor1);
  });
  it.each([
    ['right', registerRight('2023-01-01', { rightId: otherLand, part: '8幢' })],
    ['lease', registerLease('2023-01-01')],
    ['operator', appointOperator('2023-01-01')],
    ['mortgage', registerMortgage('2023-01-01')],
    ['succession', registerSuccession('2023-01-01')],
    ['transfer to be reviewed', fileTransfer('2023-01-01')],
  ])('takes no new %s by decision from that day on', (_, command) =>
    given(title, right, ended).when(command).thenRefused('title-parcel-ended', '2023-01-01', successor1),
  );
  it('grants and registers no transfer that was filed before', () => {
    const filed = granted('2022-12-01');
    given(title, right, ...filed.slice(0, -1), ended)
      .when(decideTransfer('2023-01-01'))
      .thenRefused('title-parcel-ended');
    given(title, right, ...filed, ended)
      .when(registerTransfer('2023-01-02'))
      .thenRefused('title-parcel-ended');
  });
  it('takes decisions dated before it, and lets what stands be ended', () => {
    expect(factsOf(given(title, right, ended).state, registerMortgage('2022-12-31')).length).toBe(1);
    expect(factsOf(given(title, right, ended).state, endRight('2023-01-01', { reason: 'parcel-change' })).length).toBe(1);
  });
  it('comes after what was recorded of its own day before it', () => {
    const sameDay = [registerRight('2023-01-01'), registerMortgage('2023-01-01')];
    expect(foundBy(given(title, ...sameDay).state, ended)).toEqual(['title-right-awaits-registration']);
  });
  it("records a court's acts, which are found", () => {
    const { state } = given(title, right, ended);
    expect(foundBy(state, seize('2023-02-01'))).toEqual(['title-parcel-ended']);
    expect(foundBy(state, serveRuling('2023-02-01'))).toEqual(['title-parcel-ended']);
  });
  it('is open again when it had not ended after all', () => {
    const undone = restoreParcel('2023-01-01');
    given(title, right, ended)
      .when(undone)
      .then({ type: 'TitleParcelRestored', data: { parcelId, endedBy: retirement, reason: '撤销宗地分割' }, corrects: specId(1) });
    given(title, right, ended, undone).when(undone).thenNothing();
    expect(factsOf(given(title, right, ended, undone).state, registerMortgage('2023-06-01')).length).toBe(1);
  });
  it('has ended since the earlier of two days, and still has when one of both is undone', () => {
    const twice = [right, endParcel('2023-06-01', { endedBy: retirement2 }), ended];
    expect([
      parcelEnding(given(title, ...twice).state)?.on,
      parcelEnding(given(title, ...twice, restoreParcel('2023-01-01')).state)?.on,
    ]).toEqual(['2023-01-01', '2023-06-01']);
    expect(parcelEnding(given(title, right, ended, endParcel('2023-06-01', { endedBy: retirement2 })).state)?.on).toBe('2023-01-01');
  });
  it('shows, when the earlier of two ends is undone, that a right of the days between stands on it at the other', () => {
    const twice = [right, endParcel('2023-06-01', { endedBy: retirement2 }), ended, endRight('2023-01-01', { reason: 'parcel-change' })];
    const { state } = given(title, ...twice, reportRight('2023-03-01', { rightId: otherLand }));
    expect(foundBy(state, restoreParcel('2023-01-01'))).toEqual(['title-right-awaits-registration']);
  });
});

describe('what other streams say of a title', () => {
  it('is which contracts name the parcel, each once', () => {
    given(title)
      .when(nameContract('2020-01-01'))
      .then({ type: 'TitleContractNamed', data: { parcelId, contractId: contract1 } });
    given(title, nameContract('2020-01-01')).when(nameContract('2021-01-01')).thenNothing();
  });
  it('is what they asked for in vain: a discrepancy of the right, once', () => {
    given(title, right)
      .when(recordRefusal('2020-01-01'))
      .then({
        type: 'TitleDiscrepancyFound',
        data: {
          parcelId,
          rightId: land,
          discrepancy: { rule: 'title-before-fact', en: 'too early', zh: '过早' },
          about: 'AuctionDateCorrected',
        },
      });
    given(title, right, recordRefusal('2020-01-01')).when(recordRefusal('2020-01-01')).thenNothing();
    given(title, right)
      .when(recordRefusal('2020-01-01', { rightId: nowhere }))
      .thenRefused('title-names-unknown', nowhere);
  });
});

it('a right of an ended parcel that passes by ruling goes to its buyer all the same', () => {
  const { state } = given(title, right, ended, serveRuling('2023-02-01'));
  expect(state.entries.at(-1)).toMatchObject({ type: 'RightTransferredByRuling', data: { holders: only(oufeng) } });
});
