// A process of its own that projects a feed into a database, as the service's code does, and says how long that took and what it held in
// memory. Started by the bench of the read side (infra/load/query) with FEED, DATABASE_URL and MODE in its environment: `fill` begins
// with empty read models, `follow` goes on from their checkpoint batch after batch.
import pg from 'pg';
import { applyBatch, type Leader } from '../src/engine/apply-batch.ts';
import { batchesOf, withNext } from '../src/engine/batches.ts';
import type { Folds } from '../src/engine/changes.ts';
import type { Ahead } from '../src/engine/fold-batch.ts';
import { acquireLease, releaseLease } from '../src/engine/lease.ts';
import { checkpointName } from '../src/engine/run-projections.ts';
import { projections } from '../src/projections/index.ts';
import { fillFromZero } from '../src/rebuild/from-zero.ts';
import { environment, tell } from './environment.ts';
import { readFeed, replayStore } from './replay-store.ts';

/** As the service does. */
const [batchSize, threads] = [1_000, 2];
const hour = 3_600_000;
const megabyte = 1_048_576;
const sayEvery = 5_000;

const feed = await readFeed(environment('FEED'));
const store = replayStore(feed);
const connectionString = environment('DATABASE_URL');
const pool = new pg.Pool({ connectionString, max: 2, application_name: 'yimu-bench-projecting' });
const resident = (): number => process.memoryUsage.rss() / megabyte;
const begun = performance.now();
const seconds = (): number => (performance.now() - begun) / 1_000;

let tenth: number | undefined;
let said = begun;

/** Notes memory after a tenth of the work, and says how far it is from time to time. */
const passed = (phase: string, done: number, total: number): void => {
  if (tenth === undefined && done >= total / 10) tenth = resident();
  if (performance.now() - said < sayEvery) return;
  said = performance.now();
  tell({ kind: 'progress', phase, done, total, seconds: seconds(), megabytes: resident() });
};

/** Batch after batch, each a transaction with its checkpoint. */
const follow = async (leader: Leader, after: string | undefined): Promise<void> => {
  const client = await pool.connect();
  const folds: Folds = new Map();
  const feedItems = store.subscribe({ after, signal: new AbortController().signal });
  let done = 0;
  let ahead: Ahead | undefined;
  try {
    for await (const { batch, next } of withNext(batchesOf(feedItems, batchSize, after))) {
      const beside = { ahead, next: () => next()?.events };
      ahead = await applyBatch(client, projections, leader, batch.events, batch.position, folds, beside);
      done += batch.events.length;
      passed('follow', done, feed.count);
    }
  } finally {
    client.release();
  }
};

/** The trail first, then all streams by several threads; memory is compared while all of them fold. */
const fill = async (leader: Leader): Promise<void> => {
  await fillFromZero({
    connectionString,
    module: import.meta.resolve('../src/projections/index.ts'),
    projections,
    leader,
    feed: store.readAll(),
    threads,
    signal: new AbortController().signal,
    onProgress: ({ phase, done, total }) => passed(phase, done, phase === 'store' ? Number.POSITIVE_INFINITY : total),
  });
};

const lease = await acquireLease(pool, checkpointName, 'bench', hour);
if (lease === undefined) throw new Error('the lease is taken');
const leader = { name: checkpointName, epoch: lease.epoch };
if (environment('MODE') === 'fill') await fill(leader);
else await follow(leader, lease.position);
const [took, end] = [seconds(), resident()];
await releaseLease(pool, checkpointName, lease.epoch);
await pool.end();
tell({ kind: 'done', events: feed.count, seconds: took, tenth: tenth ?? end, end });
process.disconnect();
