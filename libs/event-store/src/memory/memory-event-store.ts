// The event store in memory, and the first adapter to read: it keeps every promise of the port in the plainest way.
// Tests use it, and whoever writes another adapter compares with it. Nothing outlives the process.
import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '../clock.ts';
import { ForeignPosition } from '../errors.ts';
import type { AppendConflict, Appended, EventFilter, EventStore, ExpectedRevision } from '../event-store.ts';
import { formatPosition, parsePosition, type StoreIdentity } from '../position.ts';
import { prepareAppend } from '../prepare-append.ts';
import { deserialise, type Place, type SerialisedEvent } from '../serialise.ts';
import { categoryOf } from '../stream-name.ts';

/** Events are kept as text, as a database would: whoever reads one gets an object of its own. */
type StoredEvent = SerialisedEvent & Place;

/** Makes an empty store. `clock` gives `recordedAt` to events that do not bring their own. */
export const memoryEventStore = ({ clock = systemClock }: { readonly clock?: Clock } = {}): EventStore => {
  const identity: StoreIdentity = { id: randomBytes(4).toString('hex'), epoch: 1 };
  /** All events; the n-th (from 0) has the position n + 1. */
  const ledger: StoredEvent[] = [];
  const streams = new Map<string, StoredEvent[]>();

  const closed = new AbortController();
  let arrival = Promise.withResolvers<void>();
  const wakeSubscriptions = () => {
    arrival.resolve();
    arrival = Promise.withResolvers<void>();
  };

  /** How many events lie at or before a position. */
  const countUpTo = (position: string | undefined): number => {
    const count = position === undefined ? 0 : Number(parsePosition(identity, position));
    if (count > ledger.length) throw new ForeignPosition('the position lies beyond the end of this event store');
    return count;
  };

  return {
    append: async (stream, events, expected) => {
      const incoming = prepareAppend(stream, events, expected, clock);
      const present = streams.get(stream) ?? [];

      const earlier = earlierAppend(present, incoming);
      if (earlier !== undefined) return earlier;
      const actual = present.at(-1)?.revision ?? 'none';
      if (!meets(expected, actual)) return { appended: false, conflict: 'wrong-revision', expected, actual };

      for (const event of incoming) {
        const place = { stream, revision: present.length, position: formatPosition(identity, BigInt(ledger.length + 1)) };
        present.push({ ...event, ...place });
        ledger.push({ ...event, ...place });
      }
      streams.set(stream, present);
      wakeSubscriptions();
      return answer(present.at(-1), false);
    },

    readStream: async function* (stream, { from, direction = 'forwards', limit = Number.POSITIVE_INFINITY } = {}) {
      const present = streams.get(stream) ?? [];
      const ordered = direction === 'forwards' ? present.slice(from ?? 0) : present.slice(0, (from ?? present.length) + 1).reverse();
      for (const event of ordered.slice(0, limit)) yield deserialise(event, event);
    },

    readAll: async function* ({ after, filter, limit = Number.POSITIVE_INFINITY } = {}) {
      const events = ledger.slice(countUpTo(after)).filter((event) => matches(filter, event));
      for (const event of events.slice(0, limit)) yield deserialise(event, event);
    },

    subscribe: async function* ({ after, filter, signal }) {
      const ending = AbortSignal.any([signal, closed.signal]);
      ending.addEventListener('abort', wakeSubscriptions, { once: true });
      let delivered = countUpTo(after);
      let announced: number | undefined;
      while (!ending.aborted) {
        const event = ledger[delivered];
        if (event !== undefined) {
          delivered += 1;
          if (matches(filter, event)) yield { kind: 'event', event: deserialise(event, event) };
        } else if (announced !== delivered) {
          announced = delivered;
          yield { kind: 'caught-up', position: formatPosition(identity, BigInt(delivered)) };
        } else await arrival.promise;
      }
    },

    head: async () => ledger.at(-1)?.position,

    close: async () => closed.abort(),
  };
};

/** True when a stream whose last revision is `actual` is what the writer expects. */
const meets = (expected: ExpectedRevision, actual: number | 'none'): boolean => {
  if (expected === 'any') return true;
  return expected === 'exists' ? actual !== 'none' : expected === actual;
};

/** The answer to ids that the stream holds already: their first result, or what overlaps. Undefined when all are new. */
const earlierAppend = (present: readonly StoredEvent[], incoming: readonly SerialisedEvent[]): Appended | AppendConflict | undefined => {
  const held = new Map(present.map((event) => [event.id, event.revision]));
  const known = incoming.flatMap(({ id }) => (held.has(id) ? [id] : []));
  if (known.length === 0) return undefined;
  const first = held.get(incoming[0]?.id ?? '') ?? Number.NaN;
  const whole = incoming.every(({ id }, n) => held.get(id) === first + n);
  return whole ? answer(present[first + incoming.length - 1], true) : { appended: false, conflict: 'partial-overlap', ids: known };
};

const answer = (last: StoredEvent | undefined, repeated: boolean): Appended => {
  if (last === undefined) throw new Error('an append holds at least one event');
  return { appended: true, repeated, revision: last.revision, position: last.position };
};

const matches = (filter: EventFilter | undefined, { stream, type }: StoredEvent): boolean => {
  if (filter === undefined) return true;
  return 'types' in filter ? filter.types.includes(type) : filter.categories.includes(categoryOf(stream));
};
