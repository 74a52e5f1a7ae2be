// A page of twenty parcels: against a bare route over the same rows, how long it waits under load, and its statement alone.
import { join } from 'node:path';
import { percentile } from '@yimu/event-store/bench/callers';
import { type Figure, say } from '@yimu/event-store/bench/figures';
import { clone } from '../../../local/folders.ts';
import { requireFreePort } from '../../../local/ports.ts';
import { type Bed, connections, type Group } from '../bed.ts';
import { startHelper } from '../child-process.ts';
import { page } from '../documents.ts';
import { ms, spreadOf, waiting } from '../figures.ts';
import { inTurns } from '../in-turns.ts';
import { withShare } from '../remembered.ts';
import { theOne } from '../scopes.ts';
import { fire, fireWarm, range, type Shot, shotOf, sizesOf } from '../shots.ts';
import { whileWriting } from '../writing.ts';

const bench = join(clone, 'services/projection/bench');

export const pageShots = ({ askers }: Bed): readonly Shot[] => askers.map(({ token }) => shotOf(token, page));

/** Pages of a service against those of a bare route. */
const againstBare = async (bed: Bed, ours: string) => {
  const port = await requireFreePort(0, 'PORT', 0);
  const bare = startHelper(join(bench, 'bare-page.ts'), { DATABASE_URL: bed.place.url('read'), PORT: String(port) });
  try {
    await bare.until('ready');
    const theirs = `http://127.0.0.1:${port}`;
    const day = new Date().toISOString().slice(0, 10);
    const bareShots = bed.askers.map(({ level, code }): Shot => ({ path: `/page/${level}/${code}/${day}`, method: 'GET', headers: {} }));
    const sizes = [range(await sizesOf(ours, pageShots(bed))), range(await sizesOf(theirs, bareShots))];
    say(`page.http: ours ${sizes[0]}, bare ${sizes[1]}, ${bed.askers.length} scopes`);
    const effort = { connections, seconds: bed.seconds };
    const { value, limit, ratios } = await inTurns(
      () => fire(ours, pageShots(bed), effort).then(({ perSecond }) => perSecond),
      () => fire(theirs, bareShots, effort).then(({ perSecond }) => perSecond),
    );
    const of = `a bare Fastify route with one unguarded prepared SELECT of the same rows, pool of 10, in pages/s; ratios ${ratios}; ours ${sizes[0]}, bare ${sizes[1]}; aim 1.0`;
    return { value, unit: 'pages/s', limit, of, target: { atLeast: 0.6 } };
  } finally {
    await bare.stop();
  }
};

const http = async (bed: Bed): Promise<readonly Figure[]> => {
  const { measured, share } = await whileWriting(bed, () => withShare(bed.url, () => againstBare(bed, bed.url)));
  return [{ name: 'page.http', ...measured, of: `${measured.of}; ${share}` }];
};

const computed = async (bed: Bed): Promise<readonly Figure[]> => {
  const measured = await againstBare(bed, bed.computing);
  return [{ name: 'page.http.computed', ...measured, of: `${measured.of}; nothing remembered` }];
};

const crowded = async (bed: Bed): Promise<readonly Figure[]> => {
  const effort = { connections: 50, seconds: bed.seconds };
  const { measured, share } = await whileWriting(bed, () => withShare(bed.url, () => fireWarm(bed.url, pageShots(bed), effort)));
  const { waits, perSecond } = measured;
  return [
    waiting('page.p99_ms', percentile(waits, 0.99), 15, `50 connections, ${Math.round(perSecond)} pages/s, ${spreadOf(waits)}; ${share}`),
  ];
};

type Measured =
  | { readonly kind: 'done' }
  | { readonly kind: 'measured'; readonly name: string; readonly milliseconds: number; readonly rows: number };
const sizesOfScopes = ['city', 'district', 'town', 'empty'] as const;

const sql = async ({ place, askers }: Bed): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  const actors = Object.fromEntries(
    sizesOfScopes.map((which) => {
      const { code } = theOne(askers, which);
      return [which, { sub: 'bench', scope: { kind: 'subtree', value: code }, roles: ['town-officer'] }];
    }),
  );
  const onMessage = (message: Measured): void => {
    if (message.kind !== 'measured') return;
    const { name, milliseconds, rows } = message;
    figures.push(waiting(`page.sql_ms.${name}`, milliseconds, 1, `median of 200 through one connection as the scope's role, ${rows} rows`));
    say(`page.sql_ms.${name}: ${ms(milliseconds)}`);
  };
  const env = {
    DATABASE_URL: place.url('read', 'yimu_projection_reader'),
    READER_OPTIONS: '-c plan_cache_mode=force_custom_plan -c statement_timeout=10000 -c default_transaction_read_only=on',
    ACTORS: JSON.stringify(actors),
    DOCUMENT: page.query,
  };
  const helper = startHelper<Measured>(join(bench, 'page-sql.ts'), env, { onMessage });
  await helper.until('done');
  await helper.stop();
  return figures;
};

export const pageGroups: readonly Group[] = [
  { names: ['page.http'], measure: http },
  { names: ['page.http.computed'], measure: computed },
  { names: ['page.p99_ms'], measure: crowded },
  { names: sizesOfScopes.map((which) => `page.sql_ms.${which}`), measure: sql },
];
