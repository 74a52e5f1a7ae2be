import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId } from '../testing/given.ts';
import { absentClassList, type ClassListState, evolveClassList } from './class-state.ts';
import { classList, holds } from './index.ts';
import {
  change,
  dayBefore,
  decideClass,
  district,
  districtResults,
  given,
  line,
  lists,
  objection,
  ofDistrict,
  opinion,
  otherParcel,
  otherRun,
  otherTown,
  parcelId,
  publish,
  returnClass,
  run,
  stranger,
  submitClass,
  totals,
  town,
  towns,
} from './test/scene.ts';

const edition = 1;
const kindOf = (state: ClassListState) => state.kind;
const reviewed = [submitClass(), opinion()] as const;
const decided = [...reviewed, decideClass()] as const;
const later = { effectiveOn: date('2024-03-20') };

describe('the task force submits one list for the district', () => {
  it('of the cleared lists of its towns and the results of one run', () => {
    const when = given(classList).when(submitClass());
    when.then({ type: 'ClassListSubmitted', data: { ...ofDistrict, edition, run, totals, parcels: 6, towns } });
    when.thenConcerns(district);
  });
  it('when every list is cleared in the edition that is named', () => {
    const [first, second] = lists as [(typeof lists)[number], (typeof lists)[number]];
    const refused = (now: typeof lists) =>
      given(classList)
        .when(submitClass({ lists: now }))
        .thenRefused('classlist-town-list-not-cleared', otherTown, '2');
    refused([first, { ...second, isCleared: false }]);
    refused([first, { ...second, edition: 3 }]);
    refused([first]);
  });
  it('when every list is of the same run', () =>
    given(classList)
      .when(submitClass({ lists: lists.map((list) => ({ ...list, run: otherRun })) }))
      .thenRefused('classlist-town-list-of-other-run', town, run));
  it('when no town with results is left out, none is named twice and none is of elsewhere', () => {
    given(classList)
      .when(submitClass({ towns: towns.slice(0, 1) }))
      .thenRefused('classlist-town-without-list', otherTown);
    given(classList)
      .when(submitClass({ towns: [...towns, { town, edition: 2 }] }))
      .thenRefused('classlist-town-named-twice', town);
    given(classList)
      .when(submitClass({ towns: [...towns, { town: '310117107', edition: 1 }] }))
      .thenRefused('classlist-town-outside', '310117107', district);
  });
  it('on the day of the last step of its towns, or later', () =>
    given(classList).when(dayBefore(submitClass())).thenRefused('classlist-dated-before', '2024-03-10', '2024-03-11'));
  it('of parcels, and of the last completed run, with results', () => {
    given(classList)
      .when(submitClass({ subject: 'enterprise' }))
      .thenRefused('classlist-enterprise-cycle');
    given(classList)
      .when(submitClass({ results: null }))
      .thenRefused('classlist-run-not-standing', run);
    given(classList)
      .when(submitClass({ results: { ...districtResults, parcels: 0 } }))
      .thenRefused('classlist-place-without-results', district);
  });
  it('once: the same again is nothing new, and another waits for a return', () => {
    given(classList, ...decided)
      .when(submitClass())
      .thenNothing();
    given(classList, submitClass())
      .when(submitClass({ run: otherRun }))
      .thenRefused('classlist-standing', district, '1');
  });
});

describe('departments of the city review jointly', () => {
  it('and each gives its opinion', () => {
    const when = given(classList, submitClass()).when(objection({ lines: [line] }));
    const said = { department: '市经信委', text: '能耗数据有疑问', lines: [line] };
    when.then({ type: 'CityOpinionGiven', data: { ...ofDistrict, edition, verdict: 'object', ...said } });
    when.thenConcerns(district);
  });
  it('and the last one of each stands', () => {
    const { state } = given(classList, submitClass(), objection(), opinion({ department: '市生态环境局' }), opinion());
    expect(state).toMatchObject({ opinions: [{ department: '市生态环境局' }, { department: '市经信委', verdict: 'agree' }] });
    given(classList, submitClass(), objection(), opinion()).when(opinion()).thenNothing();
  });
  it('and say what they object to; who agrees names no lines', () => {
    given(classList, submitClass())
      .when(objection({ text: null }))
      .thenRefused('classlist-opinion-without-text');
    given(classList, submitClass())
      .when(opinion({ lines: [line] }))
      .thenRefused('classlist-lines-beside-approval');
    expect(given(classList, submitClass(), objection({ text: null, lines: [line], verdict: 'remarks' })).state).toMatchObject({
      opinions: [{ verdict: 'remarks' }],
    });
  });
  it('under their name', () =>
    given(classList, submitClass())
      .when(opinion({ department: null }))
      .thenRefused('classlist-department-unnamed'));
  it('of parcels that the run graded in the district', () =>
    given(classList, submitClass())
      .when(objection({ lines: [{ ...line, parcelId: stranger, towns: [] }] }))
      .thenRefused('classlist-parcel-without-result', stranger, district));
  it('until it is decided or returned, and not before it was submitted', () => {
    given(classList, ...decided)
      .when(objection())
      .thenRefused('classlist-not-under-review', district, '1');
    given(classList, submitClass(), returnClass()).when(objection()).thenRefused('classlist-not-under-review');
    given(classList, submitClass()).when(dayBefore(opinion())).thenRefused('classlist-dated-before', '2024-03-10', '2024-03-11');
  });
  it('and none of who submitted, or of their level', () => {
    given(classList, submitClass())
      .when(opinion({ approver: 'submitter' }))
      .thenRefused('classlist-approver-submitted');
    given(classList, submitClass())
      .when(opinion({ approver: 'peer' }))
      .thenRefused('classlist-approver-of-same-level');
  });
});

