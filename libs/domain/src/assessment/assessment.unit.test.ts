import { describe, expect, it } from 'vitest';
import { explain, prepare, replay } from '../scoring/index.ts';
import { small } from '../scoring/test/standards.ts';
import { specId, specify } from '../testing/given.ts';
import { assessmentEvents } from './events.ts';
import { computed, enterpriseAssessment, finalOf, gradeOf, parcelAssessment, standing } from './index.ts';
import {
  enterpriseData,
  finalData,
  finalise,
  gradeEnterprise,
  gradeParcel,
  otherRun,
  parcelData,
  parcelId,
  partyId,
  result,
  results,
  run,
  second,
} from './test/scene.ts';

const given = specify(assessmentEvents);

describe('the grade of a parcel', () => {
  it('is recorded with the standard, the position, every input and every intermediate value', () => {
    const when = given(parcelAssessment).when(gradeParcel());
    when.then({ type: 'ParcelGraded', data: parcelData() });
    when.thenConcerns('310116112', '310116113');
  });
  it('is the same whenever its run computes it again', () => given(parcelAssessment, gradeParcel()).when(gradeParcel()).thenNothing());
  it('is not another for the same run', () =>
    given(parcelAssessment, gradeParcel()).when(gradeParcel(run, second)).thenRefused('assessment-run-graded-otherwise', run));
  it('is recorded again by another run, even when nothing changed: ranks belong to a position', () => {
    const { state } = given(parcelAssessment, gradeParcel(), gradeParcel(otherRun));
    expect(state.results.map((each) => each.run)).toEqual([run, otherRun]);
  });
  it('that stands is that of the last run, and the earlier ones stay', () => {
    const { results: found } = given(parcelAssessment, gradeParcel(), gradeParcel(otherRun, second)).state;
    expect([standing(found)?.run, gradeOf(found)]).toEqual([otherRun, second.grade]);
    expect(found[0]?.grade).toBe(result.grade);
  });
  it('is none before the first run', () => {
    expect(standing(parcelAssessment.initial.results)).toBeUndefined();
    expect(gradeOf(parcelAssessment.initial.results)).toBeNull();
  });
});

describe('the final grade of a parcel', () => {
  it('is what the city decided, under its document, shown to the enterprises that share the result', () => {
    const when = given(parcelAssessment, gradeParcel()).when(finalise());
    when.then({ type: 'GradeFinalised', data: { ...finalData(), partyIds: [partyId] } });
    when.thenConcerns('310116112', '310116113');
  });
  it('may be another than the run found, and none', () => {
    const { state } = given(parcelAssessment, gradeParcel(), finalise({ grade: 'C' }));
    expect([finalOf(state)?.grade, gradeOf(state.results)]).toEqual(['C', result.grade]);
    expect(finalOf(given(parcelAssessment, gradeParcel(), finalise({ grade: null })).state)?.grade).toBeNull();
  });
  it('is none before the first decision', () => expect(finalOf(given(parcelAssessment, gradeParcel()).state)).toBeUndefined());
  it('is made final once per decision', () => given(parcelAssessment, gradeParcel(), finalise()).when(finalise()).thenNothing());
  it('is followed by that of a later decision, and stays in history', () => {
    const later = finalise({ run: otherRun, list: { jurisdiction: '310116', edition: 2 }, document: '沪府〔2024〕9号' });
    const { state } = given(parcelAssessment, gradeParcel(), finalise(), gradeParcel(otherRun, second), later);
    expect(state.finals.map((final) => final.run)).toEqual([run, otherRun]);
    expect(finalOf(state)?.document).toBe('沪府〔2024〕9号');
  });
  it('that rests on a later result is not undone by deciding on the run again, unless the city changes the parcel itself', () => {
    const again = { list: { jurisdiction: '310116', edition: 2 }, document: '沪府〔2024〕9号' };
    const upheld = [gradeParcel(), finalise(), gradeParcel(otherRun, second), finalise({ run: otherRun, grade: 'C' })] as const;
    given(parcelAssessment, ...upheld)
      .when(finalise(again))
      .thenNothing();
    expect(finalOf(given(parcelAssessment, ...upheld, finalise({ ...again, grade: 'T' })).state)?.grade).toBe('T');
  });
  it('is of a run that graded the parcel', () =>
    given(parcelAssessment, gradeParcel())
      .when(finalise({ run: otherRun }))
      .thenRefused('assessment-final-run-unknown', otherRun, parcelId));
});

describe('the grade of an enterprise', () => {
  it('is a result of its own, with a ledger of its own', () => {
    given(enterpriseAssessment).when(gradeEnterprise()).then({ type: 'EnterpriseGraded', data: enterpriseData() });
    given(enterpriseAssessment, gradeEnterprise()).when(gradeEnterprise()).thenNothing();
    given(enterpriseAssessment, gradeEnterprise()).when(gradeEnterprise(run, second)).thenRefused('assessment-run-graded-otherwise');
    expect(gradeOf(given(enterpriseAssessment, gradeEnterprise()).state)).toBe('A');
  });
});

describe('what is recorded', () => {
  const stored = results.map((each, n) => {
    const { state } = given(parcelAssessment, gradeParcel(specId(800 + n), each));
    return computed(each.id, JSON.parse(JSON.stringify(standing(state.results))));
  });
  it('is what was computed, bit by bit, and comes out again', () => {
    expect(stored).toEqual(results);
    expect(replay(prepare(small), stored)).toEqual([]);
  });
  it('is enough to explain the grade', () =>
    expect(stored.map((each) => explain(small, each))).toEqual(results.map((each) => explain(small, each))));
});
