// Appends against inserts of the same rows by hand: same server, same number of callers and connections, in turns.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { postgresEventStore } from '../src/postgres/index.ts';
import { takeTurns } from '../src/turns.ts';
import type { BenchDatabase } from './bench-database.ts';
import { interleaved, perSecond } from './callers.ts';
import { newEvent, newEvents, plainText, streamCount, streams } from './events.ts';
import type { Figure } from './figures.ts';

/** A stream that no other caller uses, so that nobody loses a race: the raw insert could not tell one. */
const streamOf = (caller: number, callers: number): number =>
  (Math.floor(Math.random() * Math.floor(streamCount / callers)) * callers + caller) % streamCount;

const insertOne = 'insert into raw_event (stream, revision, id, type, version, data, metadata) values ($1, $2, $3, $4, $5, $6, $7)';
const insertMany = `insert into raw_event (stream, revision, id, type, version, data, metadata)
  select $1, $2 + n::integer, id, type, version, data, metadata
  from unnest($3::uuid[], $4::text[], $5::integer[], $6::text[], $7::text[]) with ordinality as given (id, type, version, data, metadata, n)`;

/** The last revision of each stream, in each table. */
export interface Heads {
  readonly event: Int32Array;
  readonly raw: Int32Array;
}

export interface AppendCase {
  readonly name: string;
  readonly callers: number;
  readonly events: number;
  readonly atLeast: number;
}

export const appendCases: readonly AppendCase[] = [
  { name: 'append.single.c1', callers: 1, events: 1, atLeast: 0.9 },
  { name: 'append.single.c8', callers: 8, events: 1, atLeast: 1 },
  { name: 'append.single.c32', callers: 32, events: 1, atLeast: 1.7 },
  { name: 'append.single.c128', callers: 128, events: 1, atLeast: 3 },
  { name: 'append.batch10', callers: 8, events: 10, atLeast: 0.7 },
  { name: 'append.batch100', callers: 8, events: 100, atLeast: 0.7 },
];

/** Events a second of `callers` that append `events` at a time, each with the exact revision, to streams by chance. */
export const measureAppends = async (database: BenchDatabase, heads: Heads, each: AppendCase, milliseconds: number): Promise<Figure> => {
  const { name, callers, events, atLeast } = each;
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: callers });
  pool.on('error', () => undefined);
  const store = await postgresEventStore({ connectionString: database.writerUrl, max: callers });
  const raw = async (caller: number): Promise<void> => {
    const n = streamOf(caller, callers);
    const last = heads.raw[n] ?? -1;
    heads.raw[n] = last + events;
    if (events === 1) {
      const event = newEvent();
      const { data, metadata } = plainText(event);
      await pool.query({
        name: 'raw',
        text: insertOne,
        values: [streams[n], last + 1, event.id, event.type, event.version, data, metadata],
      });
      return;
    }
    const given = newEvents(events);
    const texts = given.map(plainText);
    const columns = [given.map(({ id }) => id), given.map(({ type }) => type), given.map(({ version }) => version)];
    const values = [streams[n], last, ...columns, texts.map(({ data }) => data), texts.map(({ metadata }) => metadata)];
    await pool.query({ name: 'raw-many', text: insertMany, values });
  };
  const ours = async (caller: number): Promise<void> => {
    const n = streamOf(caller, callers);
    const last = heads.event[n] ?? -1;
    const answer = await store.append(streams[n] ?? '', newEvents(events), last < 0 ? 'none' : last);
    if (!answer.appended) throw new Error(`not appended: ${answer.conflict}`);
    heads.event[n] = answer.revision;
  };
  const rate = async (work: (caller: number) => Promise<void>) => (await perSecond(callers, milliseconds, work)) * events;
  const { value, limit } = await interleaved(
    () => rate(ours),
    () => rate(raw),
  );
  await store.close();
  await pool.end();
  const of = `${events === 1 ? 'single-row INSERT' : 'unnest INSERT of the same rows'}, one commit each, ${callers} callers`;
  return { name, value, unit: 'events/s', limit, of, target: { atLeast } };
};

/** Commands a second of 32 callers on one stream, each decided on the state that all before it left. */
export const measureHot = async (database: BenchDatabase, milliseconds: number): Promise<Figure> => {
  const store = await postgresEventStore({ connectionString: database.writerUrl });
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 32 });
  pool.on('error', () => undefined);
  const { value, limit } = await interleaved(
    async () => {
      const inTurn = takeTurns(store, `parcel-${randomUUID()}`, { initial: 0, evolve: (count: number) => count + 1 });
      return await perSecond(32, milliseconds, () => inTurn((count) => [{ ...newEvent(), data: { count } }]));
    },
    async () => {
      const stream = `parcel-${randomUUID()}`;
      let revision = -1;
      return await perSecond(32, milliseconds, async () => {
        const event = newEvent();
        const { data, metadata } = plainText(event);
        revision += 1;
        await pool.query({ name: 'raw', text: insertOne, values: [stream, revision, event.id, event.type, event.version, data, metadata] });
      });
    },
  );
  await store.close();
  await pool.end();
  const of = 'single-row INSERT into one stream without a decision, 32 callers';
  return { name: 'append.hot', value, unit: 'events/s', limit, of, target: { atLeast: 3_000 / limit } };
};
