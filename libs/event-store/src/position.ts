// A position is text: the store's id, its epoch (raised when a backup is restored) and one or two numbers on a fixed width,
// so that string comparison is the order and a position of another store is recognised.
import { ForeignPosition } from './errors.ts';

/** Identity of a store: eight hexadecimal digits, and how many times it was restored. */
export interface StoreIdentity {
  readonly id: string;
  readonly epoch: number;
}

/** Writes a position. Most stores number their events from 1; a log may need two numbers for a place, the greater part first. */
export const formatPosition = ({ id, epoch }: StoreIdentity, ...numbers: readonly [bigint, bigint?]): string =>
  [id, String(epoch).padStart(4, '0'), ...numbers.map((number = 0n) => number.toString().padStart(19, '0'))].join('-');

/** Reads a position of this store that holds one number. Throws ForeignPosition for anything else. */
export const parsePosition = (identity: StoreIdentity, position: string): bigint => parsePositionParts(identity, position, 1)[0] ?? 0n;

/** Reads a position of this store that holds so many numbers. Throws ForeignPosition for anything else. */
export const parsePositionParts = ({ id, epoch }: StoreIdentity, position: string, count: 1 | 2): readonly bigint[] => {
  const match = /^([0-9a-f]{8})-(\d{4})((?:-\d{19}){1,2})$/.exec(position);
  if (match === null) throw new ForeignPosition('not a position of an event store');
  if (match[1] !== id) throw new ForeignPosition('the position belongs to another event store');
  if (Number(match[2]) !== epoch) throw new ForeignPosition('the position was given before this event store was restored');
  const numbers = (match[3] ?? '').split('-').slice(1).map(BigInt);
  if (numbers.length !== count) throw new ForeignPosition('the position belongs to another kind of event store');
  return numbers;
};
