// The HTTP side of the registry, without listening.
import type { EventStore } from '@yimu/event-store';
import { buildServer, type Clock, commands, systemClock, type TokenVerifier } from '@yimu/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ReactionProgress } from './reactions/run-reactions.ts';
import { routes } from './routes/index.ts';

export interface AppDependencies {
  readonly logger: FastifyBaseLogger;
  readonly store: EventStore;
  readonly verify: TokenVerifier;
  readonly clock?: Clock;
  /** What /health/reactions answers; none where no reaction runs. */
  readonly reactions?: () => readonly ReactionProgress[];
}

/** Builds the registry's routes over a store. */
export const buildApp = async (dependencies: AppDependencies): Promise<FastifyInstance> => {
  const { logger, store, verify, clock = systemClock, reactions = () => [] } = dependencies;
  const app = await buildServer({
    name: 'registry',
    description: 'Commands on jurisdictions, parcels, parties, findings and import rows.',
    logger,
    // One row, without waiting for writers: a service that can read can answer.
    checks: { 'event-store': () => Array.fromAsync(store.readStream('jurisdiction-310000', { limit: 1 })) },
  });
  await app.register(commands({ store, verify, clock }, routes));
  app.get('/health/reactions', { schema: { hide: true } }, async () => ({ reactions: reactions() }));
  return app;
};
