// A small world on real PostgreSQL: commands are decided by the real contexts on a memory store, rows are written by the real
// projections, and questions are asked over GraphQL as one of several tenants.
import { createHash } from 'node:crypto';
import { type Actor, type Command, type Decider, date, type Fact, type Source } from '@yimu/domain/kernel';
import { type EventStore, handle } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { migrate } from '@yimu/event-store/migrate';
import { createLogger } from '@yimu/server';
import { type TestDatabase, testDatabase } from '@yimu/testing/postgres';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { type AppDependencies, buildApp } from '../../src/app.ts';
import { applyBatch } from '../../src/engine/apply-batch.ts';
import type { Folds } from '../../src/engine/changes.ts';
import { acquireLease, renewLease } from '../../src/engine/lease.ts';
import { checkpointName } from '../../src/engine/run-projections.ts';
import { projections } from '../../src/projections/index.ts';
import { writeVersions } from '../../src/rebuild/versions.ts';
import { GuardedQuery } from '../../src/tenancy/guarded-query.ts';

const migrated = async (client: pg.Client): Promise<void> => {
  await migrate(client, new URL('../../migrations/', import.meta.url));
};
const scopeRoles = ['subtree', 'park', 'party', 'mandate', 'case'].map((kind) => `yimu_scope_${kind}`);

/** A UUID for a name, the same in every run. */
export const idOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export const source: Source = { kind: 'document', number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: date('2024-03-11') };
export const officerOf = (code: string): Actor => ({
  sub: `officer-${code}`,
  scope: { kind: 'subtree', value: code },
  roles: ['town-officer'],
});
export const enterprise = (partyId: string): Actor => ({
  sub: 'enterprise',
  scope: { kind: 'party', value: partyId },
  roles: ['enterprise'],
});

export interface Answer {
  readonly status: number;
  readonly data: Record<string, never> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** How the readers connect: under row-level security, or (to test lock one alone) as a login that bypasses it. */
export type ReaderLogin = 'row-level-security' | 'bypass';

/** What a test does with the world. */
export interface World {
  readonly store: EventStore;
  readonly database: TestDatabase;
  readonly writers: pg.Pool;
  /** Gives a command on a stream; it must be accepted. Answers the ids of the events it appended. */
  command<C extends Command, E extends Fact, S>(
    stream: string,
    decider: Decider<C, E, S>,
    type: C['type'],
    data: unknown,
    envelope?: { readonly on?: string; readonly sources?: readonly Source[] },
  ): Promise<readonly string[]>;
  /** Brings the read models to the end of the store, in batches of so many events. */
  project(batchSize?: number): Promise<void>;
  /** The query side as an application, on a day; close it with the world. */
  app(options?: {
    readonly login?: ReaderLogin;
    readonly guardOf?: AppDependencies['guardOf'];
    readonly today?: string;
    readonly limits?: AppDependencies['limits'];
    readonly answers?: AppDependencies['answers'];
  }): Promise<FastifyInstance>;
  close(): Promise<void>;
}

/** Asks GraphQL as an actor. */
export const ask = async (
  app: FastifyInstance,
  actor: Actor,
  query: string,
  variables: object = {},
  headers: object = {},
): Promise<Answer> => {
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      authorization: JSON.stringify(actor).replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
      accept: 'application/graphql-response+json',
      ...headers,
    },
    payload: { query, variables },
  });
  return { status: response.statusCode, ...(JSON.parse(response.body) as Omit<Answer, 'status'>) };
};

/** Creates the world: an empty store and a fresh database. */
export const world = async (): Promise<World> => {
  const store = memoryEventStore();
  const database = await testDatabase(migrated);
  const writers = new pg.Pool({ connectionString: await database.urlFor('yimu_projector'), max: 2 });
  const closing: (() => Promise<unknown>)[] = [];
  let commands = 0;

  return {
    store,
    database,
    writers,
    command: async (stream, decider, type, data, { on = '2024-03-11', sources = [source] } = {}) => {
      commands += 1;
      const key = `command ${commands}`;
      const command = { type, data, effectiveOn: date(on), today: date('2026-11-21'), sources } as Parameters<typeof decider.decide>[0];
      const handled = await handle(store, stream, decider, command, {
        eventId: (n) => idOf(`${key} ${n}`),
        requestHash: key,
        actor: officerOf('310116112'),
        correlationId: idOf(key),
        causationId: idOf(key),
      });
      if (handled.outcome !== 'done') throw new Error(`${type} was not done: ${JSON.stringify(handled)}`);
      return Array.from({ length: handled.appended }, (_, n) => idOf(`${key} ${n}`));
    },
    project: async (batchSize = 1_000) => {
      const lease = await acquireLease(writers, checkpointName, 'test', 60_000);
      if (lease === undefined) throw new Error('the lease is taken');
      if (lease.position === undefined) await writeVersions(writers, projections);
      const events = await Array.fromAsync(store.readAll({ after: lease.position }));
      const client = await writers.connect();
      const folds: Folds = new Map();
      try {
        for (let from = 0; from < events.length; from += batchSize) {
          const batch = events.slice(from, from + batchSize);
          await applyBatch(client, projections, { name: checkpointName, epoch: lease.epoch }, batch, batch.at(-1)?.position ?? '', folds);
        }
      } finally {
        client.release();
      }
      await renewLease(writers, checkpointName, lease.epoch, 60_000, new Date().toISOString());
    },
    app: async ({ login = 'row-level-security', guardOf, today = '2026-11-21', limits, answers } = {}) => {
      const url = login === 'bypass' ? database.url : await database.urlFor(scopeRoles, false);
      const readers = login === 'bypass' ? bypassing(url) : new pg.Pool({ connectionString: url, max: 4, pipeline: true });
      readers.on('connect', (client) => client.on('error', () => undefined));
      const app = await buildApp({
        logger: createLogger({ name: 'projection', level: 'silent' }),
        verify: async (authorization) =>
          authorization === undefined ? { problem: 'missing' } : { issuer: 'test', actor: JSON.parse(authorization) as Actor },
        readers,
        head: () => store.head(),
        cursorKey: 'a key for cursors that is long enough',
        clock: () => new Date(`${today}T04:00:00Z`),
        patienceMilliseconds: 200,
        limits,
        answers,
        ...(guardOf === undefined ? {} : { guardOf }),
      });
      closing.push(() => app.close().then(() => readers.end()));
      return app;
    },
    close: async () => {
      for (const close of closing) await close();
      await writers.end();
      await store.close();
      await database.close();
    },
  };
};

/** A pool of the superuser on which no role is taken: row-level security is off, everything else is as in production. */
const bypassing = (url: string): pg.Pool => {
  class Bypassing extends pg.Client {
    override query(...given: never[]): never {
      const [query, ...rest] = given as unknown as [unknown, ...unknown[]];
      return (super.query as (...all: unknown[]) => never).call(this, withoutRole(query), ...rest);
    }
  }
  return new pg.Pool({ connectionString: url, max: 4, pipeline: true, Client: Bypassing });
};

const withoutRole = (query: unknown): unknown => {
  if (typeof query === 'string') return query.replace(/; set local role \w+/, '');
  if (!(query instanceof GuardedQuery)) return query;
  const before = query.before.map((each) => ({
    ...each,
    values: each.values.map((value) => value.replace(/"role":"\w+"/, '"role":"none"')),
  }));
  return Object.assign(query, { before });
};

/** The guard that guards nothing: lock one taken away. */
export const noGuard: NonNullable<AppDependencies['guardOf']> = () => () => 'true';
