// npm run bench -- assessment [--only score|upload] [--quick] [--parcels N] [--profile FOLDER]: how long a city takes to be scored, its
// events included, against the raw limit of the same run, how long a department's file of 100,000 rows takes, and what both do to the
// memory of the service. --quick leaves out the city ten times as large; --parcels scores another number than 48,501. --profile leaves a
// CPU profile of the service there.
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '@yimu/event-store';
import { percentile } from '@yimu/event-store/bench/callers';
import { type Figure, say, sayHead, sayLines, sayRow } from '@yimu/event-store/bench/figures';
import { chosenBy, optionsOf } from '@yimu/event-store/bench/options';
import { postgresEventStore } from '@yimu/event-store/postgres';
import pg from 'pg';
import { effortMeter } from '../registry/effort.ts';
import { type Place, startPlace } from '../registry/place.ts';
import { type City, endOf, loadCity, startRun } from './load.ts';
import { rawSeconds } from './raw.ts';
import { measureUpload } from './upload.ts';

const options = optionsOf({
  only: { type: 'string', default: '' },
  quick: { type: 'boolean', default: false },
  parcels: { type: 'string', default: '48501' },
  profile: { type: 'string' },
});
const wanted = chosenBy(options.only, ['score', 'upload']);
const parcels = Number(options.parcels);
const city: City = { code: '310116', parcels };
const uploaded: City = { code: '310114', parcels: 100_000 };

/** The most memory that a process ever held, in MB. Linux only. */
const peakOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
};

interface Scored {
  readonly seconds: number;
  /** The most memory that the service held until then, in MB. */
  readonly peak: number;
  /** Seconds that the rows of its results take by hand. */
  readonly raw: number;
  /** Milliseconds that others waited for an answer of the service meanwhile. */
  readonly waits: readonly number[];
}

/** Has a loaded city scored; answers the seconds. `waits` gets the milliseconds that others wait for an answer meanwhile. */
const scoreOnce = async (store: EventStore, url: string, of: City, n: number, waits: number[]): Promise<number> => {
  const run = await startRun(store, of, n);
  let ended = await endOf(store, of, run);
  let looked = performance.now();
  while (ended === undefined) {
    const begun = performance.now();
    await (await fetch(`${url}/health/live`)).text();
    waits.push(performance.now() - begun);
    await pause(20);
    if (performance.now() - looked < 250) continue;
    looked = performance.now();
    ended = await endOf(store, of, run);
  }
  if (ended.type !== 'ScoringCompleted') throw new Error(`the run of ${of.parcels} parcels ended with ${ended.type}`);
  return ended.seconds;
};

/** Loads a city, has it scored so many times, and inserts the results of the last time again by hand. */
const score = async ({ url, eventsUrl, pid }: Place, of: City, times = 1): Promise<Scored> => {
  const begun = performance.now();
  await loadCity(eventsUrl, of);
  say(`${of.parcels} parcels loaded in ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  const store = await postgresEventStore({ connectionString: eventsUrl });
  const database = new pg.Pool({ connectionString: eventsUrl, max: 1 });
  try {
    let seconds = Number.NaN;
    const effort = effortMeter(pid, database);
    const waits: number[] = [];
    for (let n = 0; n < times; n += 1) {
      waits.length = 0;
      seconds = await effort.during(() => scoreOnce(store, url, of, n, waits));
    }
    const peak = await peakOf(pid);
    const raw = await rawSeconds(eventsUrl, of.code, of.parcels);
    say(`${of.parcels} parcels scored in ${seconds.toFixed(1)} s, rows by hand ${raw.toFixed(1)} s, memory at most ${peak.toFixed(0)} MB`);
    say(`a parcel takes ${effort.perEach(of.parcels * times)}`);
    return { seconds, peak, raw, waits };
  } finally {
    await store.close();
    await database.end();
  }
};

/** How long a city takes to be scored, and one ten times as large. */
const measureScoring = async (place: Place): Promise<readonly Figure[]> => {
  // Several times, because a process that has just started takes memory for its heap whatever it is asked.
  const tenth = await score(place, { code: '310101', parcels: Math.round(parcels / 10) }, 4);
  const whole = await score(place, city);
  const figures: Figure[] = [
    {
      name: `score.${parcels}_s`,
      value: whole.seconds,
      unit: 's',
      limit: (30 * parcels) / 48_501,
      of: `bound in s; ${parcels} parcels, 11 indicators, 6 events each, from ScoringStarted to ScoringCompleted`,
      target: { atMost: 1 },
    },
    {
      name: `score.${parcels}_of_raw`,
      value: whole.seconds,
      unit: 's',
      limit: whole.raw,
      of: 'the rows of its results inserted by hand, 128 at a time over 4 connections, in s',
      target: { atMost: 10 },
    },
    {
      name: 'score.answer_p99_ms',
      value: percentile(whole.waits, 0.99),
      unit: 'ms',
      limit: 100,
      of: `bound in ms; GET /health/live meanwhile, the longest ${Math.max(...whole.waits).toFixed(0)} ms`,
      target: { atMost: 1 },
    },
    {
      name: 'score.rss_mb',
      value: Math.max(0, whole.peak - tenth.peak),
      unit: 'MB',
      limit: 100,
      of: `bound in MB; most resident memory of the service (${whole.peak.toFixed(0)} MB) over that after four runs with a tenth of the parcels`,
      target: { atMost: 1 },
    },
  ];
  if (!options.quick) {
    const large = await score(place, { code: '310115', parcels: parcels * 10 });
    figures.push({
      name: `score.${parcels * 10}_s`,
      value: large.seconds,
      unit: 's',
      limit: whole.seconds * 10,
      of: `ten times the time of ${parcels} parcels, in s; memory at most ${large.peak.toFixed(0)} MB`,
      target: { atMost: 1.25 },
    });
  }
  return figures;
};

const sayMachine = ({ settings }: Place): void => {
  say(
    `${cpus().length} cores (${cpus()[0]?.model.trim()}), shared by the service, PostgreSQL and the bench; Node ${process.versions.node}`,
  );
  say(
    Object.entries(settings)
      .map(([name, setting]) => `${name} = ${setting}`)
      .join(', '),
  );
};

const main = async (): Promise<void> => {
  const figures: Figure[] = [];
  // Each in a service of its own: what one leaves in memory is not the other's.
  for (const measure of [
    ...(wanted('score') ? [measureScoring] : []),
    ...(wanted('upload') ? [(place: Place) => measureUpload(place, uploaded)] : []),
  ]) {
    const place = await startPlace(options.profile, 'assessment');
    try {
      if (figures.length === 0) sayMachine(place);
      figures.push(...(await measure(place)));
    } finally {
      await place.stop();
    }
  }
  say('');
  sayHead();
  figures.forEach(sayRow);
  say('');
  sayLines(figures);
};

await main();
