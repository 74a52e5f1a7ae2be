import type { RecordedEvent } from '@yimu/domain/kernel';
import type { PartyFact } from '@yimu/domain/party/events';
import type { ClientBase } from 'pg';
import type { KnownEvent } from './changes.ts';
import { levelCodes } from './level-codes.ts';
import { openPart } from './open-part.ts';

type LandUserListed = Extract<PartyFact, { type: 'LandUserListed' }>;

/** Stores events of the feed as the audit trail, with the codes they concern; what not every reader of the stream may know apart. */
export const storeEvents = async (client: ClientBase, events: readonly KnownEvent[]): Promise<void> => {
  const stored = events.map((known) => ({ ...known, open: openPart(known.event) }));
  await client.query('insert into event select * from jsonb_populate_recordset(null::event, $1::jsonb)', [
    JSON.stringify(
      stored.map(({ event, knownFrom, open }) => ({
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
        actor_role: event.actor.roles[0],
        actor_department: event.actor.department ?? null,
        document: event.sources[0]?.number ?? '',
        parcel_id: parcelOf(event.data),
        body: JSON.stringify(open === undefined ? event : { ...event, data: open.data }),
        redacted: open !== undefined && open.secret !== '',
      })),
    ),
  ]);
  const secrets = stored.flatMap(({ event, open }) =>
    open === undefined ? [] : [{ position: event.position, secret: open.secret, body: JSON.stringify(event) }],
  );
  if (secrets.length > 0)
    await client.query('insert into event_secret select * from jsonb_populate_recordset(null::event_secret, $1::jsonb)', [
      JSON.stringify(secrets),
    ]);
  await client.query('insert into event_scope select * from jsonb_populate_recordset(null::event_scope, $1::jsonb)', [
    JSON.stringify(events.flatMap(({ event }) => audienceOf(event).map((code) => ({ position: event.position, ...levelCodes(code) })))),
  ]);
};

/**
 * The codes whose holders may read an event: those it concerns. A land use tells of a parcel, so only the parcel's town reads it,
 * although it concerns the home of the enterprise too.
 */
const audienceOf = ({ type, data, jurisdictions }: RecordedEvent): readonly string[] =>
  type === 'LandUserListed' ? [(data as LandUserListed['data']).jurisdiction] : jurisdictions;

/** The parcel that an event's data names: directly, as whose 体检表 it is, or as the subject of a finding. */
const parcelOf = (data: unknown): string | null => {
  if (typeof data !== 'object' || data === null) return null;
  if ('parcelId' in data && typeof data.parcelId === 'string') return data.parcelId;
  if ('subject' in data && data.subject === 'parcel' && 'subjectId' in data && typeof data.subjectId === 'string') return data.subjectId;
  if (!('subject' in data) || typeof data.subject !== 'object' || data.subject === null) return null;
  const { subject } = data;
  return 'kind' in subject && subject.kind === 'parcel' && 'id' in subject && typeof subject.id === 'string' ? subject.id : null;
};
