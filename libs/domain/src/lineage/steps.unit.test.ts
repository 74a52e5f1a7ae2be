// How a split or merger goes on: steps, refusals, abandonment, and the tolerance it is held to.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, identified, specId, specify } from '../testing/given.ts';
import { lineageEvents, type Step } from './events.ts';
import { lineage, lineageCommands, lineageTolerance } from './index.ts';
import { phaseOf, toleranceOn } from './state.ts';

const given = specify(lineageEvents);
const lineageId = specId(900);
const [first, second, north, south] = [specId(901), specId(902), specId(903), specId(904)];
const place = { jurisdiction: '310116112' };
const mu = (value: string) => ({ value, unit: 'mu' as const });
const former = (parcelId: string, value: string) => ({
  parcelId,
  ...place,
  area: mu(value),
  areaInConflict: false,
  codes: [],
  hasEnded: false,
  latestOn: '2024-03-11',
});
const part = (parcelId: string, value: string, parcelCode: string | null = null) => ({
  parcelId,
  ...place,
  name: '甲地块之一',
  area: mu(value),
  parcelCode,
});
const split = (changed: Partial<z.input<typeof lineageCommands.StartSplit>> = {}) =>
  command(
    'StartSplit',
    lineageCommands.StartSplit.parse({
      lineageId,
      parent: former(first, '30'),
      children: [part(north, '10'), part(south, '20')],
      tolerances: [],
      ...changed,
    }),
  );
const merge = () =>
  command(
    'StartMerger',
    lineageCommands.StartMerger.parse({
      lineageId,
      parents: [former(first, '30'), former(second, '10')],
      child: part(north, '40'),
      tolerances: [],
    }),
  );

const step = (kind: Step['kind'], parcelId: string): Step => ({ kind, parcelId });
const take = (kind: Step['kind'], parcelId: string) => command('RecordLineageStep', { lineageId, step: step(kind, parcelId) });
const refusal = { rule: 'parcel-has-later-facts', en: 'Something holds later.', zh: '已有较晚生效的记载。' };
const refuseStep = (kind: Step['kind'], parcelId: string) =>
  command('RecordLineageRefusal', { lineageId, step: step(kind, parcelId), refusal });
const undo = (kind: Step['kind'], parcelId: string) => command('RecordLineageUndoing', { lineageId, step: step(kind, parcelId) });
const finish = command('FinishLineage', { lineageId });
const resume = command('ResumeLineage', { lineageId });
const abandon = command('AbandonLineage', { lineageId, reason: '申请人撤回' });
const done = [take('parent-retired', first), take('child-entered', north), take('child-entered', south)] as const;

describe('the steps of a lineage', () => {
  it('are taken one by one: first the former parcels end, then the new ones are entered', () => {
    given(lineage, split()).when(take('child-entered', north)).thenRefused('lineage-step-not-due', 'parent-retired', first);
    given(lineage, split())
      .when(take('parent-retired', first))
      .then({ type: 'LineageStepTaken', data: { lineageId, step: step('parent-retired', first) } });
  });
  it('taken twice are nothing new', () =>
    given(lineage, split(), ...done)
      .when(take('child-entered', north))
      .thenNothing());
  it('that no parcel of the lineage has are refused', () => {
    given(lineage, split()).when(take('parent-retired', north)).thenRefused('lineage-step-unknown', 'parent-retired', north);
    given(lineage, split()).when(take('code-assigned', north)).thenRefused('lineage-step-unknown', 'code-assigned', north);
    given(lineage, split()).when(undo('child-entered', first)).thenRefused('lineage-step-unknown');
  });
  it('come after the start, on no earlier day', () => {
    given(lineage).when(take('parent-retired', first)).thenRefused('lineage-not-started');
    given(lineage, split())
      .when({ ...take('parent-retired', first), effectiveOn: date('2024-03-10') })
      .thenRefused('lineage-before-start', '2024-03-10', '2024-03-11');
  });
  it('all done make a split', () => {
    given(lineage, split(), ...done)
      .when(finish)
      .then({ type: 'ParcelSplit', data: { lineageId, parentId: first, childIds: [north, south] } });
    given(lineage, split(), ...done, finish)
      .when(finish)
      .thenNothing();
  });
  it('all done make a merger', () =>
    given(lineage, merge(), take('parent-retired', first), take('parent-retired', second), take('child-entered', north))
      .when(finish)
      .then({ type: 'ParcelsMerged', data: { lineageId, parentIds: [first, second], childId: north } }));
  it('not all done do not', () =>
    given(lineage, split(), take('parent-retired', first)).when(finish).thenRefused('lineage-step-not-due', 'child-entered', north));
});

