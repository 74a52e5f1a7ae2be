import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { clone } from '../local/folders.ts';
import { median } from './measure.ts';

export interface Figures {
  readonly first: number;
  readonly second: number;
  readonly memory: readonly Readonly<Record<string, number>>[];
  readonly commands: readonly number[];
  readonly inserts: readonly number[];
  /** Pages that the service remembers, because nothing has changed since, and pages that it works out each time. */
  readonly remembered: Pages;
  readonly workedOut: Pages;
}

interface Pages {
  readonly pages: readonly number[];
  readonly selects: readonly number[];
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** Median of the ratios of each round, because the machine's speed drifts between rounds. */
const ratio = (ours: readonly number[], raw: readonly number[]): string =>
  median(ours.map((value, round) => value / (raw[round] ?? Number.NaN))).toFixed(2);

const pagesLine = (how: string, { pages, selects }: Pages): string =>
  `| pages of 20 parcels over GraphQL, ${how} | ${Math.round(median(pages))} | ${ratio(pages, selects)} | of the same rows by one SQL statement, ${Math.round(median(selects))} |`;

const tables = (figures: Figures): string => {
  const names = Object.keys(figures.memory[0] ?? {});
  const megabytes = (name: string) => `${Math.round(median(figures.memory.map((each) => each[name] ?? 0)))} MB`;
  return [
    `Measured on ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, everything on the one machine; medians of 3.`,
    '',
    '| waiting and memory | |',
    '| --- | --- |',
    `| from \`npm ci\` done to the first answer | ${seconds(figures.first)} |`,
    `| the same over existing data | ${seconds(figures.second)} |`,
    ...names.map((name) => `| memory at rest: ${name} | ${megabytes(name)} |`),
    '',
    '| speed, 8 callers | a second | against the raw limit | |',
    '| --- | --- | --- | --- |',
    `| commands over HTTP (POST /parcels) | ${Math.round(median(figures.commands))} | ${ratio(figures.commands, figures.inserts)} | of single-row inserts into a plain table, ${Math.round(median(figures.inserts))} |`,
    pagesLine('worked out each time', figures.workedOut),
    pagesLine('remembered until a row changes', figures.remembered),
  ].join('\n');
};

const marked = /(<!-- figures -->\n)[\s\S]*?(<!-- \/figures -->)/;

/** Prints the tables; with `write` also puts them between the marks of both READMEs. */
export const writeFigures = async (figures: Figures, write: boolean): Promise<void> => {
  const text = tables(figures);
  console.log(text);
  if (!write) return;
  for (const name of ['README.md', 'README.zh-CN.md']) {
    const path = join(clone, name);
    const before = await readFile(path, 'utf8');
    if (!marked.test(before)) throw new Error(`${name} has no place for figures`);
    await writeFile(path, before.replace(marked, `$1${text}\n$2`));
  }
};
