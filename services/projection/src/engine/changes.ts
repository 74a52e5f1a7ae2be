// From a batch of events to the changes of the read models, in memory: which beliefs end when, and which begin.

import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Belief } from './belief.ts';
import { advance, type Folds, forget, recall } from './folds.ts';
import type { Projection } from './projection.ts';
import { digestOf } from './timeline.ts';
import { foldersOf, headTablesOf } from './writers.ts';

export { type Folds, isForgotten } from './folds.ts';

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

/** A belief of the rows that is held no longer. */
export interface Ended {
  readonly table: string;
  readonly entity: string;
  readonly belief: Belief;
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

/** Whether the open rows of a stream in a table tell where the stream stands. */
const isHead = (projections: readonly Projection[], table: string, stream: string): boolean => headTablesOf(projections, stream).has(table);

/** The changes of a batch as they come together, event by event in the order of position. Deterministic. */
export interface Changing {
  readonly take: (known: KnownEvent) => void;
  /** What the events taken change, all together. */
  readonly changes: () => Changes;
}

/**
 * Begins the changes of a batch.
 * @param history events of each forgotten stream before the batch, in stream order
 */
export const changing = (
  projections: readonly Projection[],
  history: ReadonlyMap<string, readonly RecordedEvent[]>,
  folds: Folds,
): Changing => {
  const begun = new Map<string, Begun>();
  const finished: Begun[] = [];
  const ended: Ended[] = [];
  const heads = new Map<string, number>();

  const end = (entity: string, belief: Belief, at: string, revision: number): void => {
    const digest = digestOf(belief);
    const key = `${entity}/${digest}`;
    const fresh = begun.get(key);
    begun.delete(key);
    if (fresh === undefined) ended.push({ table: belief.table, entity, belief, digest, at, revision });
    else finished.push({ ...fresh, recordedTo: at, revision });
  };
  const begin = (entity: string, belief: Belief, recordedFrom: string, revision: number): void => {
    const digest = digestOf(belief);
    begun.set(`${entity}/${digest}`, { entity, belief, digest, recordedFrom, recordedTo: null, revision });
  };
  const atHead = (each: Begun): Begun =>
    isHead(projections, each.belief.table, each.entity) ? { ...each, revision: heads.get(each.entity) ?? each.revision } : each;

  return {
    take: ({ event, knownFrom }) => {
      const { stream, revision } = event;
      for (const projection of foldersOf(projections, stream)) {
        const step = advance(recall(folds, projection, stream, history.get(stream) ?? []), event);
        for (const belief of step.ended) end(stream, belief, knownFrom, revision - 1);
        for (const belief of step.begun) begin(stream, belief, knownFrom, revision);
      }
      heads.set(stream, revision);
    },
    changes: () => {
      forget(folds);
      return { begun: [...finished, ...begun.values().map(atHead)], ended, heads };
    },
  };
};

/** Changes a batch makes, at once. */
export const changesOf = (
  projections: readonly Projection[],
  events: readonly KnownEvent[],
  history: ReadonlyMap<string, readonly RecordedEvent[]>,
  folds: Folds,
): Changes => {
  const { take, changes } = changing(projections, history, folds);
  for (const event of events) take(event);
  return changes();
};
