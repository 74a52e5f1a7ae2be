// From a batch of events to the changes of the read models, in memory: which beliefs end when, and which begin.

import type { RecordedEvent } from '@yimu/domain/kernel';
import { categoryOf } from '@yimu/event-store';
import type { Belief, Fold, Step } from './belief.ts';
import type { Projection } from './projection.ts';
import { digestOf, foldOf } from './timeline.ts';

/** An event with the moment from which it was known. */
export interface KnownEvent {
  readonly event: RecordedEvent;
  readonly knownFrom: string;
}

/** A belief that begins, with the span over which it is known; `recordedTo` is set when it also ended within the batch. */
export interface Begun {
  readonly entity: string;
  readonly belief: Belief;
  readonly digest: string;
  readonly recordedFrom: string;
  readonly recordedTo: string | null;
  /** Where the stream stood when this was last believed. */
  readonly revision: number;
}

export interface Ended {
  readonly table: string;
  readonly entity: string;
  readonly digest: string;
  readonly at: string;
  readonly revision: number;
}

export interface Changes {
  readonly begun: readonly Begun[];
  readonly ended: readonly Ended[];
  /** Where each stream of the batch stands now, for the beliefs that stay. */
  readonly heads: ReadonlyMap<string, number>;
}

/** An entity as one projection sees it. */
interface Running {
  readonly projection: Projection;
  readonly events: RecordedEvent[];
  fold: Fold;
}

/** Takes an event, folding all anew when it holds earlier than another. Both ways answer the same change. */
const advance = (running: Running, event: RecordedEvent): Step => {
  running.events.push(event);
  const step = running.fold.take(event);
  if (step !== undefined) return step;
  const before = new Map(running.fold.beliefs().map((belief) => [digestOf(belief), belief]));
  running.fold = foldOf(running.projection, running.events);
  const begun = running.fold.beliefs().filter((belief) => !before.delete(digestOf(belief)));
  return { ended: [...before.values()], begun };
};

/**
 * Entities as they stand after the last batch, so that the next event of one need not fold its whole stream again. Belongs to one
 * leader; after a batch that was not stored it says more than the database holds and must be cleared.
 */
export type Folds = Map<string, Running>;

/** Beyond this many the least recently touched entity is forgotten, and read again when needed. */
const rememberedFolds = 2_000;

const keyOf = (projection: Projection, stream: string): string => `${projection.name}/${stream}`;

/** True when some projection of the stream does not stand in `folds`: its history has to be read. */
export const isForgotten = (projections: readonly Projection[], folds: Folds, stream: string): boolean =>
  projections.some((projection) => projection.category === categoryOf(stream) && !folds.has(keyOf(projection, stream)));

const recall = (folds: Folds, projection: Projection, stream: string, history: readonly RecordedEvent[]): Running => {
  const key = keyOf(projection, stream);
  const running = folds.get(key) ?? { projection, events: [...history], fold: foldOf(projection, history) };
  folds.delete(key);
  folds.set(key, running);
  return running;
};

const forget = (folds: Folds): void => {
  for (const key of folds.keys()) {
    if (folds.size <= rememberedFolds) return;
    folds.delete(key);
  }
};

/**
 * Changes a batch makes. Deterministic; the order of `events` is the order of position.
 * @param history events of each forgotten stream before the batch, in stream order
 */
export const changesOf = (
  projections: readonly Projection[],
  events: readonly KnownEvent[],
  history: ReadonlyMap<string, readonly RecordedEvent[]>,
  folds: Folds,
): Changes => {
  const begun = new Map<string, Begun>();
  const finished: Begun[] = [];
  const ended: Ended[] = [];
  for (const { event, knownFrom } of events) {
    const entity = event.stream;
    for (const projection of projections.filter(({ category }) => category === categoryOf(entity))) {
      const step = advance(recall(folds, projection, entity, history.get(entity) ?? []), event);
      for (const belief of step.ended) {
        const digest = digestOf(belief);
        const key = `${entity}/${digest}`;
        const fresh = begun.get(key);
        const revision = event.revision - 1;
        if (fresh === undefined) ended.push({ table: belief.table, entity, digest, at: knownFrom, revision });
        else {
          begun.delete(key);
          finished.push({ ...fresh, recordedTo: knownFrom, revision });
        }
      }
      for (const belief of step.begun) {
        const digest = digestOf(belief);
        const { revision } = event;
        begun.set(`${entity}/${digest}`, { entity, belief, digest, recordedFrom: knownFrom, recordedTo: null, revision });
      }
    }
  }
  forget(folds);
  const heads = new Map(events.map(({ event }) => [event.stream, event.revision]));
  return { begun: [...finished, ...begun.values()], ended, heads };
};
