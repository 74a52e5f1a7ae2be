// npm run bench [-- --write]: the figures of the README again. Figures of speed are ratios against the raw limit of the same
// run; figures of waiting and memory are what a person at this machine sees.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Platform, startPlatform } from '../local/platform.ts';
import { median, perSecond } from './measure.ts';
import { memoryOfDescendants } from './memory.ts';
import { writeFigures } from './write-figures.ts';

const rounds = 3;
const town = '310116112';

/** One town asks more here than its budget allows. */
const queryLimits = { QUERY_POINTS_PER_MINUTE: 'town:1000000000' };

/** Milliseconds from nothing to the first answer to a question. */
const firstAnswer = async (dataDirectory: string): Promise<{ platform: Platform; milliseconds: number }> => {
  const begun = performance.now();
  const platform = await startPlatform({ dataDirectory, queryLimits });
  await ask(platform, await officer(platform), `{ overview(jurisdiction: "${town}") { label } }`);
  return { platform, milliseconds: performance.now() - begun };
};

const officer = async ({ issuer }: Platform): Promise<string> => {
  if (issuer.token === undefined) throw new Error('the bench needs the development issuer');
  return issuer.token({ scope: { kind: 'subtree', value: town }, roles: ['town-officer'] });
};

const ask = async (platform: Platform, token: string, query: string, headers = {}): Promise<string> => {
  const response = await fetch(platform.urls.graphql, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"')) throw new Error(`the question was not answered: ${text}`);
  return text;
};

let entered = 0;
/** Enters a parcel over HTTP and answers the position. */
const enter = async ({ urls }: Platform, token: string): Promise<string> => {
  entered += 1;
  const response = await fetch(`${urls.registry}/parcels`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': `bench-${process.pid}-${entered}` },
    body: JSON.stringify({
      effectiveOn: '2024-03-11',
      sources: [{ kind: 'document', number: 'bench', issuer: 'bench', date: '2024-03-11' }],
      jurisdiction: town,
      name: `试验地块${entered}`,
      area: { value: '30.62', unit: 'mu' },
    }),
  });
  await response.text();
  if (response.status !== 201) throw new Error(`the command was not done: ${response.status}`);
  return response.headers.get('yimu-position') ?? '';
};

/** The raw limit of a command: one committed row of the same size in an ordinary table of the same server. */
const rawInsert = async (pool: pg.Pool): Promise<void> => {
  await pool.query('insert into bench_raw (id, body) values (gen_random_uuid(), $1)', ['x'.repeat(900)]);
};

/** The raw limit of a page: the same rows in one statement without scope, token or GraphQL. */
const rawPage = async (pool: pg.Pool): Promise<void> => {
  const { rowCount } = await pool.query(
    'select parcel_id, name, address, area_units, area_low, area_high from parcel where town_code = $1 order by name_key, parcel_id limit 21',
    [town],
  );
  if (rowCount !== 21) throw new Error('the page is not full');
};

const main = async (): Promise<void> => {
  const folders: string[] = [];
  const first: number[] = [];
  const second: number[] = [];
  const memory: Awaited<ReturnType<typeof memoryOfDescendants>>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'yimu-bench-'));
    folders.push(dataDirectory);
    const fresh = await firstAnswer(dataDirectory);
    first.push(fresh.milliseconds);
    await fresh.platform.stop();
    const again = await firstAnswer(dataDirectory);
    second.push(again.milliseconds);
    memory.push(await memoryOfDescendants(again.platform));
    if (round < rounds - 1) {
      await again.platform.stop();
      continue;
    }
    const figures = { ...(await speeds(again.platform)), workedOut: await workedOut(dataDirectory) };
    await writeFigures({ first: median(first), second: median(second), memory, ...figures }, process.argv.includes('--write'));
  }
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
};

const page = '{ parcels(first: 20) { nodes { id name address area { mu m2 lowest { mu } highest { mu } } } } }';

/** Commands, and pages that are remembered, against their raw limits. */
const speeds = async (platform: Platform) => {
  const token = await officer(platform);
  const events = new pg.Pool({ connectionString: platform.adminUrls.events, max: 8 });
  const read = new pg.Pool({ connectionString: platform.adminUrls.read, max: 8 });
  await events.query('create table bench_raw (id uuid primary key, body text not null)');
  try {
    await perSecond(() => enter(platform, token), 200);
    const position = await enter(platform, token);
    await ask(platform, token, page, { 'yimu-min-position': position });
    // Without it the raw statement sorts the whole town, and is no limit.
    await read.query('analyze parcel');
    const figures = { commands: [] as number[], inserts: [] as number[], remembered: pairs() };
    for (let round = 0; round < rounds; round += 1) {
      figures.inserts.push(await perSecond(() => rawInsert(events), 2_000));
      figures.commands.push(await perSecond(() => enter(platform, token), 1_500));
      await pagesInto(figures.remembered, platform, token, read);
    }
    return figures;
  } finally {
    await events.end();
    await read.end();
    await platform.stop();
  }
};

const pairs = () => ({ pages: [] as number[], selects: [] as number[] });

const pagesInto = async (figures: ReturnType<typeof pairs>, platform: Platform, token: string, read: pg.Pool): Promise<void> => {
  figures.selects.push(await perSecond(() => rawPage(read), 3_000));
  figures.pages.push(await perSecond(() => ask(platform, token, page), 1_500));
};

/** Pages that are worked out each time, over the data of a platform that was stopped. */
const workedOut = async (dataDirectory: string) => {
  const platform = await startPlatform({ dataDirectory, queryLimits: { ...queryLimits, ANSWERS_MEMORY_MB: '0' } });
  const read = new pg.Pool({ connectionString: platform.adminUrls.read, max: 8 });
  try {
    const token = await officer(platform);
    const figures = pairs();
    for (let round = 0; round < rounds; round += 1) await pagesInto(figures, platform, token, read);
    return figures;
  } finally {
    await read.end();
    await platform.stop();
  }
};

await main();
