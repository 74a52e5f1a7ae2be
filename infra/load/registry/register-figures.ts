// Registrations one by one over HTTP, against rows inserted by hand: same server, same number of callers, in turns.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { interleaved, percentile, perSecond } from '@yimu/event-store/bench/callers';
import { type Figure, say } from '@yimu/event-store/bench/figures';
import pg from 'pg';
import { sendAll } from './batches.ts';
import { mortgage, parcelsIn, partiesIn, rightsOn } from './commands.ts';
import { openConnection } from './connection.ts';
import { effortMeter } from './effort.ts';
import type { Place } from './place.ts';

const callers = 32;
const titleCount = 3_000;
/** Each holds a few dozen rights: its own streams stay short, as they are. */
const partyCount = 150;

interface Title {
  readonly parcelId: string;
  readonly rightId: string;
  /** Mortgages so far; the next has the next rank. */
  rank: number;
}

interface Scene {
  readonly titles: readonly Title[];
  readonly bank: string;
}

/** Titles with one right each, and a bank. Waits until the reactions have done with them. */
const setScene = async ({ url, token }: Place, towns: readonly string[]): Promise<Scene> => {
  const officer = await openConnection(url, await token('town-officer'));
  const registrar = await openConnection(url, await token('department', '规划资源局'));
  const parcels = await sendAll(officer, parcelsIn(towns, titleCount, 'title'));
  const [bank = '', ...parties] = await sendAll(officer, partiesIn(towns[0] ?? '', partyCount));
  const rights = await sendAll(registrar, rightsOn(parcels, parties));
  officer.close();
  registrar.close();
  for (;;) {
    const answer = await fetch(`${url}/health/reactions`);
    const { reactions } = (await answer.json()) as { reactions: { lagSeconds: number }[] };
    if (reactions.every(({ lagSeconds }) => lagSeconds === 0)) break;
    await pause(200);
  }
  return { bank, titles: parcels.map((parcelId, n) => ({ parcelId, rightId: rights[n] ?? '', rank: 0 })) };
};

const insertOne = 'insert into raw_event (stream, revision, id, type, version, data, metadata) values ($1, $2, $3, $4, $5, $6, $7)';

/** Inserts the row of a registration by hand, one commit each. */
const rawInserts = async (eventsUrl: string) => {
  const pool = new pg.Pool({ connectionString: eventsUrl, max: callers });
  pool.on('error', () => undefined);
  await pool.query('create table raw_event (like event including all)');
  let row: { type: string; version: number; data: string; metadata: string } | undefined;
  return {
    insert: async (): Promise<void> => {
      row ??= (await pool.query(`select type, version, data, metadata from event where type = 'MortgageRegistered' limit 1`)).rows[0];
      if (row === undefined) throw new Error('no mortgage was registered');
      const { type, version, data, metadata } = row;
      const values = [`title-${randomUUID()}`, 0, randomUUID(), type, version, data, metadata];
      await pool.query({ name: 'raw', text: insertOne, values });
    },
    pool,
    end: () => pool.end(),
  };
};

/** Requests a second and what the slowest wait, of callers that each register a mortgage as soon as the one before is registered. */
export const measureRegistrations = async (place: Place, towns: readonly string[], milliseconds: number): Promise<readonly Figure[]> => {
  const { titles, bank } = await setScene(place, towns);
  const token = await place.token('department', '规划资源局');
  const connections = await Promise.all(Array.from({ length: callers }, () => openConnection(place.url, token)));
  let turn = 0;
  let waits: number[] = [];
  const register = async (caller: number): Promise<void> => {
    const title = titles[turn++ % titles.length];
    const connection = connections[caller];
    if (title === undefined || connection === undefined) throw new Error('there are no titles');
    title.rank += 1;
    const begun = performance.now();
    const path = `/parcels/${title.parcelId}/mortgages`;
    const { status, body } = await connection.post(path, mortgage(title.rightId, bank, title.rank), `mortgage-${title.rank}`);
    if (status !== 201) throw new Error(`the mortgage was not registered: ${status} ${body}`);
    waits.push(performance.now() - begun);
  };
  await register(0);
  const raw = await rawInserts(place.eventsUrl);
  const ours = effortMeter(place.pid, raw.pool);
  const theirs = effortMeter(place.pid, raw.pool);
  const done = { ours: 0, theirs: 0 };
  let rounds = 0;
  const { value, limit } = await interleaved(
    () => {
      // The first round only warms up.
      if (rounds++ === 1) waits = [];
      return ours.during(() =>
        perSecond(callers, milliseconds, (caller) => {
          done.ours += 1;
          return register(caller);
        }),
      );
    },
    () =>
      theirs.during(() =>
        perSecond(callers, milliseconds, () => {
          done.theirs += 1;
          return raw.insert();
        }),
      ),
  );
  await raw.end();
  for (const connection of connections) connection.close();
  say(`a registration takes ${ours.perEach(done.ours)}; an insert by hand ${theirs.perEach(done.theirs)}`);
  const what = `${titles.length} titles, ${waits.length} requests`;
  return [
    {
      name: 'http.register.c32',
      value,
      unit: 'requests/s',
      limit,
      of: `single-row INSERT of the same row, one commit each, ${callers} callers; POST …/mortgages, ${what}`,
      target: { atLeast: 0.3 },
    },
    {
      name: 'http.register.p99_ms',
      value: percentile(waits, 0.99),
      unit: 'ms',
      limit: 40,
      of: `bound in ms, at that rate; median ${percentile(waits, 0.5).toFixed(1)} ms`,
      target: { atMost: 1 },
    },
  ];
};
