// Words of the scoring tests: a city in memory, the job, and what the ledger then says.
import { cycle } from '@yimu/domain/cycle';
import type { Opened } from '@yimu/domain/cycle/state';
import { date, foldRecorded, type RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { whenScoringStarted } from '../../src/reactions/when-scoring-started.ts';
import { scoringProgress } from '../../src/scoring/progress.ts';
import { type CitySubject, type CycleOf, keyOf, openCycle, parcels, startRun, supply } from './scored-city.ts';
import { standard, subjectsOf } from './small-standard.ts';

export const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const today = date('2024-03-11');

/** A city of so many subjects, or of these, with a run that was started. */
export const scene = async (subjects: number | readonly CitySubject[], of: CycleOf = parcels) => {
  const store = memoryEventStore({ clock: () => '2024-03-11T04:00:00.000000Z' });
  await openCycle(store, of, standard);
  await supply(store, of, standard, typeof subjects === 'number' ? subjectsOf(subjects) : subjects);
  return { store, started: await startRun(store, of) };
};

/** Delivers the start of a run to the job. */
export const carryOut = async (
  store: EventStore,
  cause: RecordedEvent,
  { signal, progress = scoringProgress(silent) }: { signal?: AbortSignal; progress?: ReturnType<typeof scoringProgress> } = {},
): Promise<void> => whenScoringStarted(progress).react({ store, today, ...(signal === undefined ? {} : { signal }) }, cause);

export const ofCategory = (store: EventStore, category: string): Promise<RecordedEvent[]> =>
  Array.fromAsync(store.readAll({ filter: { categories: [category] } }));

export const cycleIn = async (store: EventStore, of: CycleOf = parcels): Promise<Opened> => {
  const history = await Array.fromAsync(store.readStream(`cycle-${keyOf(of)}`));
  const state = foldRecorded(cycle, history);
  if (state.kind === 'absent') throw new Error('there is no cycle');
  return state;
};
