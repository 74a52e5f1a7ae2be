// The HTTP side of the registry, without listening.
import type { EventStore } from '@yimu/event-store';
import { buildServer, type Clock, commands, type GaugeSource, systemClock, type TokenVerifier } from '@yimu/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ReactionProgress } from './reactions/run-reactions.ts';
import { routesWith } from './routes/index.ts';
import { addPersonReading } from './routes/person-reading.ts';
import type { PersonVault } from './vault/person-vault.ts';

export interface AppDependencies {
  readonly logger: FastifyBaseLogger;
  readonly store: EventStore;
  readonly verify: TokenVerifier;
  /** Where the personal data of natural persons lie. */
  readonly vault: PersonVault;
  readonly clock?: Clock;
  /** What /health/reactions and the gauges answer; none where no reaction runs. */
  readonly reactions?: () => Promise<readonly ReactionProgress[]>;
  /** Who holds the feed of events up, and for how many milliseconds; none where that cannot be seen. */
  readonly fenceHolders?: () => Promise<readonly { readonly pid: number; readonly milliseconds: number }[]>;
}

/** What /metrics says of the reactions. */
const gaugesOf = (reactions: () => Promise<readonly ReactionProgress[]>): readonly GaugeSource[] => {
  const gauge = (name: string, help: string, key: 'lagSeconds' | 'parkedEvents' | 'parkedStreams'): GaugeSource => ({
    name,
    help,
    label: 'reaction',
    values: async () => new Map((await reactions()).map((progress) => [progress.name, progress[key]])),
  });
  return [
    gauge('yimu_reaction_lag_seconds', 'Age of the oldest event that waits for the reaction', 'lagSeconds'),
    gauge('yimu_reaction_parked_events', 'Events that the reaction could not handle, with those behind them', 'parkedEvents'),
    gauge('yimu_reaction_parked_streams', 'Streams that the reaction holds back', 'parkedStreams'),
  ];
};

/** What /metrics says of appends under way: one that stays is stuck, and `pid` is its process in the database. */
const fenceGauge = (holders: NonNullable<AppDependencies['fenceHolders']>): GaugeSource => ({
  name: 'yimu_fence_holder_seconds',
  help: 'How long a database process has been seen to hold the fence of the feed',
  label: 'pid',
  values: async () => new Map((await holders()).map(({ pid, milliseconds }) => [String(pid), milliseconds / 1_000])),
});

/** Builds the registry's routes over a store. */
export const buildApp = async (dependencies: AppDependencies): Promise<FastifyInstance> => {
  const { logger, store, verify, vault, clock = systemClock, reactions = async () => [], fenceHolders = async () => [] } = dependencies;
  const app = await buildServer({
    name: 'registry',
    description: 'Commands on jurisdictions, parcels, parties, findings and import rows.',
    logger,
    // One row, without waiting for writers: a service that can read can answer.
    checks: { 'event-store': () => Array.fromAsync(store.readStream('jurisdiction-310000', { limit: 1 })) },
    gauges: [...gaugesOf(reactions), fenceGauge(fenceHolders)],
  });
  await app.register(commands({ store, verify, clock }, routesWith(vault)));
  addPersonReading(app, { store, verify, clock, vault });
  app.get('/health/reactions', { schema: { hide: true } }, async () => ({ reactions: await reactions() }));
  return app;
};
