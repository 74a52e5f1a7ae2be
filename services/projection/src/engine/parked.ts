// Events that cannot be folded: parked, later events of the stream behind them, until the stream is folded again as a whole.
import type { GaugeSource } from '@yimu/server';
import pg, { type ClientBase, type Pool } from 'pg';
import type { KnownEvent } from './changes.ts';

/** Of a value or a constraint: the event's fault, or its projection's. Any other error of the database is the server's or the schema's. */
const ofContent = /^(22|23)/;

/** True when an error comes from what an event holds or how it is folded, so that trying the batch again would not help. */
export const isFaultOfEvent = (error: unknown): boolean => {
  if (error instanceof pg.DatabaseError) return ofContent.test(error.code ?? '');
  return error instanceof Error && !('code' in error) && error.name !== 'LeaseLost';
};

/** Which of these streams hold parked events. */
export const parkedStreams = async (client: ClientBase, streams: readonly string[]): Promise<ReadonlySet<string>> => {
  if (streams.length === 0) return new Set();
  const { rows } = await client.query<{ stream: string }>('select distinct stream from parked where stream = any ($1)', [streams]);
  return new Set(rows.map(({ stream }) => stream));
};

/** Parks events that are stored already. `error` is of the one that failed; none for those that wait behind it. */
export const park = async (client: ClientBase, events: readonly KnownEvent[], error: string | null): Promise<void> => {
  if (events.length === 0) return;
  await client.query(
    `insert into parked (stream, revision, position, error) select *, $4 from unnest($1::text[], $2::integer[], $3::text[])`,
    [events.map(({ event }) => event.stream), events.map(({ event }) => event.revision), events.map(({ event }) => event.position), error],
  );
  await noteParked(client);
};

/** Says beside the position whether anything is parked, where everybody looks anyway. */
const noteParked = async (client: ClientBase): Promise<void> => {
  await client.query('update checkpoint set parked = exists (select from parked)');
};

interface ParkedRow {
  readonly body: string;
  readonly known_from: string;
}

/** Streams with parked events, the one that failed first to the front. */
export const allParkedStreams = async (client: ClientBase): Promise<readonly string[]> => {
  const { rows } = await client.query<{ stream: string }>('select stream from parked group by stream order by min(position)');
  return rows.map(({ stream }) => stream);
};

/** Takes the parked events of a stream out again, in their order, with the moments from which they were known. */
export const takeParked = async (client: ClientBase, stream: string): Promise<readonly KnownEvent[]> => {
  const { rows } = await client.query<ParkedRow>(
    `with taken as (delete from parked where stream = $1 returning position)
     select coalesce(s.body, event.body) as body, to_char(known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as known_from
     from event join taken using (position) left join event_secret s using (position) order by revision`,
    [stream],
  );
  await noteParked(client);
  return rows.map(({ body, known_from }) => ({ event: JSON.parse(body) as KnownEvent['event'], knownFrom: known_from }));
};

/** Of how many events nothing is in the rows, because they failed, or because they wait behind one that did. */
export const parkedGauge = (pool: Pool): GaugeSource => ({
  name: 'yimu_projection_parked_events',
  help: 'Events that stand in no read model: failed, or waiting behind one of their stream that failed',
  label: 'state',
  values: async () => {
    const { rows } = await pool.query<{ failed: string; waiting: string }>(
      'select count(error) as failed, count(*) - count(error) as waiting from parked',
    );
    return new Map(Object.entries(rows[0] ?? {}).map(([state, count]) => [state, Number(count)]));
  },
});
