// npm run check: the one gate. Every step runs, whatever fails; README.md beside this file says what each one guards.
import { globSync } from 'node:fs';
import { describeStep, runGate, type Step } from './gate.ts';
import { repository, runTool } from './tool.ts';

const sources = globSync('{libs,services,infra,tests}/**/*.ts', { cwd: repository, exclude: ['**/node_modules/**'] }).length;
const tool = (name: string, ...args: readonly string[]) => ({ command: name, args });
const own = (name: string, ...args: readonly string[]) => ({ command: process.execPath, args: [`infra/tools/${name}.ts`, ...args] });

// The slow ones first, so that the quick ones fill the gaps.
const steps: readonly Step[] = [
  { name: 'generated reference', ...own('write-reference', '--check') },
  { name: 'types', ...tool('tsc', '-p', '.') },
  {
    name: 'format, import order, lint',
    ...tool('biome', 'ci', '--colors=off', '--reporter=concise', '--error-on-warnings', '.'),
    looked: { pattern: /Checked (\d+) files/, atLeast: sources },
  },
  {
    name: 'lint that needs types',
    ...tool('oxlint', '--deny-warnings'),
    looked: { pattern: /on (\d+) files/, atLeast: sources },
  },
  { name: 'import rules', ...own('check-boundaries'), looked: { pattern: /^(\d+) modules/m, atLeast: sources } },
  { name: 'package edges', ...tool('turbo', 'boundaries'), looked: { pattern: /Checked (\d+) files/, atLeast: sources } },
  { name: 'unused code', ...tool('knip', '--no-progress', '--no-config-hints') },
  { name: 'lock file', ...own('complete-lock', '--check') },
];

const started = performance.now();
const results = await runGate(steps, runTool, 2, (result) => console.log(describeStep(result)));
const failed = results.filter(({ ok }) => !ok).length;
console.log(`${results.length - failed} ok, ${failed} failed, ${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = failed === 0 ? 0 : 1;
