// The composition root: the only file that opens connections.
import { randomUUID } from 'node:crypto';
import { openEventStore } from '@yimu/event-store/open';
import { cannotOpen, createLogger, keysOf, readConfig, run, start, systemClock, tokenVerifier } from '@yimu/server';
import pg from 'pg';
import { buildApp } from './app.ts';
import { environment } from './config.ts';
import { caughtUp } from './engine/caught-up.ts';
import { lagGauge, rateGauge, rebuildGauge, versionGauge } from './engine/gauges.ts';
import { parkedGauge } from './engine/parked.ts';
import { checkpointName, runProjections } from './engine/run-projections.ts';
import { openAnswers } from './graphql/answers.ts';
import { limitsOf } from './graphql/limits/limits-of.ts';
import { projections } from './projections/index.ts';
import { readProgress } from './read-models/progress.ts';
import { mismatchOf } from './rebuild/versions.ts';

await run(async () => {
  const config = readConfig(environment, process.env);
  const logger = createLogger({ name: 'projection', level: config.LOG_LEVEL });
  const jwks = await keysOf(config);
  const limits = await limitsOf(config);
  const { store } = await openEventStore(config.EVENT_STORE_URL, { application_name: 'yimu-projection', max: 3 }).catch(
    cannotOpen('EVENT_STORE_URL', 'an event store'),
  );
  const writers = new pg.Pool({ connectionString: config.DATABASE_URL, max: 3, application_name: 'yimu-projection-writer' });
  const readers = new pg.Pool({
    connectionString: config.READER_DATABASE_URL,
    max: 10,
    // A reader that waits longer than this answers 503.
    connectionTimeoutMillis: 5_000,
    pipeline: true,
    application_name: 'yimu-projection-reader',
    // A plan made for a city must not serve a town.
    options: '-c plan_cache_mode=force_custom_plan -c statement_timeout=10000 -c default_transaction_read_only=on',
  });
  for (const pool of [writers, readers]) pool.on('error', (error) => logger.warn({ err: error }, 'a database connection was lost'));

  const rate = rateGauge();
  const controller = new AbortController();
  const running = runProjections({
    store,
    pool: writers,
    projections,
    owner: randomUUID(),
    signal: controller.signal,
    log: logger,
    onBatch: rate.add,
    fillAtOnce: { connectionString: config.DATABASE_URL, module: import.meta.resolve('./projections/index.ts'), threads: 2, above: 10_000 },
  });
  const answers = config.ANSWERS_MEMORY_MB === 0 ? undefined : openAnswers(config.ANSWERS_MEMORY_MB * 1_000_000);
  const app = await buildApp({
    logger,
    verify: tokenVerifier({ issuer: config.YIMU_ISSUER, audience: config.YIMU_AUDIENCE, jwks }),
    readers,
    head: () => store.head(),
    cursorKey: config.CURSOR_KEY,
    limits,
    answers,
    clock: systemClock,
    gauges: [
      parkedGauge(writers),
      lagGauge(writers, store, checkpointName),
      rate,
      versionGauge(writers),
      rebuildGauge(writers),
      ...(answers === undefined ? [] : [answers]),
    ],
    checks: {
      'event-store': () => store.head(),
      database: () => readers.query('select 1'),
      'read-models': caughtUp({
        progress: () => readProgress(readers, checkpointName),
        head: () => store.head(),
        mismatch: () => mismatchOf(writers, projections),
      }),
    },
  });
  await start(app, {
    host: config.HOST,
    port: config.PORT,
    controller,
    closing: [
      { name: 'projections', close: () => running },
      { name: 'event-store', close: () => store.close() },
      { name: 'writers', close: () => writers.end() },
      { name: 'readers', close: () => readers.end() },
    ],
  });
});
