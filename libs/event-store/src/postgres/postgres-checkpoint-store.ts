// Leases, checkpoints and parked events of reactions, beside the events. One statement decides each question, by the
// database's clock, so two leaders whose own clocks differ cannot both hold a lease.
import type { CheckpointStore, ConsumerState, ParkedEvent, ParkedStream } from '../durable-subscription.ts';
import { openPool, type PostgresOptions } from './pool.ts';
import { queryThrough } from './query.ts';

const until = `clock_timestamp() + $3 * interval '1 millisecond'`;

const acquireStatement = `
  insert into consumer_lease as held (consumer, owner, epoch, expires_at) values ($1, $2, 1, ${until})
  on conflict (consumer) do update set
    owner = excluded.owner,
    epoch = held.epoch + case when held.owner = excluded.owner and held.expires_at > clock_timestamp() then 0 else 1 end,
    expires_at = excluded.expires_at
  where held.owner is null or held.owner = excluded.owner or held.expires_at <= clock_timestamp()
  returning epoch, checkpoint`;

const advanceStatement = `
  update consumer_lease set checkpoint = $5, expires_at = ${until}
  where consumer = $1 and owner = $2 and epoch = $4 returning consumer`;

const releaseStatement = 'update consumer_lease set owner = null where consumer = $1 and owner = $2 and epoch = $3';

// A data-modifying part of a statement runs whether or not its rows are asked for. The updated lease is locked until the
// commit: whoever takes it over waits, and comes after.
const parkStatement = `
  with held as (
    update consumer_lease set checkpoint = greatest(checkpoint collate "C", $4::text)
    where consumer = $1 and owner = $2 and epoch = $3 returning consumer
  ), ended as (
    update consumer_parked set replay = false from held
    where consumer_parked.consumer = held.consumer and stream = $5 and position <> $4 and replay and $8::integer > 0
  ), noted as (
    insert into consumer_parked (consumer, position, stream, revision, event_id, attempts, error, replay)
    select consumer, $4, $5::text, $6::integer, $7::uuid, $8, $9::text,
      $8 = 0 and exists (select from consumer_parked p where p.consumer = $1 and p.stream = $5 and p.replay)
    from held
    on conflict (consumer, position) do update set attempts = excluded.attempts, error = excluded.error, replay = excluded.replay
  )
  select consumer from held`;

const unparkStatement = `
  with held as (
    select consumer from consumer_lease where consumer = $1 and owner = $2 and epoch = $3 for update
  ), handled as (
    delete from consumer_parked using held where consumer_parked.consumer = held.consumer and position = $4
  )
  select consumer from held`;

const parkedStatement = `
  select stream, revision, position, event_id as "eventId", attempts, error from consumer_parked
  where consumer = $1 and ($2::text is null or stream = $2) order by position limit $3::bigint`;

const parkedStreamsStatement = `
  select stream, count(*)::int as events, bool_or(replay) as "replayRequested" from consumer_parked
  where consumer = $1 group by stream order by stream`;

const requestReplayStatement = `
  with asked as (
    update consumer_parked set replay = true where consumer = $1 and ($2::text is null or stream = $2) returning stream
  )
  select count(distinct stream)::int as streams from asked`;

const consumersStatement = `
  select consumer, case when expires_at > clock_timestamp() then owner end as owner, epoch, checkpoint,
    coalesce(events, 0) as "parkedEvents", coalesce(streams, 0) as "parkedStreams"
  from consumer_lease left join (
    select consumer, count(*)::int as events, count(distinct stream)::int as streams from consumer_parked group by consumer
  ) as parked using (consumer)
  order by consumer`;

/** A row whose absent values are null. */
type Nullable<Row> = { readonly [Key in keyof Row]: undefined extends Row[Key] ? Exclude<Row[Key], undefined> | null : Row[Key] };

/** Opens the checkpoints of a migrated events database as a member of `yimu_event_writer`. Methods throw MissingGrant. */
export const postgresCheckpointStore = (options: PostgresOptions): CheckpointStore & { close(): Promise<void> } => {
  const pool = openPool({ max: 2, ...options });
  const query = queryThrough(pool);
  return {
    acquire: async (consumer, owner, ttlMilliseconds) => {
      const [held] = await query<{ epoch: number; checkpoint: string | null }>(acquireStatement, [consumer, owner, ttlMilliseconds]);
      return held === undefined ? undefined : { consumer, epoch: held.epoch, checkpoint: held.checkpoint ?? undefined };
    },
    advance: async ({ consumer, epoch }, owner, position, ttlMilliseconds) => {
      const moved = await query(advanceStatement, [consumer, owner, ttlMilliseconds, epoch, position]);
      return moved.length > 0;
    },
    release: async ({ consumer, epoch }, owner) => {
      await query(releaseStatement, [consumer, owner, epoch]);
    },
    park: async ({ consumer, epoch }, owner, { position, stream, revision, eventId, attempts, error }) => {
      const values = [consumer, owner, epoch, position, stream, revision, eventId, attempts, error ?? null];
      return (await query(parkStatement, values)).length > 0;
    },
    unpark: async ({ consumer, epoch }, owner, position) => (await query(unparkStatement, [consumer, owner, epoch, position])).length > 0,
    parked: async (consumer, { stream, limit } = {}) => {
      const rows = await query<Nullable<ParkedEvent>>(parkedStatement, [consumer, stream ?? null, limit ?? null]);
      return rows.map((row) => ({ ...row, error: row.error ?? undefined }));
    },
    parkedStreams: (consumer) => query<ParkedStream>(parkedStreamsStatement, [consumer]),
    requestReplay: async (consumer, stream) => {
      const [asked] = await query<{ streams: number }>(requestReplayStatement, [consumer, stream ?? null]);
      return asked?.streams ?? 0;
    },
    consumers: async () => {
      const rows = await query<Nullable<ConsumerState>>(consumersStatement, []);
      return rows.map((row) => ({ ...row, owner: row.owner ?? undefined, checkpoint: row.checkpoint ?? undefined }));
    },
    close: () => pool.end(),
  };
};
