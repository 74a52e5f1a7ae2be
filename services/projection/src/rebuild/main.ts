// A read model anew, as a process of its own: `npm run rebuild` starts it and shows what it says. Without a listener it says it line by line.
import { parseArgs } from 'node:util';
import { checkpointName } from '../engine/run-projections.ts';
import { projections } from '../projections/index.ts';
import type { Difference } from './compare.ts';
import type { Progress } from './progress.ts';
import { type RebuildOptions, type Rebuilt, rebuild } from './rebuild.ts';
import { RebuildRefused } from './refused.ts';
import { dropRetired, switchBack } from './switch-back.ts';

type Said =
  | { readonly kind: 'read-models'; readonly names: readonly string[] }
  | { readonly kind: 'unit'; readonly names: readonly string[]; readonly tables: readonly string[] }
  | ({ readonly kind: 'progress' } & Progress)
  | { readonly kind: 'ended'; readonly switched: boolean; readonly events: number; readonly differences: readonly Difference[] }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'refused'; readonly message: string };

const say = (message: Said): void => {
  if (process.send === undefined) process.stdout.write(`${JSON.stringify(message)}\n`);
  else process.send(message);
};

const namesOf = (of: RebuildOptions['projections']): readonly string[] => of.map(({ name }) => name);

const readArguments = () =>
  parseArgs({
    strict: true,
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      back: { type: 'boolean', default: false },
      drop: { type: 'boolean', default: false },
      'accept-differences': { type: 'boolean', default: false },
      threads: { type: 'string', default: '2' },
    },
  });

const ended = ({ switched, events, differences }: Rebuilt): void => {
  say({ kind: 'ended', switched, events, differences });
  if (!switched) process.exitCode = 1;
};

const run = async (connectionString: string, signal: AbortSignal): Promise<void> => {
  const { values, positionals } = readArguments();
  if (values.list) return say({ kind: 'read-models', names: namesOf(projections) });
  if (values.drop) {
    await dropRetired(connectionString);
    return say({ kind: 'dropped' });
  }
  const [name = '', ...more] = positionals;
  if (more.length > 0) throw new RebuildRefused('Expected the name of one read model; --list shows all.');
  const options: RebuildOptions = {
    connectionString,
    module: import.meta.resolve('../projections/index.ts'),
    projections,
    name,
    checkpoint: checkpointName,
    acceptDifferences: values['accept-differences'],
    threads: Math.max(1, Number.parseInt(values.threads, 10) || 2),
    signal,
    onUnit: (unit) => say({ kind: 'unit', names: namesOf(unit.projections), tables: unit.tables }),
    onProgress: (progress) => say({ kind: 'progress', ...progress }),
  };
  ended(await (values.back ? switchBack(options) : rebuild(options)));
};

const controller = new AbortController();
const stop = (): void => controller.abort(new RebuildRefused('Stopped. The rows in use are as they were.'));
for (const name of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(name, stop);
try {
  const connectionString = process.env.DATABASE_URL;
  if (connectionString === undefined)
    throw new RebuildRefused('DATABASE_URL is missing: the read database, as a login of the group yimu_projector.');
  await run(connectionString, controller.signal);
} catch (error) {
  const refused = error instanceof RebuildRefused || (error instanceof TypeError && 'code' in error);
  if (refused) say({ kind: 'refused', message: error.message });
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
process.off('disconnect', stop);
process.disconnect?.();
