// What a completed run found of parcels: read once by category, kept in little memory, because it never changes any more.
import { setTimeout as pause } from 'node:timers/promises';
import type { AssessmentFact } from '@yimu/domain/assessment/events';
import { isWithin, type RecordedEvent } from '@yimu/domain/kernel';
import { type Grade, grades, totalsOf } from '@yimu/domain/scoring';
import type { EventStore } from '@yimu/event-store';
import { type CyclePlace, cycleStream } from '../routes/cycle-place.ts';
import { pacing } from '../scoring/pace.ts';

export interface ParcelGrade {
  readonly parcelId: string;
  readonly grade: Grade | null;
  /** The towns the parcel is graded in. */
  readonly towns: readonly string[];
}

export interface RunResults {
  readonly of: (parcelId: string) => ParcelGrade | undefined;
  /** Every parcel of a town or district. */
  readonly within: (code: string) => Iterable<ParcelGrade>;
}

/** Of one store: lists are submitted of the last run, and now and then of that of another year or district. */
const mostKept = 4;
const kept = new WeakMap<EventStore, Map<string, Promise<RunResults>>>();

/** Between which places of the ledger the run recorded its results; undefined while it is not completed. */
const boundsOf = async (store: EventStore, of: CyclePlace, run: string) => {
  const history = (await Array.fromAsync(store.readStream(cycleStream(of)))) as RecordedEvent<string, { readonly run?: string }>[];
  const ofRun = (kind: string) => history.find(({ type, data }) => type === kind && data.run === run)?.position;
  const [after, upTo] = [ofRun('ScoringStarted'), ofRun('ScoringCompleted')];
  return after === undefined || upTo === undefined ? undefined : { after, upTo };
};

/** A number per parcel: the place of its grade and of its towns, of which a run knows few combinations. */
const tableOf = () => {
  const places = new Map<string, number>();
  const combinations: (readonly string[])[] = [];
  const numbers = new Map<string, number>();
  const base = grades.length + 1;
  const read = (parcelId: string, number: number): ParcelGrade => ({
    parcelId,
    grade: grades[number % base] ?? null,
    towns: combinations[Math.floor(number / base)] ?? [],
  });
  return {
    add: ({ parcelId, grade, towns }: ParcelGrade): void => {
      const key = towns.join();
      const place = places.get(key) ?? combinations.push(towns) - 1;
      places.set(key, place);
      numbers.set(parcelId, place * base + (grade === null ? grades.length : grades.indexOf(grade)));
    },
    of: (parcelId: string): ParcelGrade | undefined => {
      const number = numbers.get(parcelId);
      return number === undefined ? undefined : read(parcelId, number);
    },
    within: function* (code: string): Generator<ParcelGrade> {
      for (const [parcelId, number] of numbers) {
        const found = read(parcelId, number);
        if (found.towns.some((town) => isWithin(town, code))) yield found;
      }
    },
  };
};

/** What was appended may be complete a moment later, while an earlier append is still under way: half a result must not be kept. */
export const reached = async (store: EventStore, upTo: string): Promise<void> => {
  for (let look = 0; look < 200; look += 1) {
    const head = await store.head();
    if (head !== undefined && head >= upTo) return;
    await pause(50);
  }
  throw new Error(`the feed has not come to ${upTo}, where a completed run ends`);
};

const readResults = async (store: EventStore, run: string, { after, upTo }: { after: string; upTo: string }): Promise<RunResults> => {
  await reached(store, upTo);
  const table = tableOf();
  const pace = pacing();
  for await (const event of store.readAll({ after, filter: { categories: ['assessment'] } })) {
    if (event.position > upTo) break;
    if (pace.due()) await pace.rest();
    const fact = event as RecordedEvent & AssessmentFact;
    if (fact.type !== 'ParcelGraded' || fact.data.run !== run) continue;
    table.add({ parcelId: fact.data.parcelId, grade: fact.data.grade, towns: fact.jurisdictions });
  }
  return table;
};

/** The results of a run of a cycle of parcels; undefined while it is not completed, and when the cycle knows no such run. */
export const runResults = async (store: EventStore, of: CyclePlace, run: string): Promise<RunResults | undefined> => {
  const runs = kept.get(store) ?? new Map<string, Promise<RunResults>>();
  kept.set(store, runs);
  const known = runs.get(run);
  if (known !== undefined) return known;
  const bounds = await boundsOf(store, of, run);
  if (bounds === undefined) return undefined;
  const reading = readResults(store, run, bounds);
  const [oldest] = runs.keys();
  if (oldest !== undefined && runs.size >= mostKept) runs.delete(oldest);
  runs.set(run, reading);
  reading.catch(() => runs.delete(run));
  return reading;
};

/** How many parcels of a place stand in each class, how many there are, and in which of its towns. */
export const countsOf = (results: RunResults, code: string) => {
  const found = [...results.within(code)];
  const towns = new Set(found.flatMap(({ towns: of }) => of).filter((town) => isWithin(town, code)));
  return { totals: totalsOf(found), parcels: found.length, towns: [...towns].toSorted() };
};