describe('a step that a parcel refuses', () => {
  const stuck = [split(), refuseStep('parent-retired', first)] as const;
  it('stops the lineage, and says so for a person to see', () => {
    given(lineage, split())
      .when(refuseStep('parent-retired', first))
      .then(
        { type: 'LineageStepRefused', data: { lineageId, step: step('parent-retired', first), refusal } },
        { type: 'LineageDiscrepancyFound', data: { lineageId, discrepancy: refusal, about: 'LineageStepRefused' } },
      );
    expect(phaseOf(given(lineage, ...stuck).state)).toBe('stuck');
    given(lineage, ...stuck)
      .when(refuseStep('parent-retired', first))
      .thenNothing();
  });
  it('is a step of the lineage', () =>
    given(lineage, split()).when(refuseStep('parent-retired', second)).thenRefused('lineage-step-unknown'));
  it('is tried again when a person resumes the lineage', () => {
    given(lineage, ...stuck)
      .when(resume)
      .then({ type: 'LineageResumed', data: { lineageId } });
    given(lineage, ...stuck, resume)
      .when(resume)
      .thenNothing();
    expect(phaseOf(given(lineage, ...stuck, resume).state)).toBe('running');
    expect(phaseOf(given(lineage, ...stuck, take('parent-retired', first)).state)).toBe('running');
  });
  it('and is a code leaves the parcel without one, and the lineage goes on', () => {
    const coded = split({ children: [part(north, '10', '310116112001GB00009'), part(south, '20')] });
    const upTo = [coded, take('parent-retired', first), take('child-entered', north), refuseStep('code-assigned', north)] as const;
    const { state } = given(lineage, ...upTo, take('child-entered', south), finish);
    expect(phaseOf(state)).toBe('completed');
    given(lineage, ...upTo)
      .when(refuseStep('code-assigned', north))
      .thenNothing();
    given(lineage, ...upTo, take('child-entered', south))
      .when(take('code-assigned', north))
      .then({ type: 'LineageStepTaken', data: { lineageId, step: step('code-assigned', north) } });
  });
});

describe('abandoning a lineage', () => {
  const begun = [split(), ...done, abandon] as const;
  it('is announced before anything is undone', () => {
    given(lineage, split())
      .when(abandon)
      .then({ type: 'LineageAbandonmentBegun', data: { lineageId, reason: '申请人撤回' } });
    given(lineage, ...begun)
      .when(abandon)
      .thenNothing();
  });
  it('undoes step by step what was done, and is over when nothing is left', () => {
    given(lineage, ...begun)
      .when(undo('child-entered', south))
      .then({ type: 'LineageStepUndone', data: { lineageId, step: step('child-entered', south) } });
    given(lineage, ...begun)
      .when(finish)
      .thenRefused('lineage-step-not-due', 'parent-retired', first);
    const undone = [...begun, undo('child-entered', south), undo('child-entered', north), undo('parent-retired', first)] as const;
    given(lineage, ...undone)
      .when(undo('parent-retired', first))
      .thenNothing();
    given(lineage, ...undone)
      .when(finish)
      .then({ type: 'LineageAbandoned', data: { lineageId } });
    given(lineage, ...undone, finish)
      .when(finish)
      .thenNothing();
    given(lineage, ...undone, finish)
      .when(abandon)
      .thenNothing();
  });
  it('takes the codes with the parcels that bear them', () => {
    const coded = split({ children: [part(north, '10', '310116112001GB00009'), part(south, '20')] });
    const { state } = given(
      lineage,
      coded,
      take('parent-retired', first),
      take('child-entered', north),
      take('code-assigned', north),
      abandon,
    );
    expect(state.kind !== 'absent' && state.taken.map(({ kind }) => kind)).toEqual(['parent-retired', 'child-entered']);
  });
  it('is the only way to undo a step', () =>
    given(lineage, split(), ...done)
      .when(undo('child-entered', south))
      .thenRefused('lineage-not-abandoned', 'running'));
  it('that a parcel refuses stands still until it is resumed or the step is undone', () => {
    const stuck = [...begun, refuseStep('parent-retired', first)] as const;
    expect([
      phaseOf(given(lineage, ...stuck).state),
      phaseOf(given(lineage, ...stuck, resume).state),
      phaseOf(given(lineage, ...stuck, undo('child-entered', south)).state),
      phaseOf(given(lineage, ...stuck, undo('parent-retired', first)).state),
    ]).toEqual(['abandonment-stuck', 'abandoning', 'abandonment-stuck', 'abandoning']);
  });
  it('is too late once the lineage is complete, as is anything else', () => {
    for (const next of [abandon, resume, refuseStep('child-entered', north)])
      given(lineage, split(), ...done, finish)
        .when(next)
        .thenRefused('lineage-already-closed', 'completed');
    given(lineage, split(), abandon, finish).when(take('parent-retired', first)).thenRefused('lineage-already-closed', 'abandoned');
  });
});

describe('the tolerance of a jurisdiction', () => {
  const set = (tolerance: string, day = '2024-03-11') =>
    command('SetLineageTolerance', { code: '310116', tolerance }, { effectiveOn: date(day) });
  it('holds from a day on, and concerns the jurisdiction', () => {
    const said = given(lineageTolerance).when(set('0.2%'));
    said.then({ type: 'LineageToleranceSet', data: { code: '310116', tolerance: '0.2%' } });
    said.thenConcerns('310116');
    const { state } = given(lineageTolerance, set('0.2%', '2024-06-01'), set('1/500', '2024-04-01'));
    expect(['2024-03-31', '2024-04-01', '2024-06-01'].map((day) => toleranceOn(state, date(day)))).toEqual([undefined, '1/500', '0.2%']);
  });
  it('set again for the same day is nothing new, for another day it is', () => {
    given(lineageTolerance, set('0.2%')).when(set('0.2%')).thenNothing();
    given(lineageTolerance, set('0.2%')).when(set('0.3%')).thenConcerns('310116');
    given(lineageTolerance, set('0.2%')).when(set('0.2%', '2024-03-12')).thenConcerns('310116');
  });
});

it('what is folded before the start leaves no lineage', () => {
  const decision = lineage.decide(abandon, given(lineage, split()).state);
  const events = 'rejected' in decision ? [] : identified(decision);
  expect([events.length, phaseOf(events.reduce(lineage.evolve, lineage.initial))]).toEqual([1, 'absent']);
});
