import { type Clock, isInstant } from './clock.ts';
import { InvalidEvent } from './errors.ts';
import type { ExpectedRevision, NewEvent } from './event-store.ts';
import { checkLimits } from './limits.ts';
import { type SerialisedEvent, serialise, sizeOf } from './serialise.ts';
import { checkStreamName } from './stream-name.ts';

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const typePattern = /^[A-Za-z][A-Za-z0-9]{0,119}$/;
/** Versions and revisions fit four bytes in every store. */
const largest = 2 ** 31 - 1;

/**
 * What every adapter does before it stores: checks an append and turns its events into text.
 * The events of one append share one moment, unless they bring their own.
 * Throws InvalidStreamName, InvalidEvent and AppendTooLarge.
 */
export const prepareAppend = (
  stream: string,
  events: readonly NewEvent[],
  expected: ExpectedRevision,
  clock: Clock,
): readonly SerialisedEvent[] => {
  checkStreamName(stream);
  if (typeof expected === 'number' && !isCount(expected)) throw new InvalidEvent(`a revision counts from 0, not ${expected}`);
  if (events.length === 0) throw new InvalidEvent('an append holds at least one event');
  if (new Set(events.map((event) => event.id)).size < events.length) throw new InvalidEvent('an append holds each event id once');
  const now = clock();
  const serialised = events.map((event) => {
    const recordedAt = event.recordedAt ?? now;
    checkEvent(event, recordedAt);
    return serialise(event, recordedAt);
  });
  checkLimits(serialised.map(sizeOf));
  return serialised;
};

const checkEvent = ({ id, type, version }: NewEvent, recordedAt: string): void => {
  if (!idPattern.test(id)) throw new InvalidEvent(`an event id is a UUID in lower case, not ${id.slice(0, 100)}`);
  if (!typePattern.test(type)) throw new InvalidEvent(`an event type is a name of letters and digits, not ${type.slice(0, 100)}`);
  if (!isCount(version) || version < 1) throw new InvalidEvent(`an event version counts from 1, not ${version}`);
  if (!isInstant(recordedAt)) throw new InvalidEvent(`recordedAt is RFC 3339 in UTC with microseconds, not ${recordedAt.slice(0, 100)}`);
};

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= largest;
