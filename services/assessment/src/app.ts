// The HTTP side of assessment, without listening.
import type { EventStore } from '@yimu/event-store';
import {
  buildServer,
  type Clock,
  commands,
  type ReactionProgress,
  reactionGauges,
  readExamples,
  systemClock,
  type TokenVerifier,
} from '@yimu/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { routes } from './routes/index.ts';
import { type Progress, scoringGauge } from './scoring/progress.ts';
import { addWhatIf } from './scoring/what-if-route.ts';
import { uploads } from './uploads/uploads.ts';

/** Requests of the test cases, one a line; test/openapi.unit.test.ts writes and sends them. */
const examples = readExamples(new URL('./examples.ndjson', import.meta.url));

export interface AppDependencies {
  readonly logger: FastifyBaseLogger;
  readonly store: EventStore;
  readonly verify: TokenVerifier;
  readonly clock?: Clock;
  /** What /health/reactions and the gauges answer; none where no reaction runs. */
  readonly reactions?: () => Promise<readonly ReactionProgress[]>;
  /** What /health/scoring and its gauge answer; null before the first run of this process. */
  readonly scoring?: () => Progress | null;
}

/** Builds the routes of assessment over a store. */
export const buildApp = async (dependencies: AppDependencies): Promise<FastifyInstance> => {
  const { logger, store, verify, clock = systemClock, reactions = async () => [], scoring = () => null } = dependencies;
  const app = await buildServer({
    name: 'assessment',
    description: 'Commands on disposal plans and targets.',
    logger,
    // One row, without waiting for writers: a service that can read can answer.
    checks: { 'event-store': () => Array.fromAsync(store.readStream('jurisdiction-310000', { limit: 1 })) },
    gauges: [...reactionGauges(reactions), scoringGauge(scoring)],
  });
  await app.register(commands({ store, verify, clock }, routes, examples));
  await app.register(uploads({ store, verify, clock }));
  app.get('/health/reactions', { schema: { hide: true } }, async () => ({ reactions: await reactions() }));
  addWhatIf(app, { store, verify, clock });
  app.get('/health/scoring', { schema: { hide: true } }, async () => ({ scoring: scoring() }));
  return app;
};
