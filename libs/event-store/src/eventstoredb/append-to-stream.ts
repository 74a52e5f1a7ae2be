// Appends exactly, on a server that is exact only about revisions. Under "any" it forgets ids, "exists" holds for a stream that
// has nothing but metadata, and a repeated append answers success like a first one. So the adapter knows the ids of the stream,
// decides by itself, always sends the revision it decided on, and decides anew when the server says that it has moved on.
import type { AppendConflict, Appended, ExpectedRevision } from '../event-store.ts';
import type { SerialisedEvent } from '../serialise.ts';
import type { ClientEvent, ClientRecord } from './client.ts';
import { actualRevision, EventsGone, typeOf } from './client-error.ts';
import { formatLogPosition } from './log-position.ts';
import { backOff, inTime, persistently } from './patience.ts';
import { readPatiently, recordsOf } from './read.ts';
import type { Session } from './session.ts';
import { clientEventOf, holds, placeOf } from './stored-event.ts';
import type { KnownStream } from './stream-memory.ts';

/** Beyond so many lost races nobody else is writing: the server and what can be read of it contradict each other. */
const mostRaces = 50;

/** Appends prepared events. Calls for one stream must come one after the other; see in-turn.ts. */
export const appendToStream = async (
  session: Session,
  stream: string,
  events: readonly SerialisedEvent[],
  expected: ExpectedRevision,
): Promise<Appended | AppendConflict> => {
  const { client, identity, limits, memory } = session;
  const incoming = events.map(clientEventOf);
  const { orGiveUp } = persistently(limits);
  /** Sent before, and not known to have failed: ids that stand there may be our own. */
  let sent = false;
  /** What the server says of a stream of which nothing can be read: its events were truncated, its revisions go on. */
  let hidden: number | 'none' = 'none';
  let races = 0;

  const answer = (last: ClientRecord): Appended => {
    const own = sent && incoming.some((event) => holds(last, event));
    return { appended: true, repeated: !own, revision: Number(last.revision), position: formatLogPosition(identity, placeOf(last)) };
  };

  while (true) {
    try {
      // What is known up to just this revision needs no look: the server refuses the append if there is more.
      const known = memory.of(stream);
      if (sent || races > 0 || known.last < 0 || known.last !== expected) await catchUp(session, stream);
      const present = memory.of(stream);
      const earlier = earlierAppend(present, incoming);
      if (earlier === 'new') {
        const actual = present.last >= 0 ? present.last : hidden;
        if (!meets(expected, actual)) return { appended: false, conflict: 'wrong-revision', expected, actual };
        sent = true;
        const last = await inTime(client.append(stream, incoming, actual === 'none' ? 'no_stream' : BigInt(actual)), limits.answer);
        const first = Number(last) - incoming.length + 1;
        for (const [n, { id }] of incoming.entries()) memory.learn(stream, { id, revision: BigInt(first + n) }, first === 0 && n === 0);
        return answer(await recordAt(session, stream, last));
      }
      if (!('revision' in earlier)) return earlier;
      return answer(await recordAt(session, stream, BigInt(earlier.revision)));
    } catch (error) {
      if (typeOf(error) === 'wrong-expected-version') {
        hidden = actualRevision(error);
        sent = false;
        races += 1;
        if (races > mostRaces) throw new Error(`${stream} has moved on ${races} times during an append`, { cause: error });
        if (races > 1) await backOff(Math.min(races, 4), limits);
      } else await orGiveUp(error);
    }
  }
};

/** Reads what the stream holds beyond what is known of it. */
const catchUp = async ({ client, limits, memory }: Session, stream: string): Promise<void> => {
  const { last } = memory.of(stream);
  let first = true;
  // The last known event is read again: when it is gone, the stream was deleted, and what was known of it with it.
  const from = BigInt(Math.max(last, 0));
  for await (const record of recordsOf(() => client.readStream(stream, from, 'forwards', Number.MAX_SAFE_INTEGER), limits)) {
    if (first && Number(record.revision) !== last) memory.forget(stream);
    memory.learn(stream, record, first);
    first = false;
  }
  if (first) memory.forget(stream);
};

/** What was written, as far as the server says: ids that stand in a deleted stream it takes for written, and writes nothing. */
const recordAt = async ({ client, limits, memory }: Session, stream: string, revision: bigint): Promise<ClientRecord> => {
  const [record] = await readPatiently(() => client.readStream(stream, revision, 'forwards', 1), limits);
  if (record?.revision === revision) return record;
  memory.forget(stream);
  throw new EventsGone(`${stream} was deleted or truncated on the server after these events had been appended; give them new ids`);
};

/** True when a stream whose last revision is `actual` is what the writer expects. */
const meets = (expected: ExpectedRevision, actual: number | 'none'): boolean => {
  if (expected === 'any') return true;
  return expected === 'exists' ? actual !== 'none' : expected === actual;
};

/** Where an append stands that was done before, what overlaps, or that all ids are new. */
const earlierAppend = (
  { revisions }: KnownStream,
  incoming: readonly ClientEvent[],
): { readonly revision: number } | AppendConflict | 'new' => {
  const ids = incoming.map(({ id }) => id).filter((id) => revisions.has(id));
  if (ids.length === 0) return 'new';
  const first = revisions.get(incoming[0]?.id ?? '') ?? Number.NaN;
  const whole = incoming.every(({ id }, n) => revisions.get(id) === first + n);
  return whole ? { revision: first + incoming.length - 1 } : { appended: false, conflict: 'partial-overlap', ids };
};
