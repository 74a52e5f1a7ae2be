// The same page by PostGraphile 5, over the same table under the same row-level security. Installed for this line, outside the tree.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeRange } from '@yimu/domain/kernel';
import { type Figure, say } from '@yimu/event-store/bench/figures';
import { requireFreePort } from '../../../local/ports.ts';
import { type Bed, connections, type Group } from '../bed.ts';
import { startHelper } from '../child-process.ts';
import { pageOfPostgraphile } from '../documents.ts';
import { inTurns } from '../in-turns.ts';
import { withShare } from '../remembered.ts';
import { fire, range, type Shot, sizesOf } from '../shots.ts';
import { whileWriting } from '../writing.ts';
import { pageShots } from './page.ts';

const source = join(import.meta.dirname, '../postgraphile');

/**
 * What holds today as known now, a column for each of the page: the view runs as whoever asks, so the policies of the table hold. The
 * conditions on the two times are written so that the planner keeps to the index of the order, as in our own statements.
 */
const view = [
  'drop schema if exists bench cascade',
  'create schema bench',
  `create view bench.page with (security_invoker) as
     select parcel_id, name, name_key, address, land_use, ownership, legality, parcel_code, growth_boundary, leasing_use, revision
     from parcel
     where coalesce(valid @> current_setting('yimu.as_of')::date, false) and coalesce(recorded @> 'infinity'::timestamptz, false)`,
  `comment on view bench.page is '@primaryKey parcel_id'`,
  'grant usage on schema bench to yimu_scope_subtree',
  'grant select on bench.page to yimu_scope_subtree',
];

const compared = async (bed: Bed): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'yimu-postgraphile-'));
  try {
    await cp(source, folder, { recursive: true });
    say('page.vs_postgraphile: installing PostGraphile 5');
    await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
    for (const statement of view) await bed.place.run('read', statement);
    const port = await requireFreePort(0, 'PORT', 0);
    const env = {
      DATABASE_URL: bed.place.url('read', 'yimu_projection_reader'),
      OWNER_URL: bed.place.url('read'),
      PORT: String(port),
      NODE_ENV: 'production',
    };
    const server = startHelper(join(folder, 'server.mjs'), env, { cwd: folder });
    try {
      await server.until('ready');
      return await figuresOf(bed, `http://127.0.0.1:${port}`);
    } finally {
      await server.stop();
    }
  } finally {
    await bed.place.run('read', 'drop schema if exists bench cascade');
    await rm(folder, { recursive: true, force: true });
  }
};

const figuresOf = async (bed: Bed, theirs: string): Promise<readonly Figure[]> => {
  const asOf = new Date().toISOString().slice(0, 10);
  const shots = bed.askers.map(({ code }): Shot => {
    const { lo, hi } = codeRange(code);
    return {
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-scope': JSON.stringify({ 'yimu.lo': lo, 'yimu.hi': hi, 'yimu.as_of': asOf }) },
      body: JSON.stringify(pageOfPostgraphile),
    };
  });
  const sizes = [range(await sizesOf(bed.url, pageShots(bed))), range(await sizesOf(theirs, shots))];
  say(`page.vs_postgraphile: ours ${sizes[0]}, PostGraphile ${sizes[1]}`);
  const effort = { connections, seconds: bed.seconds };
  const against = async (name: string, ours: string, note: string): Promise<Figure> => {
    const { value, limit, ratios } = await inTurns(
      () => fire(ours, pageShots(bed), effort).then(({ perSecond }) => perSecond),
      () => fire(theirs, shots, effort).then(({ perSecond }) => perSecond),
    );
    const of = `PostGraphile 5 over the same table with row-level security, pool of 10, in pages/s; ratios ${ratios}; ours ${sizes[0]}, PostGraphile ${sizes[1]}; ${note}`;
    return { name, value, unit: 'pages/s', limit, of, target: { atLeast: 2.5 } };
  };
  const computed = await against('page.vs_postgraphile.computed', bed.computing, 'nothing remembered');
  const { measured, share } = await whileWriting(bed, () =>
    withShare(bed.url, () => against('page.vs_postgraphile', bed.url, 'as shipped')),
  );
  return [{ ...measured, of: `${measured.of}; ${share}` }, computed];
};

export const postgraphileGroup: Group = { names: ['page.vs_postgraphile', 'page.vs_postgraphile.computed'], measure: compared };
