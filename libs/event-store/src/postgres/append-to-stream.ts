import type { AppendConflict, Appended, ExpectedRevision } from '../event-store.ts';
import { formatPosition, type StoreIdentity } from '../position.ts';
import type { SerialisedEvent } from '../serialise.ts';
import type { Query } from './query.ts';

interface Verdict {
  readonly outcome: 'appended' | 'repeated' | 'wrong-revision' | 'partial-overlap';
  readonly revision: number | null;
  /** bigint as text. */
  readonly position: string | null;
  readonly overlap: string[] | null;
}

/** Appends prepared events in one round trip; migrations/000001_events.sql says how. */
export const appendToStream = async (
  query: Query,
  identity: StoreIdentity,
  stream: string,
  events: readonly SerialisedEvent[],
  expected: ExpectedRevision,
): Promise<Appended | AppendConflict> => {
  const [verdict] = await query<Verdict>('select * from append_events($1, $2, $3, $4, $5, $6, $7)', [
    stream,
    String(expected),
    events.map((event) => event.id),
    events.map((event) => event.type),
    events.map((event) => event.version),
    events.map((event) => event.data),
    events.map((event) => event.metadata),
  ]);
  if (verdict?.outcome === 'partial-overlap') return { appended: false, conflict: 'partial-overlap', ids: verdict.overlap ?? [] };
  if (verdict?.outcome === 'wrong-revision')
    return { appended: false, conflict: 'wrong-revision', expected, actual: verdict.revision ?? 'none' };
  if (verdict === undefined || verdict.revision === null || verdict.position === null) throw new Error('append_events gave no verdict');
  const { revision, position, outcome } = verdict;
  return { appended: true, repeated: outcome === 'repeated', revision, position: formatPosition(identity, BigInt(position)) };
};