describe('the city returns the list', () => {
  it('as a whole: no town has to submit again', () => {
    given(classList, submitClass())
      .when(returnClass())
      .then({ type: 'ClassListReturned', data: { ...ofDistrict, edition, reason: '请复核', lines: [], towns: [] } });
    expect(given(classList, submitClass(), returnClass(), submitClass()).state).toMatchObject({
      kind: 'submitted',
      edition: 2,
      opinions: [],
    });
  });
  it('by lines: the towns of these submit again first', () => {
    const back = returnClass({ lines: [line] });
    given(classList, submitClass())
      .when(back)
      .then({
        type: 'ClassListReturned',
        data: { ...ofDistrict, edition, reason: '请复核', lines: [line], towns: [{ town, edition: 1 }] },
      });
    given(classList, submitClass(), back).when(submitClass()).thenRefused('classlist-town-not-resubmitted', town, '1');
    const anew = [
      { town, edition: 2 },
      { town: otherTown, edition: 2 },
    ];
    const again = submitClass({ towns: anew, lists: anew.map((each) => ({ ...each, run, isCleared: true, since: date('2024-03-10') })) });
    expect(given(classList, submitClass(), back, again).state).toMatchObject({ kind: 'submitted', edition: 2, towns: anew });
    given(classList, submitClass(), back).when(dayBefore(again)).thenRefused('classlist-dated-before');
  });
  it('once, and even after the decision', () => {
    given(classList, submitClass(), returnClass()).when(returnClass()).thenNothing();
    given(classList, submitClass(), returnClass())
      .when(returnClass({ reason: '其他' }))
      .thenRefused('classlist-not-under-review');
    expect(kindOf(given(classList, ...decided, returnClass()).state)).toBe('returned');
    given(classList, ...decided, returnClass())
      .when(decideClass())
      .thenRefused('classlist-not-under-review');
  });
  it('and holds the lists of its towns until then', () => {
    expect(holds(classList.initial, town, 1)).toBe(false);
    const { state } = given(classList, submitClass());
    expect([holds(state, town, 1), holds(state, town, 2), holds(state, '310116114', 1)]).toEqual([true, false, false]);
    expect(holds(given(classList, submitClass(), returnClass()).state, town, 1)).toBe(false);
  });
});

