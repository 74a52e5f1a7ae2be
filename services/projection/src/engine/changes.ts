// From a batch of events to the changes of the read models, in memory: which beliefs end when, and which begin.

import type { RecordedEvent } from '@yimu/domain/kernel';
import { categoryOf } from '@yimu/event-store';
import type { Projection } from './projection.ts';
import { type Belief, beliefsAfter, digestOf } from './timeline.ts';

/** An event with the moment from which it was known. */
export interface KnownEvent {
  readonly event: RecordedEvent;
  readonly knownFrom: string;
}

/** What the database holds of the entities that a batch touches. */
export interface Stored {
  /** Events of each stream before the batch, in stream order. */
  readonly history: ReadonlyMap<string, readonly RecordedEvent[]>;
  /** Digests of the beliefs held, by table and entity: `<table>/<entity>`. */
  readonly held: ReadonlyMap<string, ReadonlySet<string>>;
}

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

/** Changes a batch makes. Deterministic; the order of `events` is the order of position. */
export const changesOf = (projections: readonly Projection[], events: readonly KnownEvent[], stored: Stored): Changes => {
  const history = new Map([...stored.history].map(([stream, past]) => [stream, [...past]]));
  const held = new Map([...stored.held].map(([key, digests]) => [key, new Set(digests)]));
  const begun = new Map<string, Begun>();
  const finished: Begun[] = [];
  const ended: Ended[] = [];
  for (const { event, knownFrom } of events) {
    const past = history.get(event.stream) ?? [];
    past.push(event);
    history.set(event.stream, past);
    for (const projection of projections.filter(({ category }) => category === categoryOf(event.stream))) {
      const wanted = new Map(beliefsAfter(projection, past).map((belief) => [digestOf(belief), belief]));
      for (const table of projection.tables) {
        const key = `${table}/${event.stream}`;
        const digests = held.get(key) ?? new Set<string>();
        held.set(key, digests);
        for (const digest of digests) {
          if (wanted.has(digest)) continue;
          digests.delete(digest);
          const fresh = begun.get(`${key}/${digest}`);
          const before = event.revision - 1;
          if (fresh === undefined) ended.push({ table, entity: event.stream, digest, at: knownFrom, revision: before });
          else {
            begun.delete(`${key}/${digest}`);
            finished.push({ ...fresh, recordedTo: knownFrom, revision: before });
          }
        }
        for (const [digest, belief] of wanted) {
          if (belief.table !== table || digests.has(digest)) continue;
          digests.add(digest);
          begun.set(`${key}/${digest}`, {
            entity: event.stream,
            belief,
            digest,
            recordedFrom: knownFrom,
            recordedTo: null,
            revision: event.revision,
          });
        }
      }
    }
  }
  const heads = new Map(events.map(({ event }) => [event.stream, event.revision]));
  return { begun: [...finished, ...begun.values()], ended, heads };
};
