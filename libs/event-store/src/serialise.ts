// How an event becomes text and comes back, the same for every adapter, so that hashes and copies are byte-equal.
// Adapters keep id, type, version, data and metadata; stream, revision and position are the places they give.
import type { RecordedEvent } from '@yimu/domain/kernel';
import canonicalize from 'canonicalize';
import { InvalidEvent } from './errors.ts';
import type { NewEvent } from './event-store.ts';

/** An event as adapters store it: `data` and `metadata` are RFC 8785 (canonical JSON) text. */
export interface SerialisedEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
}

/** Where an adapter put an event. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/**
 * RFC 8785 text of a JSON value. Throws InvalidEvent for what JSON would change in silence: numbers other than safe integers
 * (decimals and bigints are strings), dates, `undefined` as a value or in an array, lone surrogates; and for NUL, which
 * no text column of PostgreSQL can hold. A property that is undefined is left out.
 */
export const canonicalJson = (value: unknown): string => {
  // First the text, which throws on a circle that the look at every member would follow for ever.
  const text = canonicalText(value);
  const rest: unknown[] = [value];
  while (rest.length > 0) for (const member of membersOf(rest.pop())) rest.push(member);
  // Only a NUL is written with these six characters, unless the backslash is itself escaped.
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(text)) throw new InvalidEvent('an event holds text without NUL characters');
  return text;
};

const canonicalText = (value: unknown): string => {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (cause) {
    throw new InvalidEvent(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  if (text === undefined) throw new InvalidEvent('an event holds JSON values only');
  return text;
};

/** The text of an event: everything that is neither its identity nor its place nor its data is metadata. */
export const serialise = (event: NewEvent, recordedAt: string): SerialisedEvent => {
  const { id, type, version, data, ...metadata } = withoutPlace(event);
  return { id, type, version, data: canonicalJson(data), metadata: canonicalJson({ ...metadata, recordedAt }) };
};

/** The event again, with its place. */
export const deserialise = ({ id, type, version, data, metadata }: SerialisedEvent, place: Place): RecordedEvent => ({
  ...JSON.parse(metadata),
  id,
  type,
  version,
  stream: place.stream,
  revision: place.revision,
  position: place.position,
  data: JSON.parse(data),
});

/** What an event takes beside data, metadata and type at most: its version, where a store has no column for that. */
const overhead = 24;

/**
 * Bytes that count towards the limits, as the store counts that counts most: data and metadata in UTF-8, the type with two
 * bytes a character (EventStoreDB, whose limit for an append is ours).
 */
export const sizeOf = ({ type, data, metadata }: SerialisedEvent): number =>
  Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length + overhead;

/** A copy passes on recorded events, whose old place must not end up in the metadata of the new one. */
const withoutPlace = (event: NewEvent & Partial<Place>): NewEvent => {
  const { stream: _stream, revision: _revision, position: _position, ...rest } = event;
  return rest;
};

/** What lies in a value. Throws when the value itself is none that JSON keeps. */
const membersOf = (value: unknown): readonly unknown[] => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value)) return [];
  if (typeof value === 'number') throw new InvalidEvent(`an event holds safe integers only, decimals as strings; not ${value}`);
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && isPlain(value)) return Object.values(value).filter((member) => member !== undefined);
  throw new InvalidEvent(`an event holds JSON values only, not ${typeof value === 'object' ? value.constructor.name : typeof value}`);
};

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
