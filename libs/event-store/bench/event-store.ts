// npm run bench -- event-store [--quick | --growth [--minutes N]]: how fast the event store is, against the raw limit of the
// same run. --growth appends up to ten million events one by one, for at most N minutes (default 10), and reads them all.
import { cpus } from 'node:os';
import { appendCases, type Heads, measureAppends, measureHot } from './append-figures.ts';
import { type BenchDatabase, fill, startBenchDatabase } from './bench-database.ts';
import { streamCount } from './events.ts';
import { measureCatchUp, measureTail } from './feed-figures.ts';
import { type Figure, say, sayHead, sayLines, sayRow } from './figures.ts';
import { measureGrowth } from './growth.ts';
import { chosenBy, minutesOf, optionsOf } from './options.ts';

const options = optionsOf({
  quick: { type: 'boolean', default: false },
  growth: { type: 'boolean', default: false },
  minutes: { type: 'string', default: '10' },
  only: { type: 'string', default: '' },
});
const minutes = minutesOf(options.minutes);

const perStream = 2;
const wanted = chosenBy(options.only, [...appendCases.map(({ name }) => name), 'append.hot', 'tail', 'catchup']);

const speeds = async (database: BenchDatabase): Promise<readonly Figure[]> => {
  const round = options.quick ? 1_000 : 5_000;
  const heads: Heads = {
    event: new Int32Array(streamCount).fill(perStream - 1),
    raw: new Int32Array(streamCount).fill(perStream - 1),
  };
  const figures: Figure[] = [];
  const measured = (...some: readonly Figure[]): void => {
    figures.push(...some);
    some.forEach(sayRow);
  };
  for (const each of appendCases) if (wanted(each.name)) measured(await measureAppends(database, heads, each, round));
  if (wanted('append.hot')) measured(await measureHot(database, round));
  const rate = (figures.find(({ name }) => name === 'append.single.c32')?.value ?? 10_000) / 2;
  if (wanted('tail')) {
    // What the cases above left to write and to vacuum is theirs, not the tail's.
    await database.owner.query('vacuum analyze event');
    await database.owner.query('checkpoint');
    measured(...(await measureTail(database, rate, options.quick ? 5_000 : 20_000)));
  }
  if (wanted('catchup')) {
    const count = options.quick ? 2 : 10;
    await fill(database.owner, 'event', 1_000_000, count);
    measured(await measureCatchUp(database, count * streamCount));
  }
  return figures;
};

const main = async (): Promise<void> => {
  const database = await startBenchDatabase(perStream);
  try {
    say(`${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, ${streamCount} streams, medians of 3 rounds`);
    say(
      Object.entries(database.settings)
        .map(([name, setting]) => `${name} = ${setting}`)
        .join(', '),
    );
    if (!options.growth) sayHead();
    const figures = options.growth ? await measureGrowth(database, minutes) : await speeds(database);
    if (options.growth) {
      sayHead();
      figures.forEach(sayRow);
    }
    say('');
    sayLines(figures);
  } finally {
    await database.stop();
  }
};

await main();
