import type { Actor } from '@yimu/domain/kernel';
import { authenticate, buildServer, type Clock, callerOf, dateInShanghai, type GaugeSource, type TokenVerifier } from '@yimu/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { checkpointName } from './engine/run-projections.ts';
import { exportForms } from './exports/forms-route.ts';
import { reachPosition } from './graphql/min-position.ts';
import { graphql } from './graphql/plugin.ts';
import { readProgress } from './read-models/progress.ts';
import type { Guard } from './tenancy/guard.ts';
import { openReader } from './tenancy/reader.ts';
import { viewOf } from './tenancy/view.ts';

export interface AppDependencies {
  readonly logger: FastifyBaseLogger;
  readonly verify: TokenVerifier;
  /** Connections of the reader login, which holds nothing but the scope roles. */
  readonly readers: Pool;
  /** The last position of the event store. */
  readonly head: () => Promise<string | undefined>;
  readonly cursorKey: string;
  readonly clock: Clock;
  readonly checks?: Readonly<Record<string, () => Promise<unknown>>>;
  readonly gauges?: readonly GaugeSource[];
  readonly patienceMilliseconds?: number;
  /** For the test that takes lock one away. */
  readonly guardOf?: (actor: Actor) => Guard;
}

/** The query side without listening: GraphQL, and files. */
export const buildApp = async (dependencies: AppDependencies): Promise<FastifyInstance> => {
  const { logger, verify, readers, head, cursorKey, clock, checks = {}, gauges = [], patienceMilliseconds = 5_000, guardOf } = dependencies;
  const app = await buildServer({
    name: 'projection',
    description: 'What each tenant sees, as of any date: POST /graphql, and files to fill in.',
    logger,
    checks,
    gauges,
  });
  const positions = { progress: () => readProgress(readers, checkpointName), head, patienceMilliseconds };
  await app.register(async (scoped) => {
    scoped.addHook('onRequest', authenticate(verify));
    await graphql(scoped, async (request) => {
      const { actor } = callerOf(request);
      const wanted = request.headers['yimu-min-position'];
      const { watermark } = await reachPosition(typeof wanted === 'string' ? wanted : undefined, positions);
      return {
        actor,
        reader: openReader(readers, actor),
        today: dateInShanghai(clock()),
        watermark,
        cursorKey,
        guard: guardOf?.(actor),
      };
    });
    exportForms(scoped, {
      read: async (actor, read) => {
        const reader = openReader(readers, actor);
        try {
          return await read(viewOf(reader, actor, { asOf: dateInShanghai(clock()), knownAt: null }, guardOf?.(actor)));
        } finally {
          await reader.end();
        }
      },
    });
  });
  return app;
};
