// A department's figures for a hundred thousand parcels in one file, over HTTP: how long the file takes, and what it does to the memory of
// the service. Every row names its parcel by 宗地代码, as departments do; one in a thousand names none.

import { median } from '@yimu/event-store/bench/callers';
import { type Figure, say } from '@yimu/event-store/bench/figures';
import pg from 'pg';
import { residentOf } from '../memory.ts';
import { effortMeter } from '../registry/effort.ts';
import type { Place } from '../registry/place.ts';
import { figureOf, idOf, placeOfQuantity, suppliers } from './city.ts';
import { begin, type City, formOf, insertRows, type Row } from './load.ts';

const rowsAtOnce = 500;
/** Verdicts between two looks at the memory. */
const lookEvery = 1_000;
const supplier = '统计局';

const isUnknown = (n: number): boolean => n % 1_000 === 999;
const codeOf = ({ code }: City, n: number): string => `${code}112001GB${String((n % 99_999) + 1).padStart(5, '0')}`;
/** Sequence numbers have five digits, so that a second cadastral district begins after 99,999. */
const parcelCodeOf = (city: City, n: number): string =>
  codeOf(city, n).replace('112001', `112${String(Math.floor(n / 99_999) + 1).padStart(3, '0')}`);

const reservedOf = (city: City, n: number): Row => {
  const { jurisdictions } = formOf(city, n);
  const code = parcelCodeOf(city, n);
  const data = { code, parcelId: idOf(city.code, n) };
  return { stream: `parcelcode-${code}`, revision: 0, type: 'ParcelCodeReserved', data, jurisdictions };
};

/** Opens the cycle, the forms of all parcels, and reserves their codes. */
const loadForms = async (ownerUrl: string, city: City): Promise<void> => {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  try {
    await begin(pool, city);
    for (let first = 0; first < city.parcels; first += rowsAtOnce) {
      const places = Array.from({ length: Math.min(rowsAtOnce, city.parcels - first) }, (_, n) => first + n);
      await insertRows(pool, [...places.map((n) => formOf(city, n)), ...places.map((n) => reservedOf(city, n))]);
    }
    await pool.query('analyze event');
  } finally {
    await pool.end();
  }
};

const quantities = suppliers.find(([name]) => name === supplier)?.[1] ?? [];

const fileOf = (city: City): string => {
  const headings = ['宗地代码', '数据年度', ...quantities.map(({ name, unit }) => `${name.zh}（${unit}）`)];
  const rowOf = (n: number): string => {
    const figures = quantities.map(({ code }) => figureOf(n, placeOfQuantity(code)) ?? '');
    return [isUnknown(n) ? 'nobody' : parcelCodeOf(city, n), '2023', ...figures].join(',');
  };
  return [headings.join(','), ...Array.from({ length: city.parcels }, (_, n) => rowOf(n))].join('\n');
};

interface Verdict {
  readonly row?: number;
  readonly status?: number;
  readonly accepted?: number;
  readonly refused?: number;
}

/** The lines of an answer as they come. */
const linesOf = async function* (body: ReadableStream<Uint8Array>): AsyncGenerator<Verdict> {
  let rest = '';
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Verdict;
  }
};

/** Throws when a row's verdict is not the one the row deserves. */
const checkVerdict = ({ row, status }: Verdict, n: number): void => {
  const expected = isUnknown(n) ? 422 : 201;
  if (row !== n + 2 || status !== expected) throw new Error(`row ${n + 2} was answered as row ${row} with ${status}, not ${expected}`);
};

/** Uploads the file of a city once; answers the seconds and the memory of the service along the way, in MB. */
const upload = async (
  { url, pid, token }: Place,
  city: City,
  dryRun: boolean,
): Promise<{ seconds: number; resident: readonly number[] }> => {
  const headers = {
    authorization: `Bearer ${await token('department', supplier)}`,
    'content-type': 'text/csv',
    'idempotency-key': city.code,
  };
  const body = fileOf(city);
  const begun = performance.now();
  const answer = await fetch(`${url}/figure-uploads?jurisdiction=${city.code}&year=2024&dryRun=${dryRun}`, {
    method: 'POST',
    headers,
    body,
  });
  if (answer.status !== 200 || answer.body === null) throw new Error(`the file was answered with ${answer.status}: ${await answer.text()}`);
  const resident: number[] = [];
  let n = 0;
  let total: Verdict = {};
  for await (const verdict of linesOf(answer.body)) {
    if (verdict.row === undefined) total = verdict;
    else {
      checkVerdict(verdict, n);
      n += 1;
      if (n % lookEvery === 0) resident.push(await residentOf(pid));
    }
  }
  const seconds = (performance.now() - begun) / 1_000;
  if ((total.accepted ?? 0) + (total.refused ?? 0) !== city.parcels) throw new Error(`of ${city.parcels} rows ${n} were reported`);
  return { seconds, resident };
};

/** Opens a cycle with so many parcels and uploads a file with a row for each. */
export const measureUpload = async (place: Place, city: City): Promise<readonly Figure[]> => {
  await loadForms(place.eventsUrl, city);
  const database = new pg.Pool({ connectionString: place.eventsUrl, max: 1 });
  const effort = effortMeter(place.pid, database);
  // A dry run first, because a process that has just started takes memory for its heap whatever it is asked.
  const dry = await upload(place, city, true);
  const { seconds, resident } = await effort.during(() => upload(place, city, false));
  await database.end();
  say(`${city.parcels} rows decided in a dry run in ${dry.seconds.toFixed(1)} s`);
  say(`${city.parcels} rows uploaded in ${seconds.toFixed(1)} s; a row takes ${effort.perEach(city.parcels)}`);
  const tenth = Math.max(1, Math.floor(resident.length / 10));
  const tenths = Array.from({ length: 10 }, (_, n) => median(resident.slice(n * tenth, (n + 1) * tenth)));
  say(`resident memory of the service by tenths of the file: ${tenths.map((each) => each.toFixed(0)).join(', ')} MB`);
  const [first = Number.NaN] = tenths;
  const end = tenths.at(-1) ?? Number.NaN;
  return [
    {
      name: `upload.${city.parcels}_s`,
      value: seconds,
      unit: 's',
      limit: (60 * city.parcels) / 100_000,
      of: `bound in s; ${city.parcels} rows of ${quantities.length} figures in one file, each row a verdict and, but for one in a thousand, an event`,
      target: { atMost: 1 },
    },
    {
      name: 'upload.rss_mb',
      value: Math.max(0, end - first),
      unit: 'MB',
      limit: 60,
      of: `bound in MB; after a dry run; resident memory of the service in the last tenth over that in the first (${first.toFixed(0)} MB), ${Math.max(...resident).toFixed(0)} MB at most`,
      target: { atMost: 1 },
    },
  ];
};
