// How long the statement of a page takes in the database: caught on its way from the service's own code, then sent again and again
// through one connection, in the transaction and under the role in which it was sent.
import type { Actor } from '@yimu/domain/kernel';
import { createLogger } from '@yimu/server';
import pg from 'pg';
import { buildApp } from '../src/app.ts';
import { environment, tell } from './environment.ts';

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
  /** What leads it in the same message: settings of the transaction, the role among them, are the one value of theirs. */
  readonly before?: readonly { readonly values: readonly string[] }[];
}

const connectionString = environment('DATABASE_URL');
// As main.ts sets them for its readers.
const options = environment('READER_OPTIONS');
const times = 200;

const caught: Sent[] = [];

/** A client that notes what it is asked. */
class Noting extends pg.Client {
  override query(...given: never[]): never {
    const [asked] = given as unknown as readonly [string | Sent];
    if (typeof asked !== 'string' && 'text' in asked) caught.push(asked);
    return (super.query as (...all: unknown[]) => never).apply(this, given);
  }
}

const readers = new pg.Pool({ connectionString, max: 1, pipeline: true, Client: Noting, options });
const app = await buildApp({
  logger: createLogger({ name: 'projection', level: 'silent' }),
  verify: async (authorization) => ({ issuer: 'bench', actor: JSON.parse(authorization ?? '') as Actor }),
  readers,
  head: async () => undefined,
  cursorKey: 'a key for cursors that is long enough',
  clock: () => new Date(),
});

/** What the service sends for a page of a scope: the settings of its transaction, and the page. */
const sentFor = async (
  actor: Actor,
  query: string,
): Promise<{ readonly settings: Readonly<Record<string, string>>; readonly page: Sent }> => {
  caught.length = 0;
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: JSON.stringify(actor) },
    payload: { query },
  });
  if (response.statusCode !== 200 || response.body.includes('"errors"')) throw new Error(response.body.slice(0, 500));
  const place = caught.findLastIndex(({ text }) => /\bfrom parcel p\b/.test(text));
  const page = caught[place];
  const settings = caught
    .slice(0, place + 1)
    .flatMap(({ before = [] }) => before.flatMap(({ values }) => values))
    .map((value) => JSON.parse(value) as Readonly<Record<string, string>>);
  if (page === undefined || settings.every(({ role }) => role === undefined)) throw new Error('the page is not read as it used to be');
  return { settings: Object.assign({}, ...settings) as Readonly<Record<string, string>>, page };
};

/** The middle of so many runs of a page, in ms, and how many rows it has. */
const measured = async (actor: Actor, query: string): Promise<{ readonly milliseconds: number; readonly rows: number }> => {
  const { settings, page } = await sentFor(actor, query);
  const client = new pg.Client({ connectionString, options });
  await client.connect();
  const { text, values, name } = page;
  const run = () => client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('select set_config(key, value, true) from json_each_text($1::json)', [JSON.stringify(settings)]);
    let rows = 0;
    const each: number[] = [];
    for (let n = 0; n < times + 20; n += 1) {
      const begun = performance.now();
      rows = (await run()).rows.length;
      if (n >= 20) each.push(performance.now() - begun);
    }
    await client.query('rollback');
    return { milliseconds: each.toSorted((left, right) => left - right)[times / 2] ?? Number.NaN, rows };
  } finally {
    await client.end();
  }
};

const asked = JSON.parse(environment('ACTORS')) as Readonly<Record<string, Actor>>;
for (const [name, actor] of Object.entries(asked)) tell({ kind: 'measured', name, ...(await measured(actor, environment('DOCUMENT'))) });
await app.close();
await readers.end();
tell({ kind: 'done' });
process.disconnect();
