import type { Actor } from '@yimu/domain/kernel';
import {
  authenticate,
  buildServer,
  type Clock,
  callerOf,
  dateInShanghai,
  type GaugeSource,
  ProblemError,
  type TokenVerifier,
} from '@yimu/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { checkpointName } from './engine/run-projections.ts';
import { exportForms } from './exports/forms-route.ts';
import type { Answers } from './graphql/answers.ts';
import type { Operation } from './graphql/context.ts';
import type { Limits } from './graphql/limits/limits.ts';
import { progressFor, reachPosition } from './graphql/min-position.ts';
import { graphql } from './graphql/plugin.ts';
import { answering } from './graphql/session.ts';
import { readFirstKnown } from './read-models/first-known.ts';
import { readIsHolding } from './read-models/mandates.ts';
import { readProgress, sharedProgress } from './read-models/progress.ts';
import { staleReader } from './read-models/stale.ts';
import type { Guard } from './tenancy/guard.ts';
import { openReader, type Reader } from './tenancy/reader.ts';
import { type View, viewOf } from './tenancy/view.ts';

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
  /** Default: no budget, no introspection, any document. */
  readonly limits?: Limits | undefined;
  /** Default: every answer is computed. */
  readonly answers?: Answers | undefined;
  /** For the test that takes lock one away. */
  readonly guardOf?: (actor: Actor) => Guard;
}

/** A mandate ends for the past too: whose does not hold today, as known now, reads nothing, whatever day or moment is asked about. */
const admitMandate = async ({ scope }: Actor, now: View): Promise<void> => {
  if (scope.kind !== 'mandate' || (await readIsHolding(now, scope.value))) return;
  throw new ProblemError({
    code: 'forbidden',
    detail: 'The mandate is over, was revoked, or does not hold yet.',
    detailZh: '授权委托已到期、被撤销或尚未生效。',
  });
};

/** The query side without listening: GraphQL, and files. */
export const buildApp = async (dependencies: AppDependencies): Promise<FastifyInstance> => {
  const {
    logger,
    verify,
    readers,
    head,
    cursorKey,
    clock,
    checks = {},
    gauges = [],
    patienceMilliseconds = 5_000,
    answers,
    guardOf,
  } = dependencies;
  const app = await buildServer({
    name: 'projection',
    description: 'What each tenant sees, as of any date: POST /graphql, and files to fill in.',
    logger,
    checks,
    gauges,
  });
  const positions = { progress: sharedProgress(() => readProgress(readers, checkpointName)), head, patienceMilliseconds };
  /** A reader for a caller who may read, with what it shows today. */
  const admit = async (actor: Actor, today: string): Promise<{ readonly reader: Reader; readonly now: View }> => {
    const reader = openReader(readers, actor);
    const now = viewOf(reader, actor, { asOf: today, knownAt: null }, guardOf?.(actor));
    try {
      await admitMandate(actor, now);
      return { reader, now };
    } catch (error) {
      await reader.end();
      throw error;
    }
  };
  const firstKnown = readFirstKnown();
  const stale = staleReader();
  await app.register(async (scoped) => {
    scoped.addHook('onRequest', authenticate(verify));
    await graphql(scoped, dependencies.limits, async (request, document) => {
      const { actor } = callerOf(request);
      const wanted = request.headers['yimu-min-position'];
      const progress = await (typeof wanted === 'string' ? reachPosition(wanted, positions) : progressFor(document, positions));
      const today = dateInShanghai(clock());
      const open = async (): Promise<Operation> => {
        const { watermark, parked = false } = progress;
        const { reader, now } = await admit(actor, today);
        const first = await firstKnown(reader, now, document);
        return {
          actor,
          reader,
          today,
          watermark,
          cursorKey,
          stale: parked && (await stale(actor, now)),
          firstKnown: first,
          notices: [],
          guard: guardOf?.(actor),
        };
      };
      return { open, answer: answering(answers, { actor, today }, progress) };
    });
    exportForms(scoped, {
      read: async (actor, read) => {
        const { reader, now } = await admit(actor, dateInShanghai(clock()));
        try {
          return await read(now);
        } finally {
          await reader.end();
        }
      },
    });
  });
  return app;
};
