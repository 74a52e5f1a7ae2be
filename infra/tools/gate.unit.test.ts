import { describe, expect, it } from 'vitest';
import { describeStep, type Run, runGate, type Step, type StepResult } from './gate.ts';

/** A run in which the command is the exit code and the arguments are the output. */
const run: Run = (command, args) => Promise.resolve({ exitCode: Number(command), output: args.join(''), stdout: '' });

const outcomes = async (steps: readonly Step[], atOnce = 2): Promise<readonly StepResult[]> => await runGate(steps, run, atOnce, () => {});

describe('the gate', () => {
  it('runs every step, whatever fails, and answers in the order of the steps', async () => {
    const steps = ['1', '0', '2', '0'].map((command, n) => ({ name: `step ${n}`, command, args: [] }));
    expect((await outcomes(steps)).map(({ name, ok }) => [name, ok])).toEqual([
      ['step 0', false],
      ['step 1', true],
      ['step 2', false],
      ['step 3', true],
    ]);
  });

  it('runs no more steps at once than it may', async () => {
    let running = 0;
    let most = 0;
    const counting: Run = async (...step) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return await run(...step);
    };
    const steps = Array.from({ length: 6 }, (_, n) => ({ name: `step ${n}`, command: '0', args: [] }));
    await runGate(steps, counting, 2, () => {});
    expect(most).toBe(2);
  });

  const looking = (output: string): Step => ({
    name: 'lint',
    command: '0',
    args: [output],
    looked: { pattern: /Checked (\d+) files/, atLeast: 10 },
  });

  it.each([
    ['Checked 10 files', true],
    ['Checked 9 files', false],
    ['Checked 0 files', false],
    ['', false],
  ])('believes a green step that says %j: %s', async (output, ok) => {
    expect((await outcomes([looking(output)])).map((result) => result.ok)).toEqual([ok]);
  });

  it('shows what a failed step said, and nothing of one that passed', () => {
    const result = { name: 'types', seconds: 1.23, output: 'a line\nanother\n' };
    expect(describeStep({ ...result, ok: true })).toBe('ok      types                              1.2 s');
    expect(describeStep({ ...result, ok: false })).toBe(
      'FAILED  types                              1.2 s\n        a line\n        another',
    );
  });
});
