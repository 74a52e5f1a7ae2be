// What the events of a batch change in the rows: what came before them is read, then all is folded in memory; also ahead of their turn.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';
import { type Changes, changing, type Folds, isForgotten, type KnownEvent } from './changes.ts';
import { citations, citedStreams } from './cited.ts';
import { firstRevisions, historyBefore } from './history.ts';
import { eachInTurns, meanwhile } from './in-turns.ts';
import { knownAfter } from './known-from.ts';
import { parkedStreams } from './parked.ts';
import type { Projection } from './projection.ts';
import { storeEvents } from './store-events.ts';
import { foldersOf } from './writers.ts';

/** What a batch is folded with: a connection in a transaction, and what is remembered. */
export interface Folding {
  readonly client: ClientBase;
  readonly projections: readonly Projection[];
  readonly folds: Folds;
}

/** A batch that is folded while the one before it is stored. */
export interface Ahead {
  /** Its events, with the moments from which they will be known if nothing comes between. */
  readonly known: readonly KnownEvent[];
  /** What they change, once all is folded; undefined when they could not be folded, and nothing is remembered. Never rejects. */
  readonly changes: Promise<Changes | undefined>;
}

/** The history of the streams that are not remembered; what begins with these events has none. */
const load = ({ client, projections, folds }: Folding, events: readonly KnownEvent[]) => {
  const firsts = firstRevisions(events.map(({ event }) => event));
  return historyBefore(
    client,
    new Map([...firsts].filter(([stream, revision]) => revision > 0 && isForgotten(projections, folds, stream))),
  );
};

/** Reads what events are folded from, and answers how to fold them; undefined where they cite events that are not stored yet. */
const folding = async (
  within: Folding,
  known: readonly KnownEvent[],
  unstored: readonly KnownEvent[],
): Promise<(() => Promise<Changes>) | undefined> => {
  const { client, projections, folds } = within;
  const folded = known.filter(({ event }) => foldersOf(projections, event.stream).length > 0);
  const history = await load(within, folded);
  const told = [...[...history.values()].flat(), ...folded.map(({ event }) => event)];
  const cited = citedStreams(projections, told);
  if (unstored.some(({ event }) => cited.has(event.stream))) return undefined;
  const cite = await citations(client, projections, told);
  return async () => {
    const past = new Map([...history].map(([stream, events]) => [stream, events.map((event: RecordedEvent) => cite(event))]));
    const { take, changes } = changing(projections, past, folds);
    await eachInTurns(folded, ({ event, knownFrom }) => take({ event: cite(event), knownFrom }));
    return changes();
  };
};

const nothing: Changes = { begun: [], ended: [], heads: new Map() };

/** What events change that are all stored. */
export const foldStored = async (within: Folding, known: readonly KnownEvent[]): Promise<Changes> => {
  const fold = await folding(within, known, []);
  return fold?.() ?? nothing;
};

/**
 * Stores the events of a batch and says what those of them change that are free to be folded: while they are stored, or after, where any is
 * cited; or as it was found out ahead, if that is still true.
 */
export const foldAndStore = async (
  within: Folding,
  free: readonly KnownEvent[],
  known: readonly KnownEvent[],
  ahead?: Ahead,
): Promise<Changes> => {
  const found = await stillTrue(within, free, ahead);
  const fold = found === undefined ? await folding(within, free, known) : () => found.changes;
  const stored = storeEvents(within.client, known);
  const changes = await meanwhile(stored, async () => fold?.());
  await stored;
  return changes ?? foldStored(within, free);
};

/** What was folded ahead, if it is of these events and these moments. If not, what is remembered says too much and is forgotten. */
const stillTrue = async ({ folds }: Folding, free: readonly KnownEvent[], ahead: Ahead | undefined): Promise<Ahead | undefined> => {
  if (ahead === undefined) return undefined;
  const same = (n: number): boolean =>
    ahead.known.at(n)?.event.id === free.at(n)?.event.id && ahead.known.at(n)?.knownFrom === free.at(n)?.knownFrom;
  if (ahead.known.length === free.length && same(0) && same(-1)) return ahead;
  await ahead.changes;
  folds.clear();
  return undefined;
};

/**
 * Begins to fold the next batch. The one before it is folded and its events are stored, in the transaction that `client` is in.
 * @param last the moment from which the event before was known
 * @returns undefined for a batch that has to wait for its turn: it cites itself, or streams of it are parked
 */
export const foldAhead = async (
  within: Folding,
  events: readonly RecordedEvent[],
  last: string | undefined,
): Promise<Ahead | undefined> => {
  const { client, folds } = within;
  const held = await parkedStreams(client, [...new Set(events.map(({ stream }) => stream))]);
  if (held.size > 0) return undefined;
  const known = knownAfter(last, events);
  const fold = await folding(within, known, known);
  if (fold === undefined) return undefined;
  const changes = fold().catch(() => {
    // Tried again in its turn, where it is found out which event cannot be folded.
    folds.clear();
    return undefined;
  });
  return { known, changes };
};
