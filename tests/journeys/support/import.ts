import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const clone = join(import.meta.dirname, '../../..');

/** The lists of 漕府〔2024〕11号 as the project ships them. */
export const caojingLists = join(clone, 'infra/seed/caojing-2024');

export interface Importing {
  readonly child: ChildProcess;
  /** Resolves when the importer has ended: its code (null when it was killed) and what it printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly printed: string; readonly complained: string }>;
  /** Resolves when the progress names this. */
  reached(subject: string): Promise<void>;
}

export interface Addresses {
  readonly registry: string;
  readonly assessment: string;
  readonly graphql: string;
}

/** Runs the importer as a person would, on a folder of lists. */
export const importing = (urls: Addresses, token: string, folder = caojingLists): Importing => {
  const child = spawn(process.execPath, [join(clone, 'infra/import/import.ts'), folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      YIMU_REGISTRY_URL: urls.registry,
      YIMU_ASSESSMENT_URL: urls.assessment,
      YIMU_GRAPHQL_URL: urls.graphql,
      YIMU_TOKEN: token,
    },
  });
  let complained = '';
  const waiting = new Set<() => void>();
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complained += chunk;
    for (const look of waiting) look();
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  const printed = text(child.stdout);
  return {
    child,
    ended: Promise.all([exited, printed]).then(([code, all]) => ({ code, printed: all, complained })),
    reached: (subject) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!complained.includes(subject)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void exited.then(() => {
          look();
          reject(new Error(`the importer ended before it reached ${subject}: ${complained}`));
        });
      }),
  };
};

/** Runs the importer to its end. Throws unless it ends well. */
export const imported = async (urls: Addresses, token: string, folder?: string): Promise<string> => {
  const { code, printed, complained } = await importing(urls, token, folder).ended;
  if (code !== 0) throw new Error(`the importer ended with ${code}: ${complained}\n${printed}`);
  return printed;
};
