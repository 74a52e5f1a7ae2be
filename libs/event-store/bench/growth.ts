// Does it stay as fast when it has grown: the rate of every million, appended one by one, and the memory of reading them all.
import { fork } from 'node:child_process';
import { postgresEventStore } from '../src/postgres/index.ts';
import type { BenchDatabase } from './bench-database.ts';
import { newEvent, streamCount, streams } from './events.ts';
import { type Figure, say } from './figures.ts';

const callers = 128;
const million = 1_000_000;

/** Flags of the reading process: a young generation that is no larger than it needs to be. */
const flags = ['--max-semi-space-size=4', '--max-old-space-size=256'];

/** Seconds of each million that could be appended in the time, the last one not whole left out. */
const appendMillions = async ({ writerUrl }: BenchDatabase, minutes: number): Promise<readonly number[]> => {
  const store = await postgresEventStore({ connectionString: writerUrl });
  const seconds: number[] = [];
  const end = performance.now() + minutes * 60_000;
  let begun = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < end && done < 10 * million) {
        await store.append(streams[Math.floor(Math.random() * streamCount)] ?? '', [newEvent()], 'any');
        done += 1;
        if (done % million > 0) continue;
        seconds.push((performance.now() - begun) / 1_000);
        begun = performance.now();
        say(`million ${done / million}: ${Math.round(million / (seconds.at(-1) ?? 1))} events/s`);
      }
    }),
  );
  await store.close();
  return seconds;
};

/** Resident megabytes of a process of its own that reads the feed, after the first million and the most after that. */
const readAllInMegabytes = ({
  writerUrl,
}: BenchDatabase): Promise<{ readonly first: number; readonly most: number; readonly count: number }> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL('./read-feed.ts', import.meta.url), [writerUrl], { execArgv: flags });
    child.on('message', (answer) => resolve(answer as { first: number; most: number; count: number }));
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`reading the feed ended with ${code}`)));
  });

/** No figures when not even two million could be appended in the time. */
export const measureGrowth = async (database: BenchDatabase, minutes: number): Promise<readonly Figure[]> => {
  const seconds = await appendMillions(database, minutes);
  const second = seconds[1];
  const last = seconds.at(-1);
  const figures: Figure[] = [];
  if (second !== undefined && last !== undefined) {
    const of = `none: the rate of million ${seconds.length} over that of million 2 (${Math.round(million / second)} events/s), ${callers} callers`;
    figures.push({
      name: 'growth.append_10m',
      value: second / last,
      unit: `quotient at ${seconds.length} million`,
      limit: 1,
      of,
      target: { atLeast: 0.8 },
    });
  }
  if (seconds.length < 2) return figures;
  const { first, most, count } = await readAllInMegabytes(database);
  const of = `bound in MB; from 1 to ${(count / million).toFixed(1)} million events, ${first.toFixed(0)} MB at first, node ${flags.join(' ')}`;
  figures.push({ name: 'catchup.rss_growth_mb', value: Math.max(0, most - first), unit: 'MB', limit: 30, of, target: { atMost: 1 } });
  return figures;
};
