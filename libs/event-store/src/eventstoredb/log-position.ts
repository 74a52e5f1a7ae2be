// Positions of the log as positions of the port: `id-epoch-commit-prepare`, on a fixed width, so that text sorts as they do.
import { formatPosition, parsePositionParts, type StoreIdentity } from '../position.ts';
import type { LogPosition } from './client.ts';

/** Before everything. */
export const origin: LogPosition = { commit: 0n, prepare: 0n };

/** Below 0, 0 or above, as `one` lies before, at or after `other`. */
export const compare = (one: LogPosition, other: LogPosition): number => {
  if (one.commit !== other.commit) return one.commit < other.commit ? -1 : 1;
  if (one.prepare !== other.prepare) return one.prepare < other.prepare ? -1 : 1;
  return 0;
};

export const later = (one: LogPosition, other: LogPosition): LogPosition => (compare(one, other) < 0 ? other : one);

/**
 * True for a place in the log. A server that has found nothing since the beginning sends 2^64-1 as its checkpoint, and one
 * that does not know where an event lies says the same: taken at its word, it would skip everything.
 */
export const isPlace = ({ commit, prepare }: LogPosition): boolean => commit < 2n ** 63n && prepare < 2n ** 63n;

export const formatLogPosition = (identity: StoreIdentity, { commit, prepare }: LogPosition): string =>
  formatPosition(identity, commit, prepare);

/** Throws ForeignPosition. */
export const parseLogPosition = (identity: StoreIdentity, position: string): LogPosition => {
  const [commit = 0n, prepare = 0n] = parsePositionParts(identity, position, 2);
  return { commit, prepare };
};
