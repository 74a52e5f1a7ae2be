// A process of the bench's own: started with an environment, heard until it ends. It ends with this one.
import { fork } from 'node:child_process';
import { join } from 'node:path';

const parentGuard = join(import.meta.dirname, '../../local/end-with-parent.ts');

export interface Helper<M> {
  /** Resolves with the first message of a kind; rejects when the process ends before it comes. */
  readonly until: (kind: string) => Promise<M>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a program.
 * @param onMessage told of everything it says
 */
export const startHelper = <M extends { readonly kind: string }>(
  program: string,
  env: Readonly<Record<string, string>>,
  options: { readonly onMessage?: (message: M) => void; readonly cwd?: string } = {},
): Helper<M> => {
  const { onMessage = () => undefined, cwd } = options;
  const said: string[] = [];
  const child = fork(program, [], {
    execArgv: ['--import', parentGuard],
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said.push(chunk.toString());
  });
  const messages: M[] = [];
  const waiting: { readonly kind: string; readonly resolve: (message: M) => void }[] = [];
  child.on('message', (message: M) => {
    messages.push(message);
    onMessage(message);
    for (const each of waiting) if (each.kind === message.kind) each.resolve(message);
  });
  const { promise: ended, resolve: nowEnded } = Promise.withResolvers<string>();
  child.on('error', ({ message }) => nowEnded(message));
  child.on('exit', (code, signal) => nowEnded(`${program} ended with ${code ?? signal}: ${said.join('').slice(-2_000)}`));
  return {
    until: async (kind) => {
      const found = messages.find((message) => message.kind === kind);
      if (found !== undefined) return found;
      const { promise, resolve } = Promise.withResolvers<M>();
      waiting.push({ kind, resolve });
      return Promise.race([
        promise,
        ended.then((why) => {
          throw new Error(why);
        }),
      ]);
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      else child.kill();
      await ended;
    },
  };
};
