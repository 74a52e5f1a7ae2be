// npm run bench -- query [--only LINE] [--quick] [--scale N] [--data FOLDER]: how fast the read side answers over a generated city of
// 48,501 parcels with five yearly cycles, and how fast its read models are made. --only measures the lines whose names begin so; --quick
// measures a fiftieth of the city, which says that everything runs and nothing of its speed; --scale another share. --data keeps the
// filled databases in a folder, which makes the next run there begin with the questions.
import { cpus } from 'node:os';
import { type Figure, say, sayHead, sayLines, sayRow } from '@yimu/event-store/bench/figures';
import { chosenBy, optionsOf } from '@yimu/event-store/bench/options';
import type { Bed, Group } from './bed.ts';
import { shapeOf } from './city/shape.ts';
import { fillCity, fillTenfold } from './filled.ts';
import { overviewGroups } from './lines/overview.ts';
import { pageGroups } from './lines/page.ts';
import { postgraphileGroup } from './lines/postgraphile.ts';
import { questionGroups } from './lines/questions.ts';
import { tenfoldGroup } from './lines/tenfold.ts';
import { visibleGroup } from './lines/visible.ts';
import { type Place, startPlace } from './place.ts';
import { askersOf } from './scopes.ts';

const options = optionsOf({
  only: { type: 'string', default: '' },
  quick: { type: 'boolean', default: false },
  scale: { type: 'string' },
  data: { type: 'string' },
});
const scale = Number(options.scale ?? (options.quick ? '0.02' : '1'));
const seconds = options.quick ? 2 : 5;
const projectLines = ['project.events_per_s', 'project.corrections_per_s', 'project.rss_mb'];

const began = performance.now();
const minutes = (): string => `${((performance.now() - began) / 60_000).toFixed(1)} min`;

const sayMachine = ({ settings }: Place): void => {
  say(`${cpus().length} cores (${cpus()[0]?.model.trim()}), shared by service, PostgreSQL and load; Node ${process.versions.node}`);
  say(
    Object.entries(settings)
      .map(([name, setting]) => `${name} = ${setting}`)
      .join(', '),
  );
};

/** Measures group after group; one that fails is named and leaves the others alone. */
const measureGroups = async (
  bed: Bed,
  groups: readonly Group[],
): Promise<{ readonly figures: readonly Figure[]; readonly failed: readonly string[] }> => {
  const figures: Figure[] = [];
  const failed: string[] = [];
  for (const { names, measure } of groups) {
    try {
      const measured = await measure(bed);
      figures.push(...measured);
      for (const figure of measured) sayRow(figure);
    } catch (error) {
      failed.push(...names);
      say(`${names.join(', ')} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { figures, failed };
};

const main = async (): Promise<void> => {
  const groups: Group[] = [...pageGroups, postgraphileGroup, ...overviewGroups, ...questionGroups, visibleGroup];
  const tenfoldNames = ['tenfold.overview', 'tenfold.page'];
  const wanted = chosenBy(options.only, [...projectLines, ...groups.flatMap(({ names }) => names), ...tenfoldNames]);
  const place = await startPlace(options.data);
  try {
    sayMachine(place);
    const shape = await shapeOf(scale);
    say(`${shape.parcels} parcels in ${shape.towns.length} towns, held by ${shape.companies} companies`);
    const filled = await fillCity(place, shape);
    filled.forEach(sayRow);
    say(`the city stands after ${minutes()}`);
    groups.push(
      tenfoldGroup(async () => {
        await fillTenfold(place, scale);
        return (await place.startService('tenfold', 'computed')).url;
      }, wanted),
    );
    const chosen = groups.filter(({ names }) => names.some(wanted));
    const { figures, failed } = chosen.length === 0 ? { figures: [], failed: [] } : await measureGroups(await bedOf(place, shape), chosen);
    say(`measured after ${minutes()}`);
    const all = [...figures, ...filled].filter(({ name }) => wanted(name));
    say('');
    sayHead();
    all.forEach(sayRow);
    say('');
    sayLines(all);
    if (failed.length > 0) {
      say(`not measured: ${failed.join(', ')}`);
      process.exitCode = 1;
    }
  } finally {
    await place.stop();
  }
};

const bedOf = async (place: Place, shape: Bed['shape']): Promise<Bed> => {
  const [{ url }, { url: computing }] = [await place.startService('read', 'remembered'), await place.startService('read', 'computed')];
  return { place, shape, url, computing, askers: await askersOf(place, shape), seconds };
};

await main();
