// Leases and checkpoints of reactions, beside the events. One statement decides each question, by the database's clock,
// so two leaders whose own clocks differ cannot both hold a lease.
import type { CheckpointStore } from '../durable-subscription.ts';
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
    close: () => pool.end(),
  };
};
