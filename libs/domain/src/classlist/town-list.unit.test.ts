import { describe, expect, it } from 'vitest';
import { specId } from '../testing/given.ts';
import { townList } from './index.ts';
import { absentTownList, evolveTownList, type TownListState } from './state.ts';
import {
  dayBefore,
  given,
  line,
  ofTown,
  otherRun,
  otherTown,
  parcelId,
  passed,
  results,
  returnedLine,
  returnTown,
  review,
  reviewers,
  run,
  stranger,
  submitTown,
  totals,
  town,
  withdrawTown,
} from './test/scene.ts';

const kindOf = (state: TownListState) => state.kind;
const edition = 1;
const cleared = [submitTown(), ...passed()] as const;

describe('a town submits its list', () => {
  it('of the results of a run: their counts come from the run, and whose line is which indicator from the standard', () => {
    const when = given(townList).when(submitTown());
    when.then({ type: 'TownListSubmitted', data: { ...ofTown, edition, run, totals, parcels: 6, reviewers } });
    when.thenConcerns(town);
  });
  it('of the last completed run only', () =>
    given(townList)
      .when(submitTown({ results: null }))
      .thenRefused('classlist-run-not-standing', run));
  it('when the run graded parcels of it', () =>
    given(townList)
      .when(submitTown({ results: { totals, parcels: 0 } }))
      .thenRefused('classlist-place-without-results', town, run));
  it('of parcels: enterprises are not approved by lists', () =>
    given(townList)
      .when(submitTown({ subject: 'enterprise' }))
      .thenRefused('classlist-enterprise-cycle'));
  it('once: the same again is nothing new, and another waits for a return or withdrawal', () => {
    given(townList, submitTown()).when(submitTown()).thenNothing();
    given(townList, ...cleared)
      .when(submitTown())
      .thenNothing();
    given(townList, submitTown())
      .when(submitTown({ run: otherRun }))
      .thenRefused('classlist-town-list-standing', town, '1');
  });
  it('again after a return or a withdrawal, as the next edition, which is reviewed anew', () => {
    for (const end of [returnedLine(), returnTown(), withdrawTown()]) {
      const { state } = given(townList, submitTown(), end, submitTown());
      expect(state).toMatchObject({ kind: 'submitted', edition: 2, reviews: [], returned: null });
    }
    const again = given(
      townList,
      submitTown(),
      returnedLine(),
      submitTown(),
      review({ edition: 2 }),
      review({ edition: 2, department: '建管委' }),
    );
    expect(kindOf(again.state)).toBe('cleared');
  });
  it('not on a day before the last one', () =>
    given(townList, submitTown(), withdrawTown()).when(dayBefore(submitTown())).thenRefused('classlist-dated-before', '2024-03-10'));
  it('and it is cleared at once where no department supplies anything', () =>
    expect(kindOf(given(townList, submitTown({ reviewers: [] })).state)).toBe('cleared'));
});

