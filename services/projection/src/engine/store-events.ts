import type { RecordedEvent } from '@yimu/domain/kernel';
import type { PartyFact } from '@yimu/domain/party/events';
import type { ClientBase } from 'pg';
import { type AuditMarks, auditMarks, noteDays } from './audit-marks.ts';
import type { KnownEvent } from './changes.ts';
import { parcelOf } from './concerned-parcel.ts';
import { inTurns } from './in-turns.ts';
import { levelCodes } from './level-codes.ts';
import { openPart } from './open-part.ts';
import type { Column } from './projection.ts';

type LandUserListed = Extract<PartyFact, { type: 'LandUserListed' }>;

/** A row of the audit trail. All rows of a table name the same columns in the same order. */
export type TrailRow = Readonly<Record<string, Column>>;

type TrailTable = 'event' | 'event_secret' | 'event_scope';

/**
 * What makes the rows of the audit trail of these events, table by table in the order in which they are written: the events, with the codes
 * they concern, and apart what not every reader of the stream may know.
 */
export const trailOf = async (
  client: ClientBase,
  events: readonly KnownEvent[],
): Promise<readonly (readonly [TrailTable, () => readonly TrailRow[]])[]> => {
  const marksOf = await auditMarks(client, events);
  const parted = events.map((known) => ({ ...known, open: openPart(known.event) }));
  return [
    ['event', () => parted.map((each) => rowOf(each, marksOf(each.event)))],
    ['event_secret', () => parted.flatMap(secretRow)],
    ['event_scope', () => events.flatMap(({ event }) => scopeRows(event))],
  ];
};

/** Stores events of the feed as the audit trail. */
export const storeEvents = async (client: ClientBase, events: readonly KnownEvent[]): Promise<void> => {
  const tables = await trailOf(client, events);
  await inTurns([
    ...tables.map(
      ([table, rows]) =>
        () =>
          insertInto(client, table, rows()),
    ),
    () => () => noteDays(client, events),
  ]);
};

interface Parted extends KnownEvent {
  readonly open: ReturnType<typeof openPart>;
}

const insertInto = (client: ClientBase, table: TrailTable, rows: readonly TrailRow[]): (() => Promise<unknown>) => {
  const values = JSON.stringify(rows);
  return async () =>
    rows.length === 0 || client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [values]);
};

const rowOf = ({ event, knownFrom, open }: Parted, { days_late, after_final, self_decided }: AuditMarks): TrailRow => ({
  position: event.position,
  id: event.id,
  stream: event.stream,
  revision: event.revision,
  type: event.type,
  version: event.version,
  effective_on: event.effectiveOn,
  recorded_at: event.recordedAt,
  known_from: knownFrom,
  actor_sub: event.actor.sub,
  actor_role: event.actor.roles[0] ?? null,
  actor_department: event.actor.department ?? null,
  document: event.sources[0]?.number ?? '',
  parcel_id: parcelOf(event.data),
  body: JSON.stringify(open === undefined ? event : { ...event, data: open.data }),
  redacted: open !== undefined && open.secret !== '',
  days_late,
  after_final,
  self_decided,
});

const secretRow = ({ event, open }: Parted): readonly TrailRow[] =>
  open === undefined ? [] : [{ position: event.position, secret: open.secret, body: JSON.stringify(event) }];

const scopeRows = (event: RecordedEvent): readonly TrailRow[] =>
  audienceOf(event).map((code) => ({ position: event.position, ...levelCodes(code) }));

/**
 * The codes whose holders may read an event: those it concerns. A land use tells of a parcel, so only the parcel's town reads it,
 * although it concerns the home of the enterprise too.
 */
const audienceOf = ({ type, data, jurisdictions }: RecordedEvent): readonly string[] =>
  type === 'LandUserListed' ? [(data as LandUserListed['data']).jurisdiction] : jurisdictions;
