// Generates the city and makes its read models; with a folder that outlives the run, only once.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Figure, say } from '@yimu/event-store/bench/figures';
import { cityDrafts, currentCycle } from './city/city.ts';
import { correctionsAlone } from './city/corrections.ts';
import type { Draft } from './city/draft.ts';
import { positionOf, recorder } from './city/record.ts';
import { type Shape, shapeOf } from './city/shape.ts';
import { type Feed, writeFeed } from './city/write-feed.ts';
import type { Place } from './place.ts';
import { correctionFigure, project, projectingFigures } from './projecting.ts';

const corrections = 20_000;

/** Seconds since then, for people. */
const since = (begun: number): string => `${((performance.now() - begun) / 1_000).toFixed(1)} s`;

const sayMix = ({ count, mix }: Feed): void => {
  const byCount = Object.entries(mix).toSorted(([, left], [, right]) => right - left);
  say(`${count} events: ${byCount.map(([type, each]) => `${type} ${each}`).join(', ')}`);
};

const generate = async (
  place: Place,
  name: string,
  drafts: Iterable<Draft>,
  { record = recorder(place.identity), after = 0 }: { readonly record?: ReturnType<typeof recorder>; readonly after?: number } = {},
): Promise<Feed> => {
  const begun = performance.now();
  const feed = await writeFeed(join(place.folder, `${name}.feed`), drafts, { identity: place.identity, record, after });
  say(`${name}: ${feed.count} events generated in ${since(begun)}, ${Math.round(feed.bytes / 1e6)} MB`);
  return feed;
};

const remove = async ({ file }: Feed): Promise<void> => {
  await rm(file, { force: true });
  await rm(`${file}.json`, { force: true });
};

/** What an earlier run in the same folder left. */
const standsThere = async (marker: string, scale: number): Promise<boolean> => {
  const text = await readFile(marker, 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  if (text !== String(scale)) throw new Error(`the folder holds a city of scale ${text}`);
  return true;
};

/**
 * The read models of the city, with their figures; none when they stood there already. Positions of what is appended later follow those
 * of the generated events.
 */
export const fillCity = async (place: Place, shape: Shape): Promise<readonly Figure[]> => {
  const marker = join(place.folder, 'city.filled');
  if (await standsThere(marker, shape.scale)) return [];
  const record = recorder(place.identity);
  const feed = await generate(place, 'city', cityDrafts(shape), { record });
  sayMix(feed);
  const whole = await project(place, 'read', feed, 'fill');
  await remove(feed);
  await place.run('read', 'analyze');
  const figures = [...(await projectingFigures(place, whole))];
  const after = await generate(place, 'corrections', correctionsAlone(shape, corrections), { record, after: feed.count });
  figures.push(correctionFigure(await project(place, 'read', after, 'follow')));
  await remove(after);
  await place.run('events', `select setval('event_position_seq', $1)`, [feed.count + after.count]);
  await settle(place, 'read');
  await writeFile(marker, String(shape.scale));
  return figures;
};

/** The read models of the current cycle of a city ten times as large. */
export const fillTenfold = async (place: Place, scale: number): Promise<void> => {
  const marker = join(place.folder, 'tenfold.filled');
  if (await standsThere(marker, scale)) return;
  const feed = await generate(place, 'tenfold', currentCycle(await shapeOf(scale * 10)));
  const begun = performance.now();
  await project(place, 'tenfold', feed, 'fill');
  await remove(feed);
  await settle(place, 'tenfold');
  // Both services follow one store: nothing that stands there is still to come.
  const [head] = await place.run<{ number: string }>('events', 'select last_value as number from event_position_seq');
  await place.run('tenfold', 'update checkpoint set position = $1', [positionOf(place.identity, Number(head?.number))]);
  say(`tenfold: filled in ${since(begun)}`);
  await writeFile(marker, String(scale));
};

/** What a database does by itself within minutes, at once: statistics, and pages marked as seen by all. */
const settle = async (place: Place, database: 'read' | 'tenfold'): Promise<void> => {
  const begun = performance.now();
  await place.run(database, 'vacuum (analyze, parallel 2)');
  say(`${database}: settled in ${since(begun)}`);
};
