import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ReadStreamOptions } from '../event-store.ts';
import { isStreamName } from '../stream-name.ts';
import type { ClientRecord } from './client.ts';
import { readOn } from './read.ts';
import type { Session } from './session.ts';
import { eventOf } from './stored-event.ts';

/** Reads a stream. What other applications put there is left out, and asked for anew in its place. */
export const readStream = async function* (
  { client, identity, limits, memory }: Session,
  stream: string,
  { from, direction = 'forwards', limit = Number.MAX_SAFE_INTEGER }: ReadStreamOptions = {},
): AsyncGenerator<RecordedEvent> {
  if (!isStreamName(stream)) return;
  const forwards = direction === 'forwards';
  const step = forwards ? 1n : -1n;
  let next: bigint | 'end' = forwards ? 0n : 'end';
  if (from !== undefined) next = BigInt(from);
  let beginning = next === 0n;
  let wanted = Math.min(limit, Number.MAX_SAFE_INTEGER);

  while (wanted > 0) {
    const start = next;
    const asked = wanted;
    let got = 0;
    const open = (last: ClientRecord | undefined) =>
      client.readStream(stream, last === undefined ? start : last.revision + step, direction, asked - got);
    for await (const record of readOn(open, limits)) {
      if (forwards) memory.learn(stream, record, beginning);
      beginning = false;
      got += 1;
      next = record.revision + step;
      const event = eventOf(record, identity);
      if (event === undefined) continue;
      wanted -= 1;
      yield event;
    }
    if (got < asked || next === -1n) return;
  }
};
