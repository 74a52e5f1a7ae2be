import type { RecordedEvent } from '@yimu/domain/kernel';
import { bitsOf, gradeAll, prepare, type Result, totalsOf } from '@yimu/domain/scoring';
import type { EventStore } from '@yimu/event-store';
import { testId } from '@yimu/testing';
import { describe, expect, it } from 'vitest';
import { scoringGauge, scoringProgress } from '../src/scoring/progress.ts';
import { replayOf } from '../src/scoring/replay.ts';
import { resultIn } from '../src/scoring/results.ts';
import { appended, type CitySubject, enterprises, eventOf, parcels, startRun, submissionOf, supply } from './support/scored-city.ts';
import { carryOut, cycleIn, ofCategory, scene, silent } from './support/scoring-scene.ts';
import { assessmentService } from './support/service.ts';
import { standard, subjectOf, subjectsOf } from './support/small-standard.ts';

const resultsIn = async (store: EventStore): Promise<readonly Result[]> =>
  (await ofCategory(store, 'assessment')).flatMap((event) => resultIn(event, parcels)?.result ?? []);
/** What stands in the ledger, wherever: positions differ with the order in which streams were written. */
const written = async (store: EventStore): Promise<readonly string[]> =>
  (await Array.fromAsync(store.readAll())).map((event) => bitsOf({ ...event, position: '' })).toSorted();
const submission = (n: number): string => `submission-${testId('subject', n)}-310116-2024`;
const ofSubject = (n: number) => ({ subjectId: testId('subject', n), subject: 'parcel', cycle: { jurisdiction: '310116', year: 2024 } });

/** A store that fails at the n-th append, as if the process were killed there. */
const dyingAt = (store: EventStore, n: number): EventStore => {
  let appends = 0;
  return {
    ...store,
    append: async (...append) => {
      appends += 1;
      if (appends >= n) throw new Error('killed');
      return store.append(...append);
    },
  };
};

describe('a run of the scoring job', () => {
  it('records what the engine computes of every parcel, and completes with the totals', async () => {
    const { store, started } = await scene(60);
    await carryOut(store, started);
    const results = await resultsIn(store);
    const again = gradeAll(
      prepare(standard),
      results.map(({ id, code, inputs }) => ({ id, code, inputs })),
    );
    expect(results).toHaveLength(60);
    expect(results.map(bitsOf)).toEqual(again.map(bitsOf));
    expect((await cycleIn(store)).runs).toMatchObject([{ kind: 'completed', totals: totalsOf(results), cohorts: [{ cohort: 'all' }] }]);
    expect(new Set(results.map(({ grade }) => grade))).toEqual(new Set(['A', 'B', 'C', 'D', null]));
  });
  it('concerns the town of the parcel, and names the enterprises that share the grade', async () => {
    const { store, started } = await scene(7);
    await carryOut(store, started);
    const shared = (await ofCategory(store, 'assessment')).at(-1);
    expect(shared).toMatchObject({ jurisdictions: ['310116112'], actor: { sub: 'reaction:score-cycle' }, causationId: started.id });
    const partyIds = [testId('enterprise', 6), testId('other enterprise', 6)];
    expect(shared?.data).toMatchObject({ parcelId: testId('subject', 6), partyIds });
  });
  it('of a cycle of enterprises grades enterprises, on streams of their own', async () => {
    const { store, started } = await scene(12, enterprises);
    await carryOut(store, started);
    const results = await ofCategory(store, 'enterpriseassessment');
    expect(results.map(({ type }) => type)).toEqual(Array(12).fill('EnterpriseGraded'));
    expect(results[0]?.stream).toBe(`enterpriseassessment-${testId('subject', 0)}-310116-2024-enterprise`);
    expect(await ofCategory(store, 'assessment')).toEqual([]);
  });
  it('of a cycle without 体检表 completes with nobody in a class', async () => {
    const { store, started } = await scene(0);
    await carryOut(store, started);
    expect((await cycleIn(store)).runs).toMatchObject([{ kind: 'completed', totals: { A: 0, none: 0 } }]);
  });
  it('reads nothing that came after its position, and nothing of another cycle', async () => {
    const { store, started } = await scene(5);
    await supply(store, enterprises, standard, subjectsOf(3));
    await supply(store, parcels, standard, [subjectOf(5)]);
    const late = {
      ...ofSubject(0),
      partyId: null,
      supplier: '税务局',
      period: 2023,
      quantity: 'tax',
      value: '999',
      unit: '万元',
      reason: '',
    };
    await appended(store, submission(0), eventOf(submission(0), 'FigureCorrected', late));
    await carryOut(store, started);
    const results = await resultsIn(store);
    expect(results).toHaveLength(5);
    expect(results[0]?.inputs.find(({ quantity }) => quantity === 'tax')?.value).toBe('1');
  });
  it('takes corrections, withdrawals and other enterprises into account', async () => {
    const { store } = await scene(6);
    const correction = { ...ofSubject(0), partyId: null, supplier: '税务局', period: 2023, unit: '万元', reason: '更正' };
    const corrected = eventOf(submission(0), 'FigureCorrected', { ...correction, quantity: 'tax', value: '44' });
    await appended(store, submission(0), corrected);
    await appended(store, submission(0), eventOf(submission(0), 'FigureCorrected', { ...correction, quantity: 'energy', value: null }, 1));
    const renamed = { ...ofSubject(0), enterprises: [testId('successor')], reason: '更名' };
    await appended(store, submission(0), eventOf(submission(0), 'EnterprisesRenamed', renamed));
    await carryOut(store, { ...(await startOver(store)) });
    const [event] = await ofCategory(store, 'assessment');
    expect(event?.data).toMatchObject({ partyIds: [testId('successor')], lacking: ['value-added-per-tce'] });
    const inputs = expect.arrayContaining([{ quantity: 'tax', value: '44', events: [corrected.id] }]);
    expect(event?.data).toMatchObject({ inputs });
  });
});

