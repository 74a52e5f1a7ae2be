// What an upheld objection changes: one parcel's grade, and nobody else's.
import { date, type RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { testId } from '@yimu/testing';
import { describe, expect, it } from 'vitest';
import { whenObjectionUpheld } from '../src/reactions/when-objection-upheld.ts';
import { whenScoringStarted } from '../src/reactions/when-scoring-started.ts';
import { scoringProgress } from '../src/scoring/progress.ts';
import { town } from './support/officers.ts';
import { appended, eventOf, openCycle, parcels, startRun, supply } from './support/scored-city.ts';
import { today } from './support/service.ts';
import { standard, subjectsOf } from './support/small-standard.ts';
import { fact } from './support/supervised-facts.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const cycle = { jurisdiction: '310116', year: 2024 };
const parcelId = testId('subject', 0);
const objectionId = testId('objection');
const stream = `assessment-${parcelId}-310116-2024`;
const context = (store: EventStore) => ({ store, today: date('2024-03-11') });

/** Twenty parcels that a run graded. */
const scored = async () => {
  const store = memoryEventStore({ clock: () => '2024-03-11T04:00:00.000000Z' });
  await openCycle(store, parcels, standard);
  await supply(store, parcels, standard, subjectsOf(20));
  await whenScoringStarted(scoringProgress(silent)).react(context(store), await startRun(store, parcels));
  return store;
};
/** The tax of the parcel was wrong: it is corrected to more than anybody pays. */
const corrected = async (store: EventStore) => {
  const of = { subjectId: parcelId, subject: 'parcel', cycle, partyId: testId('enterprise', 0) };
  const figure = { supplier: '税务局', period: 2023, quantity: 'tax', value: '5000', unit: '万元', reason: '补充数据' };
  const submission = `submission-${parcelId}-310116-2024`;
  const supplied = (await Array.fromAsync(store.readStream(submission))).find(
    ({ type, data }) => type === 'FiguresSupplied' && JSON.stringify(data).includes('"tax"'),
  );
  if (supplied === undefined) throw new Error('no tax was supplied');
  const { partyId } = supplied.data as { partyId: string | null };
  await appended(store, submission, { ...eventOf(submission, 'FigureCorrected', { ...of, partyId, ...figure }), corrects: supplied.id });
};
const upheld = (store: EventStore, run = testId('run')): Promise<RecordedEvent> =>
  fact(store, `objection-${objectionId}`, 'ObjectionUpheld', {
    objectionId,
    parcelId,
    cycle,
    partyId: testId('enterprise', 0),
    list: { jurisdiction: '310116', edition: 1 },
    document: '金府办发〔2024〕5号',
    run,
    grade: 'C',
    reason: '数据有误',
    corrections: null,
  });
const historyOf = (store: EventStore) => Array.fromAsync(store.readStream(stream));
/** The results of the parcel, the earliest first. */
const resultsOf = async (store: EventStore) =>
  (await historyOf(store))
    .filter(({ type }) => type === 'ParcelGraded')
    .map(({ data }) => data as Readonly<Record<'score' | 'grade' | 'run' | 'position', string>> & { readonly of: number });

describe('an upheld objection', () => {
  it('has the parcel scored again in the cohort of the run, and the new grade final by the decision on it', async () => {
    const store = await scored();
    await corrected(store);
    await whenObjectionUpheld.react(context(store), await upheld(store));
    const [, second, final] = await historyOf(store);
    const [before, after] = await resultsOf(store);
    expect([Number(after?.score) > Number(before?.score), after?.of]).toEqual([true, before?.of]);
    expect(second).toMatchObject({
      type: 'ParcelGraded',
      data: { parcelId, run: objectionId },
      actor: { sub: 'reaction:rescore-upheld-objection' },
    });
    expect(final).toMatchObject({
      type: 'GradeFinalised',
      data: {
        parcelId,
        cycle,
        run: objectionId,
        grade: after?.grade,
        list: { jurisdiction: '310116', edition: 1 },
        document: '漕府〔2024〕11号',
      },
      jurisdictions: [town],
      effectiveOn: today,
    });
  });

  it('keeps the earlier result, and those of all others', async () => {
    const store = await scored();
    const results = () => Array.fromAsync(store.readAll({ filter: { categories: ['assessment'] } }));
    const before = await results();
    await whenObjectionUpheld.react(context(store), await upheld(store));
    expect((await results()).slice(0, before.length)).toEqual(before);
    expect(await results()).toHaveLength(before.length + 2);
  });

  it('comes to the same result when no figure was corrected', async () => {
    const store = await scored();
    await whenObjectionUpheld.react(context(store), await upheld(store));
    const [before, after] = await resultsOf(store);
    expect(after).toEqual({ ...before, run: objectionId, position: after?.position });
  });

  it('is carried out once, however often it is delivered', async () => {
    const store = await scored();
    const cause = await upheld(store);
    await whenObjectionUpheld.react(context(store), cause);
    const once = await historyOf(store);
    await corrected(store);
    await whenObjectionUpheld.react(context(store), cause);
    expect(await historyOf(store)).toEqual(once);
  });

  it('belongs to the run that the city decided on, even after a later one', async () => {
    const store = await scored();
    await supply(store, parcels, standard, subjectsOf(40).slice(20));
    await whenScoringStarted(scoringProgress(silent)).react(context(store), await startRun(store, parcels, 'a later run'));
    await whenObjectionUpheld.react(context(store), await upheld(store));
    const [first, later, again] = await resultsOf(store);
    expect([later?.of === first?.of, again?.of]).toEqual([false, first?.of]);
  });

  it('of a run that is not completed waits', async () => {
    const store = await scored();
    const cause = await upheld(store, testId('no run'));
    await expect(whenObjectionUpheld.react(context(store), cause)).rejects.toThrow('cannot be scored again');
  });

  it('waits while it cannot be written', async () => {
    const store = await scored();
    const cause = await upheld(store);
    const failing = { ...store, append: () => Promise.reject(new Error('not now')) };
    await expect(whenObjectionUpheld.react(context(failing), cause)).rejects.toThrow('not now');
  });
});
