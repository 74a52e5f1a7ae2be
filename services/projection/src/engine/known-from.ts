// `recordedAt` is not ordered by position; what was known when needs an order. knownFrom = max(last + 1 µs, recordedAt),
// in position order, stored once. Instants are RFC 3339 in UTC with six decimals, which compare as text.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { KnownEvent } from './changes.ts';

const toMicroseconds = (instant: string): bigint => {
  const match = /^(.{19})\.(\d{6})Z$/.exec(instant);
  if (match === null) throw new Error(`not an instant with microseconds: ${instant}`);
  return BigInt(Date.parse(`${match[1]}Z`)) * 1000n + BigInt(match[2] ?? '0');
};

const fromMicroseconds = (microseconds: bigint): string => {
  const seconds = new Date(Number(microseconds / 1_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${(microseconds % 1_000_000n).toString().padStart(6, '0')}Z`;
};

/** When the event after `last` became known. */
export const knownFrom = (last: string | undefined, recordedAt: string): string => {
  if (last === undefined || recordedAt > last) return recordedAt;
  return fromMicroseconds(toMicroseconds(last) + 1n);
};

/** When each of these events, which come in the order of position, became known. */
export const knownAfter = (last: string | undefined, events: readonly RecordedEvent[]): readonly KnownEvent[] => {
  let latest = last;
  return events.map((event) => {
    latest = knownFrom(latest, event.recordedAt);
    return { event, knownFrom: latest };
  });
};