/** Abandons the run that the scene started, and starts another one that reads everything. */
const startOver = async (store: EventStore): Promise<RecordedEvent> => {
  const abandoned = eventOf('cycle-310116-2024', 'ScoringAbandoned', { ...parcels, run: testId('run'), reason: '补充数据' });
  await appended(store, 'cycle-310116-2024', abandoned);
  return startRun(store, parcels, 'another run');
};

describe('a run that is carried out more than once', () => {
  it('writes nothing twice', async () => {
    const { store, started } = await scene(20);
    await carryOut(store, started);
    const before = await written(store);
    await carryOut(store, started);
    expect(await written(store)).toEqual(before);
  });
  it.each([1, 2, 20, 41, 42])('comes to the same bits when it was killed at its append %i', async (n) => {
    const whole = await scene(40);
    await carryOut(whole.store, whole.started);
    const killed = await scene(40);
    await expect(carryOut(dyingAt(killed.store, n), killed.started)).rejects.toThrow('killed');
    const bits = ({ store }: typeof whole) =>
      written(store).then((lines) => lines.map((line) => line.replaceAll(/[0-9a-f]{8}-0001-\d{19}/g, '')));
    expect(await bits(killed)).not.toEqual(await bits(whole));
    await carryOut(killed.store, killed.started);
    expect(await bits(killed)).toEqual(await bits(whole));
  });
  it('goes on after a stop of the service', async () => {
    const { store, started } = await scene(200);
    const stopping = new AbortController();
    const progress = scoringProgress({
      ...silent,
      info: (details) => 'phase' in details && details.phase === 'recording' && stopping.abort(),
    });
    await expect(carryOut(store, started, { signal: stopping.signal, progress })).rejects.toThrow('aborted');
    expect((await resultsIn(store)).length).toBeLessThan(200);
    await carryOut(store, started);
    expect(await resultsIn(store)).toHaveLength(200);
  });
  it('comes to the same grades in whatever order the figures arrived', async () => {
    const turned = (subject: CitySubject): CitySubject => ({ ...subject, supplies: subject.supplies.toReversed() });
    const [one, other] = [await scene(40), await scene(subjectsOf(40).toReversed().map(turned))];
    for (const { store, started } of [one, other]) await carryOut(store, started);
    const plain = async (store: EventStore) =>
      (await resultsIn(store)).map(({ inputs, ...rest }) => bitsOf([rest, inputs.map(({ value }) => value)])).toSorted();
    expect(await plain(other.store)).toEqual(await plain(one.store));
  });
});