describe('the city decides', () => {
  it('under the document that is cited, with the last day for objections; final is what the run found', () => {
    const when = given(classList, ...reviewed).when(decideClass());
    const said = { document: '漕府〔2024〕11号', objectionsUntil: date('2024-04-10'), overrides: null, changes: [] };
    when.then({ type: 'ClassListDecided', data: { ...ofDistrict, edition, run, totals, parcels: 6, ...said } });
    when.thenConcerns(district);
  });
  it('otherwise for single parcels, which its totals say too', () => {
    const none = { ...change, parcelId: otherParcel, found: null, grade: 'A' as const };
    const { state } = given(classList, ...reviewed, decideClass({ changes: [change, none] }));
    expect(state).toMatchObject({ totals: { A: 2, B: 2, C: 2, D: 0, T: 0, none: 0 }, decision: { changes: [change, none] } });
  });
  it('each of them once, of the district, and to another class', () => {
    const refused = (changes: (typeof change)[], rule: string, ...words: string[]) =>
      given(classList, ...reviewed)
        .when(decideClass({ changes }))
        .thenRefused(rule, ...words);
    refused([change, change], 'classlist-parcel-changed-twice', parcelId);
    refused([{ ...change, towns: ['310117107'] }], 'classlist-parcel-without-result', parcelId, district);
    given(classList, ...reviewed)
      .when(decideClass({ changes: [{ ...change, found: 'C' }] }))
      .thenRefused('classlist-change-without-difference', parcelId, 'C');
    const many = Array.from({ length: 200 }, (_, n) => ({ ...change, parcelId: specId(n), reason: '因'.repeat(100) }));
    refused(many, 'classlist-too-long', '50000');
  });
  it('after the joint review', () => {
    given(classList, submitClass()).when(decideClass()).thenRefused('classlist-without-opinion', '1');
    given(classList, submitClass(), objection()).when(decideClass()).thenRefused('classlist-open-objection', '市经信委', '1');
    expect(kindOf(given(classList, submitClass(), objection(), decideClass({ overrides: '已另行协调' })).state)).toBe('decided');
  });
  it('on the day of an opinion that it rests on, or later', () => {
    const late = { ...opinion(), ...later };
    given(classList, submitClass(), late).when(decideClass()).thenRefused('classlist-dated-before', '2024-03-11', '2024-03-20');
    const another = opinion({ department: '市统计局' });
    for (const opinions of [
      [late, another],
      [another, late],
    ])
      expect(kindOf(given(classList, submitClass(), ...opinions, decideClass()).state)).toBe('decided');
  });
  it('while the lists of the towns are still cleared', () =>
    given(classList, ...reviewed)
      .when(decideClass({ lists: [] }))
      .thenRefused('classlist-town-list-not-cleared', town));
  it('once: the same again is nothing new, another is refused', () => {
    given(classList, ...decided)
      .when(decideClass())
      .thenNothing();
    given(classList, ...decided, publish())
      .when(decideClass())
      .thenNothing();
    given(classList, ...decided)
      .when(decideClass({ overrides: '其他' }))
      .thenRefused('classlist-not-under-review');
  });
  it('with days that follow each other', () => {
    given(classList, ...reviewed)
      .when(decideClass({ objectionsUntil: date('2024-03-10') }))
      .thenRefused('classlist-objections-end-before-decision', '2024-03-10', '2024-03-11');
    expect(kindOf(given(classList, ...reviewed, decideClass({ objectionsUntil: date('2024-03-11') })).state)).toBe('decided');
    given(classList, ...reviewed)
      .when(dayBefore(decideClass()))
      .thenRefused('classlist-dated-before');
    given(classList, ...reviewed, { ...decideClass(), ...later })
      .when(publish())
      .thenRefused('classlist-dated-before', '2024-03-20');
  });
  it('and nobody decides on what they or their level submitted', () => {
    given(classList, ...reviewed)
      .when(decideClass({ approver: 'submitter' }))
      .thenRefused('classlist-approver-submitted');
    given(classList, ...reviewed)
      .when(decideClass({ approver: 'peer' }))
      .thenRefused('classlist-approver-of-same-level');
  });
});

describe('the lists are published', () => {
  it('per class, with the counts of the decision, each once', () => {
    given(classList, ...reviewed, decideClass({ changes: [change] }))
      .when(publish())
      .then({
        type: 'ClassListPublished',
        data: {
          ...ofDistrict,
          edition,
          classes: [
            { grade: 'A', parcels: 1 },
            { grade: 'D', parcels: 0 },
          ],
        },
      });
    given(classList, ...decided, publish())
      .when(publish({ classes: ['D'] }))
      .thenNothing();
    const { state } = given(classList, ...decided, publish(), publish({ classes: ['A', 'B', 'B'] }));
    expect(state).toMatchObject({ kind: 'published', published: ['A', 'D', 'B'] });
  });
  it('after the decision', () =>
    given(classList, ...reviewed)
      .when(publish())
      .thenRefused('classlist-not-decided', district, '1'));
});

describe('whoever speaks of a list', () => {
  it('speaks of its present edition, and of one that was submitted', () => {
    given(classList, ...reviewed)
      .when(decideClass({ edition: 2 }))
      .thenRefused('classlist-edition-not-current', '1', '2');
    given(classList).when(publish()).thenRefused('classlist-absent', district);
    const event = { id: specId(0), version: 1, ...later, jurisdictions: [district], sources: [] };
    const data = { ...ofDistrict, edition, reason: '', lines: [], towns: [] };
    expect(evolveClassList(absentClassList, { ...event, type: 'ClassListReturned', data })).toBe(absentClassList);
  });
});
