// A position is text: the store's id, its epoch (raised when a backup is restored) and a number on a fixed width, so that
// string comparison is the order and a position of another store is recognised.
import { ForeignPosition } from './errors.ts';

/** Identity of a store: eight hexadecimal digits, and how many times it was restored. */
export interface StoreIdentity {
  readonly id: string;
  readonly epoch: number;
}

/** Writes a position. `sequence` counts from 1. */
export const formatPosition = ({ id, epoch }: StoreIdentity, sequence: bigint): string =>
  `${id}-${String(epoch).padStart(4, '0')}-${sequence.toString().padStart(19, '0')}`;

/** Reads a position of this store. Throws ForeignPosition for anything else. */
export const parsePosition = ({ id, epoch }: StoreIdentity, position: string): bigint => {
  const match = /^([0-9a-f]{8})-(\d{4})-(\d{19})$/.exec(position);
  if (match === null) throw new ForeignPosition('not a position of an event store');
  if (match[1] !== id) throw new ForeignPosition('the position belongs to another event store');
  if (Number(match[2]) !== epoch) throw new ForeignPosition('the position was given before this event store was restored');
  return BigInt(match[3] ?? '0');
};