describe('a department reviews its line', () => {
  it('and says what it found', () => {
    const when = given(townList, submitTown()).when(returnedLine());
    const said = { lines: [line], reason: null };
    when.then({ type: 'LineReviewed', data: { ...ofTown, edition, department: '税务局', verdict: 'returned', ...said } });
    when.thenConcerns(town);
  });
  it('and the list is cleared when all have passed theirs, not before', () => {
    expect(kindOf(given(townList, submitTown(), review()).state)).toBe('submitted');
    expect(kindOf(given(townList, ...cleared).state)).toBe('cleared');
  });
  it('and one that returns it sends it back, while the others may still say what they found', () => {
    const { state } = given(townList, submitTown(), returnedLine(), review({ department: '建管委' }));
    expect(state).toMatchObject({ kind: 'returned', reviews: [{ verdict: 'returned' }, { verdict: 'passed' }] });
  });
  it('once per edition', () => {
    given(townList, submitTown(), review()).when(review()).thenNothing();
    given(townList, submitTown(), review()).when(returnedLine()).thenRefused('classlist-line-reviewed-already', '税务局', '1');
  });
  it('when it supplies quantities of the standard', () =>
    given(townList, submitTown())
      .when(review({ department: '科委' }))
      .thenRefused('classlist-department-without-line', '科委'));
  it('and no other line', () =>
    given(townList, submitTown())
      .when(review({ department: '建管委', verdict: 'returned', lines: [line] }))
      .thenRefused('classlist-line-of-other-department', 'tax-per-mu', '建管委'));
  it('and may return a parcel as a whole, or the whole line with one reason', () => {
    expect(kindOf(given(townList, submitTown(), returnedLine({ department: '建管委', lines: [{ ...line, indicator: null }] })).state)).toBe(
      'returned',
    );
    expect(kindOf(given(townList, submitTown(), returnedLine({ lines: [], reason: '口径有误' })).state)).toBe('returned');
  });
  it('and gives reasons when it returns, and names no lines when it passes', () => {
    given(townList, submitTown())
      .when(returnedLine({ lines: [] }))
      .thenRefused('classlist-return-without-reason');
    given(townList, submitTown())
      .when(review({ lines: [line] }))
      .thenRefused('classlist-lines-beside-approval');
  });
  it('and names parcels that the run graded in this town', () =>
    given(townList, submitTown())
      .when(returnedLine({ lines: [line, { ...line, parcelId: stranger, towns: [otherTown] }] }))
      .thenRefused('classlist-parcel-without-result', stranger, town));
  it('and says no more than can be kept', () => {
    const long = Array.from({ length: 200 }, (_, n) => ({ ...line, parcelId: specId(n), reason: '不'.repeat(100) }));
    given(townList, submitTown())
      .when(returnedLine({ lines: long }))
      .thenRefused('classlist-too-long', '50000');
  });
  it('unless the town has withdrawn the list', () =>
    given(townList, submitTown(), withdrawTown()).when(review()).thenRefused('classlist-town-list-not-open', town, '1'));
  it('not on a day before it was submitted', () =>
    given(townList, submitTown()).when(dayBefore(review())).thenRefused('classlist-dated-before', '2024-03-11'));
  it('and nobody of the town itself does, least of all who submitted it', () => {
    given(townList, submitTown())
      .when(review({ approver: 'submitter' }))
      .thenRefused('classlist-approver-submitted');
    given(townList, submitTown())
      .when(review({ approver: 'peer' }))
      .thenRefused('classlist-approver-of-same-level');
  });
});

describe('the task force returns a list', () => {
  it('as a whole or by lines, cleared or not', () => {
    const when = given(townList, ...cleared).when(returnTown({ lines: [line] }));
    when.then({ type: 'TownListReturned', data: { ...ofTown, edition, reason: '地块边界有误', lines: [line], classList: null } });
    expect(kindOf(given(townList, submitTown(), returnTown()).state)).toBe('returned');
  });
  it('once', () => {
    given(townList, submitTown(), returnTown()).when(returnTown()).thenNothing();
    given(townList, submitTown(), returnTown())
      .when(returnTown({ reason: '其他' }))
      .thenRefused('classlist-town-list-not-open');
    given(townList, submitTown(), returnedLine()).when(returnTown()).thenRefused('classlist-town-list-not-open');
  });
  it("not while it is part of the district's list", () => {
    given(townList, ...cleared)
      .when(returnTown({ isTaken: true }))
      .thenRefused('classlist-town-list-taken', town, '1');
    given(townList, ...cleared)
      .when(withdrawTown({ isTaken: true }))
      .thenRefused('classlist-town-list-taken');
  });
  it('not for parcels of another town', () =>
    given(townList, submitTown())
      .when(returnTown({ lines: [{ ...line, towns: [otherTown] }] }))
      .thenRefused('classlist-parcel-without-result', parcelId));
});

describe('the town withdraws its list', () => {
  it('with a reason, once', () => {
    given(townList, ...cleared)
      .when(withdrawTown())
      .then({ type: 'TownListWithdrawn', data: { ...ofTown, edition, reason: '补充数据' } });
    given(townList, submitTown(), withdrawTown()).when(withdrawTown()).thenNothing();
  });
  it('not after it was returned', () =>
    given(townList, submitTown(), returnTown()).when(withdrawTown()).thenRefused('classlist-town-list-not-open'));
});

describe('whoever speaks of a list', () => {
  it('speaks of its present edition', () => {
    for (const said of [review({ edition: 2 }), returnTown({ edition: 2 }), withdrawTown({ edition: 2 })])
      given(townList, submitTown()).when(said).thenRefused('classlist-edition-not-current', '1', '2');
  });
  it('speaks of one that was submitted', () => {
    given(townList).when(review()).thenRefused('classlist-town-list-absent', town);
    const event = { id: specId(0), version: 1, effectiveOn: review().effectiveOn, jurisdictions: [town], sources: [] };
    const withdrawn = { ...event, type: 'TownListWithdrawn', data: { ...ofTown, edition, reason: '' } } as const;
    expect(evolveTownList(absentTownList, withdrawn)).toBe(absentTownList);
  });
  it('finds its counts in it', () => expect(given(townList, submitTown()).state).toMatchObject(results));
});
