// npm run bench [-- NAME …]: without a name the figures of the README, with one the bench of that part.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');
const benches: Readonly<Record<string, string>> = {
  'event-store': 'libs/event-store/bench/event-store.ts',
  registry: 'infra/load/registry/bench.ts',
  assessment: 'infra/load/assessment/bench.ts',
  query: 'infra/load/query/bench.ts',
};

const [name = '', ...rest] = process.argv.slice(2);
const known = benches[name];
if (known === undefined && name !== '' && !name.startsWith('--')) {
  console.error(`There is no bench ${name}; there are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const args = known === undefined ? ['infra/load/bench.ts', ...process.argv.slice(2)] : [known, ...rest];
const child = spawn(process.execPath, args, { cwd: repository, stdio: 'inherit' });
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
