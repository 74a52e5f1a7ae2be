import type { ClientRecord, LogPosition } from './client.ts';
import { compare } from './log-position.ts';
import { readPatiently } from './read.ts';
import type { Session } from './session.ts';
import { isOurs, placeOf } from './stored-event.ts';

/** How many records are looked at from the end, step by step; usually the first is one of ours. */
const steps = [8, 64, 512, 2_048];

/**
 * The last position of the feed, none while it is empty. Behind more of the server's own records than are looked at it is the
 * end of the log: nothing appears at or before that either.
 */
export const headOf = async ({ client, limits }: Pick<Session, 'client' | 'limits'>): Promise<LogPosition | undefined> => {
  let end: LogPosition | undefined;
  for (const step of steps) {
    const records = await readPatiently(() => client.readAll('end', 'backwards', step), limits);
    const [newest] = records;
    end ??= newest === undefined ? undefined : placeOf(newest);
    const own = records.find(isOurs);
    if (own !== undefined) return placeOf(own);
    if (records.length < step) return undefined;
  }
  return end;
};

/** What lies behind one position and up to another, when that is at most so much; else nothing is said. */
export const between = async (
  { client, limits }: Pick<Session, 'client' | 'limits'>,
  after: LogPosition | undefined,
  upTo: LogPosition,
  most: number,
): Promise<readonly ClientRecord[] | undefined> => {
  const records = await readPatiently(() => client.readAll(after ?? 'start', 'forwards', most), limits);
  const inside = records.filter(
    (record) => (after === undefined || compare(placeOf(record), after) > 0) && compare(placeOf(record), upTo) <= 0,
  );
  const last = records.at(-1);
  return last !== undefined && compare(placeOf(last), upTo) >= 0 ? inside : undefined;
};
