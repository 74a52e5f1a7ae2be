// Entities as they stand after the last batch, so that the next event of one need not fold its whole stream again.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Belief, Fold, Step } from './belief.ts';
import type { Projection } from './projection.ts';
import { foldOf } from './timeline.ts';
import { foldersOf } from './writers.ts';

/** An entity as one projection sees it. */
interface Running {
  readonly projection: Projection;
  /** Those folded so far, where an event may come for which all has to be folded anew. */
  readonly events: RecordedEvent[];
  fold: Fold;
  /** How many events were folded: what it takes in memory grows with them. */
  folded: number;
}

/** Belongs to one leader; after a batch that was not stored it says more than the database holds and must be cleared. */
export type Folds = Map<string, Running>;

/** Beyond this many events the least recently touched entity is forgotten, and read again when needed. */
const rememberedEvents = 8_000;

const keyOf = (projection: Projection, stream: string): string => `${projection.name}/${stream}`;

/** True when some projection of the stream does not stand in `folds`: its history has to be read. */
export const isForgotten = (projections: readonly Projection[], folds: Folds, stream: string): boolean =>
  foldersOf(projections, stream).some((projection) => !folds.has(keyOf(projection, stream)));

/** The entity as it stands, folded from its history where it was forgotten. */
export const recall = (folds: Folds, projection: Projection, stream: string, history: readonly RecordedEvent[]): Running => {
  const key = keyOf(projection, stream);
  const known = folds.get(key);
  const events = 'rows' in projection ? [...history] : [];
  const running = known ?? { projection, events, fold: foldOf(projection, history), folded: history.length };
  folds.delete(key);
  folds.set(key, running);
  return running;
};

/** Rows of one key that are believed at once never share a day, so never begin on the same. */
const nameOf = ({ table, key, from }: Belief): string => `${table}/${key}/${from}`;

/** Whether two beliefs of one name have one digest, without reckoning it: the columns stand in the same order, too. */
const isSame = (left: Belief, right: Belief): boolean => {
  if (left.to !== right.to || left.eventId !== right.eventId) return false;
  const [names, others] = [Object.keys(left.columns), Object.keys(right.columns)];
  return names.length === others.length && names.every((name, n) => name === others[n] && left.columns[name] === right.columns[name]);
};

/** Takes an event, folding all anew when it holds earlier than another. Both ways answer the same change. */
export const advance = (running: Running, event: RecordedEvent): Step => {
  running.folded += 1;
  if ('rows' in running.projection) running.events.push(event);
  const step = running.fold.take(event);
  if (step !== undefined) return step;
  const before = new Map(running.fold.beliefs().map((belief) => [nameOf(belief), belief]));
  running.fold = foldOf(running.projection, running.events);
  const begun = running.fold.beliefs().filter((belief) => {
    const known = before.get(nameOf(belief));
    return known === undefined || !isSame(known, belief) || !before.delete(nameOf(belief));
  });
  return { ended: [...before.values()], begun };
};

/** Lets go of what was touched longest ago, until no more than so many events are remembered, however many there are. */
export const forget = (folds: Folds): void => {
  let held = folds.values().reduce((sum, { folded }) => sum + folded, 0);
  for (const [key, { folded }] of folds) {
    if (held <= rememberedEvents) return;
    folds.delete(key);
    held -= folded;
  }
};
