import type { RecordedEvent } from '@yimu/domain/kernel';
import { formatPosition, type StoreIdentity } from '../position.ts';
import { deserialise, type SerialisedEvent } from '../serialise.ts';

/** The columns that make an event. */
export const eventColumns = 'position, stream, revision, id, type, version, data, metadata';

/** A row of these columns; `position` is a bigint as text. */
export interface EventRow extends SerialisedEvent {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
}

export const eventOf = (row: EventRow, identity: StoreIdentity): RecordedEvent =>
  deserialise(row, { ...row, position: formatPosition(identity, BigInt(row.position)) });
