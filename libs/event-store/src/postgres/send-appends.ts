import type { AppendConflict, Appended, ExpectedRevision } from '../event-store.ts';
import { formatPosition, type StoreIdentity } from '../position.ts';
import type { SerialisedEvent } from '../serialise.ts';
import type { Query } from './query.ts';

/** An append that was checked and turned into text. */
export interface PreparedAppend {
  readonly stream: string;
  readonly events: readonly SerialisedEvent[];
  readonly expected: ExpectedRevision;
}

interface VerdictRow {
  readonly outcome: 'appended' | 'repeated' | 'wrong-revision' | 'partial-overlap' | 'busy';
  readonly revision: number | null;
  /** bigint as text. */
  readonly position: string | null;
  readonly overlap?: string[] | null;
}

/** The answer to one append; `busy` when another process is writing to its stream, so that a batch with others must not wait for it. */
export type Verdict = Appended | AppendConflict | 'busy';

/** Of append_batch: which append of the batch, from 1. */
type BatchRow = VerdictRow & { readonly append: number };

const lone = 'select append_event($1, $2, $3, $4, $5, $6, $7) as position';

// Lists of ids, types and RFC 8785 texts travel joined by a line feed, which none of them can hold (JSON writes it \n):
// an array would be escaped here and unescaped there, quote by quote.
const lines = (parameter: number): string => `string_to_array($${parameter}::text, E'\\n')`;
const batched = `select append, outcome, revision, position, overlap from append_batch(
  ${lines(1)}, $2::integer[], $3::integer[], $4::integer[], ${lines(5)}::uuid[], ${lines(6)}, $7::integer[], ${lines(8)}, ${lines(9)})`;

/**
 * Sends appends in one transaction, in one round trip but for a lone one that is not as expected.
 * migrations/000001_events.sql says how they are decided.
 * @returns a verdict for each, in their order; none is `busy` when all go to one stream
 */
export const sendAppends = async (
  query: Query,
  identity: StoreIdentity,
  appends: readonly PreparedAppend[],
): Promise<readonly Verdict[]> => {
  const [first, ...others] = appends;
  const appended = first === undefined || others.length > 0 ? undefined : await sendLone(query, identity, first);
  if (appended !== undefined) return [appended];
  const rows = await query<BatchRow>(batched, batchValues(appends), 'append_batch');
  const byAppend = new Map(rows.map((row) => [row.append, row]));
  return appends.map((append, n) => verdictOf(byAppend.get(n + 1), append, identity));
};

/** The short way of one event whose writer says exactly where; undefined when that does not hold, which the long way explains. */
const sendLone = async (query: Query, identity: StoreIdentity, append: PreparedAppend): Promise<Appended | undefined> => {
  const { stream, expected, events } = append;
  const [event, ...more] = events;
  if (event === undefined || more.length > 0 || expected === 'any' || expected === 'exists') return undefined;
  const { id, type, version, data, metadata } = event;
  const last = numberOf(expected);
  const values = [stream, last, id, type, version, data, metadata];
  const [row] = await query<{ position: string | null }>(lone, values, 'append_event');
  if (row === undefined || row.position === null) return undefined;
  return { appended: true, repeated: false, revision: last + 1, position: formatPosition(identity, BigInt(row.position)) };
};

const batchValues = (appends: readonly PreparedAppend[]): readonly unknown[] => {
  const streams = new Map<string, number>();
  const streamOf: number[] = [];
  const appendOf: number[] = [];
  const events: SerialisedEvent[] = [];
  for (const [n, append] of appends.entries()) {
    const place = streams.get(append.stream) ?? streams.size + 1;
    streams.set(append.stream, place);
    streamOf.push(place);
    for (const event of append.events) {
      appendOf.push(n + 1);
      events.push(event);
    }
  }
  const joined = (pick: (event: SerialisedEvent) => string): string => events.map(pick).join('\n');
  return [
    [...streams.keys()].join('\n'),
    streamOf,
    appends.map(({ expected }) => numberOf(expected)),
    appendOf,
    joined(({ id }) => id),
    joined(({ type }) => type),
    events.map(({ version }) => version),
    joined(({ data }) => data),
    joined(({ metadata }) => metadata),
  ];
};

/** An expectation as the database takes it. */
const numberOf = (expected: ExpectedRevision): number => {
  if (typeof expected === 'number') return expected;
  return { none: -1, exists: -2, any: -3 }[expected];
};

const verdictOf = (row: VerdictRow | undefined, { expected }: PreparedAppend, identity: StoreIdentity): Verdict => {
  if (row?.outcome === 'busy') return 'busy';
  if (row?.outcome === 'partial-overlap') return { appended: false, conflict: 'partial-overlap', ids: row.overlap ?? [] };
  if (row?.outcome === 'wrong-revision') return { appended: false, conflict: 'wrong-revision', expected, actual: row.revision ?? 'none' };
  if (row === undefined || row.revision === null || row.position === null) throw new Error('an append got no verdict');
  const { revision, position, outcome } = row;
  return { appended: true, repeated: outcome === 'repeated', revision, position: formatPosition(identity, BigInt(position)) };
};
