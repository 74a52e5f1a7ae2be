// Runs the steps of the gate: all of them, whatever fails, a few at a time.
import type { ToolRun } from './tool.ts';

export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** How the tool says how many files it looked at; a green step that looked at fewer than `atLeast` fails. */
  readonly looked?: { readonly pattern: RegExp; readonly atLeast: number };
}

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

/** Runs a command; see runTool. */
export type Run = (command: string, args: readonly string[]) => Promise<ToolRun>;

const runStep = async (step: Step, run: Run): Promise<StepResult> => {
  const started = performance.now();
  const { exitCode, output } = await run(step.command, step.args);
  const vacuous = exitCode === 0 ? vacuity(step, output) : undefined;
  return {
    name: step.name,
    ok: exitCode === 0 && vacuous === undefined,
    seconds: (performance.now() - started) / 1000,
    output: vacuous === undefined ? output : `${output}${vacuous}\n`,
  };
};

const vacuity = ({ looked }: Step, output: string): string | undefined => {
  if (looked === undefined) return undefined;
  const count = looked.pattern.exec(output)?.[1];
  if (count === undefined) return 'It did not say how many files it looked at.';
  return Number(count) < looked.atLeast ? `It looked at ${count} files of at least ${looked.atLeast}.` : undefined;
};

/**
 * Runs all steps, at most `atOnce` at a time, reporting each as it ends.
 * @returns the results in the order of the steps
 */
export const runGate = async (
  steps: readonly Step[],
  run: Run,
  atOnce: number,
  report: (result: StepResult) => void,
): Promise<readonly StepResult[]> => {
  const results: StepResult[] = [];
  const waiting = steps.entries();
  const worker = async (): Promise<void> => {
    for (const [place, step] of waiting) {
      const result = await runStep(step, run);
      results[place] = result;
      report(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
};

/** One line per step; what a failed one said follows, indented. */
export const describeStep = ({ name, ok, seconds, output }: StepResult): string => {
  const line = `${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(32)} ${seconds.toFixed(1).padStart(5)} s`;
  return ok ? line : `${line}\n${output.trimEnd().replace(/^/gm, '        ')}`;
};
