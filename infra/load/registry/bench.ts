// npm run bench -- registry [--only import | http] [--quick] [--profile FOLDER]: how fast the registry is over HTTP, against the raw
// limit of the same run. --profile leaves a CPU profile of the service there.
import { cpus } from 'node:os';
import { type Figure, say, sayHead, sayLines, sayRow } from '@yimu/event-store/bench/figures';
import { chosenBy, optionsOf } from '@yimu/event-store/bench/options';
import { readJurisdictions } from '../../seed/seed.ts';
import { measureImport } from './import-figures.ts';
import { startPlace } from './place.ts';
import { measureRegistrations } from './register-figures.ts';

const options = optionsOf({
  quick: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  profile: { type: 'string' },
});
const wanted = chosenBy(options.only, ['http', 'import']);

const main = async (): Promise<void> => {
  const place = await startPlace(options.profile);
  try {
    say(
      `${cpus().length} cores (${cpus()[0]?.model.trim()}), shared by the load generator, the service and PostgreSQL; Node ${process.versions.node}, medians of 3 rounds`,
    );
    say(
      Object.entries(place.settings)
        .map(([name, setting]) => `${name} = ${setting}`)
        .join(', '),
    );
    sayHead();
    const figures: Figure[] = [];
    const measured = (some: readonly Figure[]): void => {
      figures.push(...some);
      some.forEach(sayRow);
    };
    const towns = (await readJurisdictions()).map(({ code }) => code).filter((code) => code.length === 9);
    if (wanted('http')) measured(await measureRegistrations(place, towns, options.quick ? 2_000 : 5_000));
    // After it, because a process that has just started takes memory for its heap whatever it is asked.
    if (wanted('import')) measured(await measureImport(place, towns));
    say('');
    sayLines(figures);
  } finally {
    await place.stop();
  }
};

await main();
