// Loads a city into the ledger. Rows are inserted by the owner, many at once, because loading is not what is measured: the texts are those
// that commands would have written, keys in order.
import { date } from '@yimu/domain/kernel';
import type { EventStore, NewEvent } from '@yimu/event-store';
import pg from 'pg';
import { figureOf, idOf, placeOfQuantity, standard, suppliers } from './city.ts';

/** Which city: its jurisdiction and how many parcels it has. */
export interface City {
  readonly code: string;
  readonly parcels: number;
}

const year = 2024;
const day = date('2024-03-11');
const connections = 4;
const rowsAtOnce = 500;

/** An event as a row of the table. */
export interface Row {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: object;
  readonly jurisdictions: readonly string[];
}

const sources = [{ date: day, issuer: '上海市金山区人民政府', kind: 'document', number: '松规划资源〔2023〕123号' }];

const metadataOf = ({ stream, jurisdictions }: Row): string =>
  JSON.stringify({
    actor: { department: '经委', roles: ['department'], scope: { kind: 'subtree', value: '310000' }, sub: 'officer' },
    causationId: idOf(stream, 'cause'),
    correlationId: idOf(stream, 'correlation'),
    effectiveOn: day,
    jurisdictions,
    recordedAt: '2024-03-11T04:00:00.000000Z',
    requestHash: idOf(stream, 'request').replaceAll('-', '').repeat(2),
    sources,
  });

const insert = `insert into event (stream, revision, id, type, version, data, metadata)
  select * from unnest($1::text[], $2::integer[], $3::uuid[], $4::text[], $5::integer[], $6::text[], $7::text[])`;

/** Inserts rows as the owner of the table. */
export const insertRows = async (pool: pg.Pool, rows: readonly Row[]): Promise<void> => {
  const ids = rows.map(({ stream, revision }) => idOf(stream, revision));
  const texts = [rows.map(({ data }) => JSON.stringify(data)), rows.map(metadataOf)];
  const versions = rows.map(() => 1);
  const values = [rows.map(({ stream }) => stream), rows.map(({ revision }) => revision), ids, rows.map(({ type }) => type), versions];
  await pool.query({ name: 'load', text: insert, values: [...values, ...texts] });
};

/** The parcels lie in ten towns. */
const townOf = ({ code }: City, n: number): string => `${code}${100 + (n % 10)}`;
const cycleOf = ({ code }: City) => ({ jurisdiction: code, year });
const placeOf = ({ code }: City) => ({ jurisdiction: code, subject: 'parcel', year });

/** The n-th parcel's stream, and whom it concerns. */
const whose = (city: City, n: number) => {
  const subjectId = idOf(city.code, n);
  return { stream: `submission-${subjectId}-${city.code}-${year}`, subjectId, jurisdictions: [townOf(city, n)] };
};

/** The opening of the n-th parcel's form. */
export const formOf = (city: City, n: number): Row => {
  const { stream, subjectId, jurisdictions } = whose(city, n);
  const enterprises = [idOf('enterprise', n)];
  const data = { code: `P${n}`, cycle: cycleOf(city), enterprises, subject: 'parcel', subjectId, town: townOf(city, n) };
  return { stream, revision: 0, type: 'HealthCheckOpened', data, jurisdictions };
};

/** What the k-th supplier says of the n-th parcel. */
const supplyOf = (city: City, n: number, k: number): Row => {
  const { stream, subjectId, jurisdictions } = whose(city, n);
  const [supplier, quantities] = suppliers[k] ?? ['经委', []];
  const figures = quantities.flatMap(({ code, unit }) => {
    const value = figureOf(n, placeOfQuantity(code));
    return value === null ? [] : [{ quantity: code, unit, value }];
  });
  const data = { cycle: cycleOf(city), figures, form: null, partyId: null, period: 2023, subject: 'parcel', subjectId, supplier };
  return { stream, revision: k + 1, type: 'FiguresSupplied', data, jurisdictions };
};

