// npm run copy-store: all events of one store into another, and then a comparison of both.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type Comparison, compareStores, copyStore } from '@yimu/event-store';
import { figures, table } from '../import/table.ts';
import { runInTerminal, Sentence } from '../local/sentence.ts';
import { openStore, prepareStore, shown } from './open-store.ts';
import { counterOn } from './progress.ts';

const usage = `npm run copy-store -- --from postgres://… --to esdb://… [--resume] [--map FILE]

  --from ADDRESS   the store to copy: postgres://…, esdb://… or kurrentdb://…
  --to ADDRESS     an empty one; a PostgreSQL database is created and prepared if need be
  --resume         go on with a copy that was interrupted
  --map FILE       write the position of every event in both stores, a line each, separated by a tab`;

const readArguments = (args: readonly string[]) => {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        map: { type: 'string' },
        resume: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new Sentence(error instanceof Error ? error.message : String(error));
  }
};

/** The comparison as a table, a row per category. */
const comparisonText = ({ all, categories }: Comparison): string => {
  const short = (sha256: string): string => sha256.slice(0, 16);
  const row = (name: string, { from, to }: Comparison['all']) => [name, from.events, to.events, short(from.sha256), short(to.sha256)];
  const rows = [...categories.map(({ category, ...sums }) => row(category, sums)), row('all', all)];
  return table(['category', figures('events from'), figures('events to'), 'sha256 from', 'sha256 to'], rows);
};

/** A function that writes lines to a file, no faster than the disk takes them, and one that closes it. */
const lineWriter = (path: string) => {
  const file = createWriteStream(path, { mode: 0o600 });
  return {
    write: async (line: string): Promise<void> => {
      if (!file.write(`${line}\n`)) await once(file, 'drain');
    },
    end: async (): Promise<void> => {
      file.end();
      await finished(file);
    },
  };
};

/** Copies and compares; true when both stores hold the same. */
const copy = async (from: string, to: string, resume: boolean, mapFile: string | undefined): Promise<boolean> => {
  await using opened = new AsyncDisposableStack();
  const source = await openStore(from);
  opened.defer(() => source.close());
  await prepareStore(to);
  const target = await openStore(to);
  opened.defer(() => target.close());

  const counter = counterOn(process.stderr);
  const begun = performance.now();
  const { seen, copied } = await copyStore({
    from: source,
    to: target,
    resume,
    onProgress: (progress) => counter.show(`${progress.seen} events, ${progress.copied} of them copied now`),
  });
  counter.end();
  console.log(`${copied} of ${seen} events copied in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);

  const map = mapFile === undefined ? undefined : lineWriter(mapFile);
  const comparison = await compareStores({
    from: source,
    to: target,
    onProgress: (count) => counter.show(`${count} events compared`),
    ...(map === undefined ? {} : { onPlace: (one: string, other: string) => map.write(`${one}\t${other}`) }),
  });
  counter.end();
  await map?.end();
  console.log(comparisonText(comparison));
  return comparison.equal;
};

await runInTerminal(async () => {
  const { from, to, resume, map, help } = readArguments(process.argv.slice(2));
  if (help || from === undefined || to === undefined) {
    console.log(usage);
    if (!help) process.exitCode = 1;
    return;
  }
  if (await copy(from, to, resume, map)) console.log(`${shown(to)} holds what ${shown(from)} holds, in the same order.`);
  else throw new Sentence('The stores differ: somebody wrote to one of them. Stop the writers, then run this again with --resume.');
});
