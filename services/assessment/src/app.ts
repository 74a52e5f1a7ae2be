// The HTTP side of assessment, without listening.
import type { EventStore } from '@yimu/event-store';
import { buildServer, type Clock, commands, systemClock, type TokenVerifier } from '@yimu/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { routes } from './routes/index.ts';

export interface AppDependencies {
  readonly logger: FastifyBaseLogger;
  readonly store: EventStore;
  readonly verify: TokenVerifier;
  readonly clock?: Clock;
}

/** Builds the routes of assessment over a store. */
export const buildApp = async ({ logger, store, verify, clock = systemClock }: AppDependencies): Promise<FastifyInstance> => {
  const app = await buildServer({
    name: 'assessment',
    description: 'Commands on disposal plans and targets.',
    logger,
    // One row, without waiting for writers: a service that can read can answer.
    checks: { 'event-store': () => Array.fromAsync(store.readStream('jurisdiction-310000', { limit: 1 })) },
  });
  await app.register(commands({ store, verify, clock }, routes));
  return app;
};
