// The HTTP side of the registry, without listening.
import type { EventStore } from '@yimu/event-store';
import {
  buildServer,
  type Clock,
  commands,
  type GaugeSource,
  type ReactionProgress,
  reactionGauges,
  readExamples,
  systemClock,
  type TokenVerifier,
} from '@yimu/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ContentStore } from './evidence/content-store.ts';
import { evidenceFiles } from './evidence/files.ts';
import { routesWith } from './routes/index.ts';
import { addPersonReading } from './routes/person-reading.ts';
import type { PersonVault } from './vault/person-vault.ts';

/** Requests of the test cases, one a line; test/openapi.unit.test.ts writes and sends them. */
const examples = readExamples(new URL('./examples.ndjson', import.meta.url));

export interface AppDependencies {
  readonly logger: FastifyBaseLogger;
  readonly store: EventStore;
  readonly verify: TokenVerifier;
  /** Where the personal data of natural persons lie. */
  readonly vault: PersonVault;
  /** Where the files of evidence lie, and how many bytes one may have. */
  readonly evidence: { readonly content: ContentStore; readonly longest: number };
  readonly clock?: Clock;
  /** What /health/reactions and the gauges answer; none where no reaction runs. */
  readonly reactions?: () => Promise<readonly ReactionProgress[]>;
  /** Who holds the feed of events up, and for how many milliseconds; none where that cannot be seen. */
  readonly fenceHolders?: () => Promise<readonly { readonly pid: number; readonly milliseconds: number }[]>;
}

/** What /metrics says of appends under way: one that stays is stuck, and `pid` is its process in the database. */
const fenceGauge = (holders: NonNullable<AppDependencies['fenceHolders']>): GaugeSource => ({
  name: 'yimu_fence_holder_seconds',
  help: 'How long a database process has been seen to hold the fence of the feed',
  label: 'pid',
  values: async () => new Map((await holders()).map(({ pid, milliseconds }) => [String(pid), milliseconds / 1_000])),
});

/** Builds the registry's routes over a store. */
export const buildApp = async (dependencies: AppDependencies): Promise<FastifyInstance> => {
  const {
    logger,
    store,
    verify,
    vault,
    evidence,
    clock = systemClock,
    reactions = async () => [],
    fenceHolders = async () => [],
  } = dependencies;
  const app = await buildServer({
    name: 'registry',
    description: 'Commands on jurisdictions, parcels, parties, findings and import rows.',
    logger,
    // One row, without waiting for writers: a service that can read can answer.
    checks: { 'event-store': () => Array.fromAsync(store.readStream('jurisdiction-310000', { limit: 1 })) },
    gauges: [...reactionGauges(reactions), fenceGauge(fenceHolders)],
  });
  await app.register(commands({ store, verify, clock }, routesWith(vault), examples));
  addPersonReading(app, { store, verify, clock, vault });
  await app.register(evidenceFiles({ store, verify, clock, ...evidence }));
  app.get('/health/reactions', { schema: { hide: true } }, async () => ({ reactions: await reactions() }));
  return app;
};
