import type { ClientRecord, LogPosition } from './client.ts';
import { compare, later, origin } from './log-position.ts';
import { readOn, readPatiently } from './read.ts';
import type { Session } from './session.ts';
import { isBeginning } from './store-identity.ts';
import { isOurs, placeOf } from './stored-event.ts';

type Access = Pick<Session, 'client' | 'limits' | 'tail'>;

/** How many records are asked for first; usually one of them is ours. */
const few = 8;

/** The last position of the feed, none while it is empty: always the place of an event. */
export const headOf = async (access: Access): Promise<LogPosition | undefined> => {
  const { tail } = access;
  let newest: LogPosition | undefined;
  let own: LogPosition | undefined;
  for await (const record of backwards(access)) {
    const place = placeOf(record);
    newest ??= place;
    if (isOurs(record)) own = place;
    if (own !== undefined || isBeginning(record) || (tail.seen !== undefined && compare(place, tail.seen) <= 0)) break;
  }
  tail.own = own === undefined ? tail.own : later(own, tail.own ?? origin);
  tail.seen = newest === undefined ? tail.seen : later(newest, tail.seen ?? origin);
  return tail.own;
};

/** The log from its end on. Reads backwards begin before where they are told. */
const backwards = async function* ({ client, limits }: Access): AsyncGenerator<ClientRecord> {
  const from = (start: LogPosition | 'end', limit: number) =>
    readOn((last) => client.readAll(last === undefined ? start : placeOf(last), 'backwards', limit), limits);
  let read = 0;
  let last: ClientRecord | undefined;
  for await (const record of from('end', few)) {
    read += 1;
    last = record;
    yield record;
  }
  if (last !== undefined && read >= few) yield* from(placeOf(last), Number.MAX_SAFE_INTEGER);
};

/** A piece of the log. */
export interface Stretch {
  readonly records: readonly ClientRecord[];
  /** Its end: the place of a record, or where it began when nothing follows. */
  readonly upTo: LogPosition;
}

/** What lies behind one position and up to another, but at most so much of it. */
export const between = async (
  { client, limits }: Pick<Session, 'client' | 'limits'>,
  after: LogPosition,
  upTo: LogPosition,
  most: number,
): Promise<Stretch> => {
  const found = await readPatiently(() => client.readAll(after, 'forwards', most), limits);
  const records = found.filter((record) => compare(placeOf(record), after) > 0 && compare(placeOf(record), upTo) <= 0);
  const last = found.at(-1);
  if (last !== undefined && compare(placeOf(last), upTo) >= 0) return { records, upTo };
  return { records, upTo: last === undefined ? after : later(after, placeOf(last)) };
};
