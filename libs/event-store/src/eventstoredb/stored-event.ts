// How an event is stored: id and type as the server's own, `data` as RFC 8785 bytes, the rest as RFC 8785 bytes of metadata,
// the version among it. The bytes are ours (`application/octet-stream`): the client would write JSON anew in another order.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { StoreIdentity } from '../position.ts';
import { canonicalJson, deserialise, type SerialisedEvent } from '../serialise.ts';
import { isStreamName } from '../stream-name.ts';
import type { ClientEvent, ClientRecord, LogPosition } from './client.ts';
import { formatLogPosition, isPlace } from './log-position.ts';

// Plain `Uint8Array`s, no `Buffer`s: the client looks at the constructor and would take a Buffer for a JSON value.
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const metadataOf = ({ metadata, version }: SerialisedEvent): string => canonicalJson({ ...JSON.parse(metadata), version });

export const clientEventOf = (event: SerialisedEvent): ClientEvent => ({
  id: event.id,
  type: event.type,
  data: bytesOf(event.data),
  metadata: bytesOf(metadataOf(event)),
});

/** The canonical text of what was read, whether the client has parsed it or not. */
const textOf = (value: unknown): string => (value instanceof Uint8Array ? new TextDecoder().decode(value) : canonicalJson(value));

interface OwnMetadata {
  readonly version: number;
  readonly recordedAt: string;
}

const isOwnMetadata = (value: unknown): value is OwnMetadata =>
  typeof value === 'object' &&
  value !== null &&
  Number.isInteger(Reflect.get(value, 'version')) &&
  typeof Reflect.get(value, 'recordedAt') === 'string';

/** True for an event of this port. A server holds others too: its own (`$`), links, checkpoints, those of other applications. */
export const isOurs = ({ streamId, type, metadata }: ClientRecord): boolean =>
  isStreamName(streamId) && !type.startsWith('$') && isOwnMetadata(metadata);

/** Where a record lies in the log. Throws when the server does not say, as before version 22.6. */
export const placeOf = ({ streamId, revision, position }: ClientRecord): LogPosition => {
  if (position === undefined || !isPlace(position))
    throw new Error(`EventStoreDB does not say where event ${revision} of ${streamId} lies in the log; it takes version 22.6 or later`);
  return position;
};

/** The event that was appended, or nothing when it is none of ours. `revision` becomes a number: bigints never leave the adapter. */
export const eventOf = (record: ClientRecord, identity: StoreIdentity): RecordedEvent | undefined => {
  if (!isOurs(record) || !isOwnMetadata(record.metadata)) return undefined;
  const { version, ...metadata } = record.metadata;
  const serialised = { id: record.id, type: record.type, version, data: textOf(record.data), metadata: JSON.stringify(metadata) };
  const place = { stream: record.streamId, revision: Number(record.revision), position: formatLogPosition(identity, placeOf(record)) };
  return deserialise(serialised, place);
};

/** True when the record holds what was sent. A repeated id answers success too, whatever stands there. */
export const holds = (record: ClientRecord, { id, data, metadata }: ClientEvent): boolean =>
  record.id === id && textOf(record.data) === textOf(data) && textOf(record.metadata) === textOf(metadata);
