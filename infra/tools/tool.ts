// How the gate runs the tools that npm installed.
import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

/** The root of this repository. */
export const repository = resolve(import.meta.dirname, '../..');

const bin = resolve(repository, 'node_modules/.bin');

export interface ToolRun {
  readonly exitCode: number;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
  readonly stdout: string;
}

/** Runs a command with the tools of this repository first in the path, without colours, input or telemetry. Never throws on a failing command. */
export const runTool = async (command: string, args: readonly string[], cwd: string = repository): Promise<ToolRun> =>
  await new Promise((done, failed) => {
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1', TURBO_TELEMETRY_DISABLED: '1' };
    const { FORCE_COLOR: _, ...plain } = env as NodeJS.ProcessEnv;
    const child = spawn(command, [...args], { cwd, env: plain, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', failed);
    child.on('close', (code) => done({ exitCode: code ?? 1, output, stdout }));
  });