describe('a run that cannot be completed', () => {
  it('ends quietly when it was abandoned before', async () => {
    const { store, started } = await scene(5);
    await startOver(store);
    await carryOut(store, started);
    expect(await resultsIn(store)).toEqual([]);
  });
  it('ends quietly when it is abandoned meanwhile, and is not completed', async () => {
    const { store, started } = await scene(5);
    let done = 0;
    const abandoning: EventStore = {
      ...store,
      append: async (stream, ...rest) => {
        const answer = await store.append(stream, ...rest);
        done += 1;
        if (done === 2) await startOver(store);
        return answer;
      },
    };
    await carryOut(abandoning, started);
    expect((await cycleIn(store)).runs.map(({ kind }) => kind)).toEqual(['abandoned', 'running']);
  });
  it('is abandoned with the reason when a result is too large to be recorded', async () => {
    const many = Array.from({ length: 900 }, (_, n) => testId('tenant', n));
    const crowded = {
      ...subjectOf(0),
      enterprises: many,
      supplies: many.map((partyId) => ({ partyId, figures: { tax: '1', revenue: '2' } })),
    };
    const { store, started } = await scene([crowded]);
    await carryOut(store, started);
    const history = await Array.fromAsync(store.readStream('cycle-310116-2024'));
    expect(history.at(-1)).toMatchObject({ type: 'ScoringAbandoned', data: { reason: expect.stringContaining('too large') } });
    // Of tens of thousands, which one.
    expect(history.at(-1)).toMatchObject({ data: { reason: expect.stringContaining(testId('subject', 0)) } });
  });
  it('fails when its standard cannot be read, so that it comes again', async () => {
    const { store, started } = await scene(2);
    const without = { ...started, data: { ...(started.data as object), standard: { jurisdiction: '310116', year: 2024, version: 9 } } };
    await expect(carryOut(store, without)).rejects.toThrow('no standard');
    const unknown = { ...started, data: { ...(started.data as object), run: testId('unknown') } };
    await expect(carryOut(store, unknown)).resolves.toBeUndefined();
  });
});

describe('the progress of a run', () => {
  it('is told phase by phase, in the log and to whoever asks', async () => {
    const lines: object[] = [];
    const progress = scoringProgress({ ...silent, info: (details) => lines.push(details) });
    const gauge = scoringGauge(progress.now);
    expect([progress.now(), await gauge.values()]).toEqual([null, new Map()]);
    const { store, started } = await scene(8);
    await carryOut(store, started, { progress });
    expect(lines).toMatchObject(['reading', 'measuring', 'recording', 'completed'].map((phase) => ({ phase, cycle: '310116-2024' })));
    expect(progress.now()).toMatchObject({ run: testId('run'), phase: 'completed', done: 8, of: 8 });
    expect(await gauge.values()).toEqual(
      new Map([
        ['done', 8],
        ['all', 8],
      ]),
    );
  });
});

it('/health/scoring and /metrics answer where nothing was scored yet', async () => {
  const { app } = await assessmentService();
  expect((await app.inject('/health/scoring')).json()).toEqual({ scoring: null });
  expect((await app.inject('/metrics')).body).toContain('yimu_scoring_subjects');
});

describe('the audit of a run', () => {
  it('computes everything again and finds no difference', async () => {
    const { store, started } = await scene(30);
    await carryOut(store, started);
    await supply(store, parcels, standard, [subjectOf(30)]);
    expect(await replayOf(store, parcels, testId('run'))).toEqual({ compared: 30, differing: [], missing: [], unknown: [] });
    expect(await replayOf(store, parcels, testId('unknown'))).toBeUndefined();
  });
  it('names who differs, who is missing, and whom nobody knew', async () => {
    const { store, started } = await scene(4);
    const later = await scene(4);
    await carryOut(later.store, later.started);
    const [first, second] = await ofCategory(later.store, 'assessment');
    if (first === undefined || second === undefined) throw new Error('nothing was graded');
    const changed = { ...first, data: { ...(first.data as object), grade: 'T' } };
    const stranger = { ...second, data: { ...(second.data as object), parcelId: testId('stranger') } };
    for (const event of [changed, stranger]) await store.append(event.stream, [event], 'any');
    expect(await replayOf(store, parcels, (started.data as { run: string }).run)).toEqual({
      compared: 2,
      differing: [testId('subject', 0)],
      missing: [1, 2, 3].map((n) => testId('subject', n)),
      unknown: [testId('stranger')],
    });
  });
});

it('one 体检表 supplies each of its figures by an event of its own', () =>
  expect(submissionOf(parcels, standard, subjectOf(0)).events).toHaveLength(7));