/** Publishes the standard of a city and opens its cycle. */
export const begin = async (pool: pg.Pool, city: City): Promise<void> => {
  const jurisdictions = [city.code];
  const ref = { jurisdiction: city.code, version: 1, year };
  const [standardStream, cycleStream] = [`standard-${city.code}-${year}`, `cycle-${city.code}-${year}`];
  const drafted = { ...placeOf(city), content: standard, parent: null, version: 1 };
  // Open on whatever day it is measured: figures that come after the phase are refused.
  const schedule = [{ ends: '2099-12-31', phase: 'evaluation', starts: '2024-01-01' }];
  await insertRows(pool, [
    { stream: standardStream, revision: 0, type: 'StandardDrafted', data: drafted, jurisdictions },
    {
      stream: standardStream,
      revision: 1,
      type: 'StandardPublished',
      data: { ...placeOf(city), validUntil: null, version: 1 },
      jurisdictions,
    },
    { stream: cycleStream, revision: 0, type: 'CycleOpened', data: { ...placeOf(city), schedule, standard: ref }, jurisdictions },
  ]);
};

/** Opens the cycle of a city and supplies every figure of it, as departments do: first the form of each parcel, then supplier by supplier. */
export const loadCity = async (ownerUrl: string, city: City): Promise<void> => {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: connections });
  pool.on('error', () => undefined);
  try {
    await begin(pool, city);
    for (let k = -1; k < suppliers.length; k += 1) {
      let next = 0;
      const load = async (): Promise<void> => {
        while (next < city.parcels) {
          const first = next;
          next = Math.min(city.parcels, next + rowsAtOnce);
          const places = Array.from({ length: next - first }, (_, n) => first + n);
          await insertRows(
            pool,
            places.map((n) => (k < 0 ? formOf(city, n) : supplyOf(city, n, k))),
          );
        }
      };
      await Promise.all(Array.from({ length: connections }, load));
    }
    await pool.query('analyze event');
  } finally {
    await pool.end();
  }
};

const startedRow = (city: City, run: string, position: string): NewEvent => ({
  id: run,
  type: 'ScoringStarted',
  version: 1,
  data: { ...placeOf(city), run, position, standard: { jurisdiction: city.code, version: 1, year }, isFrozen: false },
  effectiveOn: day,
  jurisdictions: [city.code],
  sources: [{ kind: 'document', number: '松规划资源〔2023〕123号', issuer: '上海市金山区人民政府', date: day }],
  actor: { sub: 'officer', roles: ['task-force'], scope: { kind: 'subtree', value: city.code } },
  correlationId: run,
  causationId: run,
  requestHash: run.replaceAll('-', '').repeat(2),
});

/** Starts the n-th run of a city over everything that the ledger holds now; answers its id. */
export const startRun = async (store: EventStore, city: City, n: number): Promise<string> => {
  const run = idOf('run', city.code, n);
  const position = (await store.head()) ?? '';
  const { appended } = await store.append(`cycle-${city.code}-${year}`, [startedRow(city, run, position)], 'exists');
  if (!appended) throw new Error('the run was not started');
  return run;
};

/** How a run ended, and the seconds it took by the clock of the ledger; undefined while it goes on. */
export const endOf = async (
  store: EventStore,
  city: City,
  run: string,
): Promise<{ readonly seconds: number; readonly type: string } | undefined> => {
  const history = await Array.fromAsync(store.readStream(`cycle-${city.code}-${year}`));
  const [started, ...later] = history.filter(({ data }) => (data as { readonly run?: string }).run === run);
  const ended = later.find(({ type }) => type === 'ScoringCompleted' || type === 'ScoringAbandoned');
  if (started === undefined || ended === undefined) return undefined;
  return { seconds: (Date.parse(ended.recordedAt) - Date.parse(started.recordedAt)) / 1_000, type: ended.type };
};
