// What auditors ask of an event, worked out once, when it is stored.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { dateInShanghai } from '@yimu/server';
import type { ClientBase } from 'pg';
import { afterFinal } from './after-final.ts';
import type { KnownEvent } from './changes.ts';
import { selfDecided } from './self-decided.ts';

/** Columns of the audit trail beside those that every event tells itself. */
export interface AuditMarks {
  /** Days from the day on which it holds to the day (of Shanghai) on which it was recorded; negative for what is to come. */
  readonly days_late: number;
  readonly after_final: boolean;
  readonly self_decided: boolean;
}

const day = 86_400_000;

/** How many days after it holds an event was recorded. */
export const daysLate = ({ recordedAt, effectiveOn }: Pick<RecordedEvent, 'recordedAt' | 'effectiveOn'>): number =>
  Math.round((Date.parse(dateInShanghai(new Date(recordedAt))) - Date.parse(effectiveOn)) / day);

/** The marks of events that are about to be stored, in the order of the store. */
export const auditMarks = async (client: ClientBase, known: readonly KnownEvent[]): Promise<(event: RecordedEvent) => AuditMarks> => {
  const events = known.map(({ event }) => event);
  const late = await afterFinal(client, events);
  const own = await selfDecided(client, events);
  return (event) => ({ days_late: daysLate(event), after_final: late.has(event.id), self_decided: own.has(event.id) });
};

/** Notes the first event that was known on each day (of UTC), unless one is noted. */
export const noteDays = async (client: ClientBase, known: readonly KnownEvent[]): Promise<void> => {
  const first = new Map<string, KnownEvent>();
  for (const each of known) {
    const on = each.knownFrom.slice(0, 10);
    if (!first.has(on)) first.set(on, each);
  }
  await client.query(
    'insert into event_day (day, position, known_from) select * from unnest($1::date[], $2::text[], $3::timestamptz[]) on conflict do nothing',
    [[...first.keys()], [...first.values()].map(({ event }) => event.position), [...first.values()].map(({ knownFrom }) => knownFrom)],
  );
};
