import { describe, expect, it } from 'vitest';
import { explain, prepare, replay } from '../scoring/index.ts';
import { small } from '../scoring/test/standards.ts';
import { specId, specify } from '../testing/given.ts';
import { assessmentEvents } from './events.ts';
import { computed, enterpriseAssessment, gradeOf, parcelAssessment, standing } from './index.ts';
import { enterpriseData, gradeEnterprise, gradeParcel, otherRun, parcelData, result, results, run, second } from './test/scene.ts';

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
    expect(state.map((each) => each.run)).toEqual([run, otherRun]);
  });
  it('that stands is that of the last run, and the earlier ones stay', () => {
    const { state } = given(parcelAssessment, gradeParcel(), gradeParcel(otherRun, second));
    expect([standing(state)?.run, gradeOf(state)]).toEqual([otherRun, second.grade]);
    expect(state[0]?.grade).toBe(result.grade);
  });
  it('is none before the first run', () => {
    expect(standing(parcelAssessment.initial)).toBeUndefined();
    expect(gradeOf(parcelAssessment.initial)).toBeNull();
  });
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
    return computed(each.id, JSON.parse(JSON.stringify(standing(state))));
  });
  it('is what was computed, bit by bit, and comes out again', () => {
    expect(stored).toEqual(results);
    expect(replay(prepare(small), stored)).toEqual([]);
  });
  it('is enough to explain the grade', () =>
    expect(stored.map((each) => explain(small, each))).toEqual(results.map((each) => explain(small, each))));
});
