// What is kept of a consumer: a stream of its own, each event the whole lease and one change to what is parked. One append
// moves both or neither, and the revision it expects fences it: whoever did not see the last change cannot write.
import type { ParkedEvent } from '../durable-subscription.ts';
import type { ClientRecord } from './client.ts';
import { ownData } from './store-identity.ts';

/** `null` is what JSON has for none. */
export interface Hold {
  readonly owner: string | null;
  readonly epoch: number;
  /** Milliseconds. */
  readonly ttl: number;
  readonly checkpoint: string | null;
}

type KeptEvent = Omit<ParkedEvent, 'error'> & { readonly error: string | null };

export type Change =
  | { readonly kind: 'parked'; readonly event: KeptEvent }
  | { readonly kind: 'unparked'; readonly position: string }
  /** Of one stream, or of all. */
  | { readonly kind: 'replay'; readonly stream: string | null }
  /** Carried over, so that what stands before can be truncated. */
  | { readonly kind: 'kept'; readonly event: KeptEvent; readonly replay: boolean };

export interface Entry {
  readonly hold: Hold;
  readonly change: Change | null;
  /** From which revision on the changes tell all that is parked; none when nothing was parked before this change. */
  readonly since: number | null;
}

export interface Parked {
  readonly event: ParkedEvent;
  readonly replay: boolean;
}

/** A consumer as its stream tells it up to a revision, −1 while it has none. */
export interface Consumer {
  readonly revision: number;
  readonly hold: Hold | undefined;
  readonly since: number | null;
  /** When the last entry was written, milliseconds by the server's clock. */
  readonly writtenAt: number;
  /** By position. */
  readonly parked: Map<string, Parked>;
}

export const unknownConsumer = (): Consumer => ({ revision: -1, hold: undefined, since: null, writtenAt: 0, parked: new Map() });

export const entryOf = (record: ClientRecord): Entry => ownData(record) as Entry;

/** Applies a change. An event that failed ends the replay of its stream; one that waits is replayed with it. */
const apply = (parked: Map<string, Parked>, change: Change): void => {
  if (change.kind === 'unparked') parked.delete(change.position);
  else if (change.kind === 'replay') {
    for (const [position, entry] of parked)
      if (change.stream === null || entry.event.stream === change.stream) parked.set(position, { ...entry, replay: true });
  } else if (change.kind === 'kept') parked.set(change.event.position, { event: withoutNull(change.event), replay: change.replay });
  else {
    const event = withoutNull(change.event);
    const ofStream = [...parked].filter(([, entry]) => entry.event.stream === event.stream);
    if (event.attempts > 0) for (const [position, entry] of ofStream) parked.set(position, { ...entry, replay: false });
    parked.set(event.position, { event, replay: event.attempts === 0 && ofStream.some(([, entry]) => entry.replay) });
  }
};

const withoutNull = (event: KeptEvent): ParkedEvent => ({ ...event, error: event.error ?? undefined });

/** The consumer after one more entry, which takes over what is parked. */
export const follow = (consumer: Consumer, { hold, change, since }: Entry, revision: number, writtenAt: number): Consumer => {
  const parked = since === null || since === revision ? new Map<string, Parked>() : consumer.parked;
  if (change !== null) apply(parked, change);
  return { revision, hold, since, writtenAt, parked };
};

/**
 * The entries that write a change. Once many changes tell little, they carry over what is parked, so that the stream can be
 * truncated before them.
 */
export const entriesFor = ({ revision, since, parked }: Consumer, hold: Hold, change: Change | null): readonly Entry[] => {
  const next = revision + 1;
  if (parked.size === 0) return [{ hold, change, since: change?.kind === 'parked' ? next : null }];
  if (next - (since ?? next) < 2_000 || parked.size > 500) return [{ hold, change, since }];
  return [...keptEntries([...parked.values()], hold, next), { hold, change, since: next }];
};

const keptEntries = (parked: readonly Parked[], hold: Hold, since: number): readonly Entry[] =>
  parked.map(({ event, replay }) => ({ hold, since, change: { kind: 'kept', event: withNull(event), replay } }));

/** The entries that write everything anew with other positions, and without a leader. */
export const movedEntries = ({ revision, hold, parked }: Consumer, moved: (position: string) => string): readonly Entry[] => {
  if (hold === undefined) return [];
  const left: Hold = { ...hold, owner: null, checkpoint: hold.checkpoint === null ? null : moved(hold.checkpoint) };
  const events = [...parked.values()].map(({ event, replay }) => ({ event: { ...event, position: moved(event.position) }, replay }));
  return events.length === 0 ? [{ hold: left, change: null, since: null }] : keptEntries(events, left, revision + 1);
};

export const withNull = (event: ParkedEvent): KeptEvent => ({ ...event, error: event.error ?? null });

/** What is parked, in position order. */
export const inOrder = ({ parked }: Consumer): readonly Parked[] =>
  [...parked.values()].sort((one, other) => (one.event.position < other.event.position ? -1 : 1));

/** The same by stream, in the order of their names. */
export const byStream = (entries: readonly Parked[]): readonly (readonly [string, readonly Parked[]])[] =>
  [...Map.groupBy(entries, ({ event }) => event.stream)].sort(([one], [other]) => (one < other ? -1 : 1));
