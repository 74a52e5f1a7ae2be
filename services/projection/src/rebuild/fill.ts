// All ranges of a unit by several threads at once, which is how a fill uses all cores: each folds while another waits for the database.
import { Worker } from 'node:worker_threads';
import type { ClientConfig } from 'pg';
import type { Extent } from './fill-range.ts';
import type { Range } from './ranges.ts';
import { plus, type Sums } from './sums.ts';

/** What a thread is told at its start. */
export interface FillWork {
  readonly connection: ClientConfig;
  /** The address of a module that exports `projections`: functions cannot be handed to a thread. */
  readonly module: string;
  readonly names: readonly string[];
  readonly extent: Extent;
  /** Whether what is written is added up, to be compared with what lies there then. */
  readonly summed: boolean;
}

/** What a thread answers. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'filled'; readonly sums: Sums; readonly events: number }
  /** `fault`: of what an event holds or how it is folded, so that trying again would not help. */
  | { readonly kind: 'failed'; readonly range: Range; readonly error: string; readonly fault: boolean };

/** An event of a range cannot be folded. Its message has the stack of the fault, which may quote the event: for logs. */
export class UnfoldableEvent extends Error {
  override readonly name = 'UnfoldableEvent';
}

export interface FillOptions extends FillWork {
  readonly ranges: readonly Range[];
  readonly threads: number;
  readonly signal: AbortSignal;
  /** Called after each range with the events folded so far. */
  readonly onProgress: (events: number) => void;
}

/** Fills every range once; answers what was written. Throws UnfoldableEvent and other faults of threads, and the signal's reason. */
export const fill = async ({ ranges, threads, signal, onProgress, ...work }: FillOptions): Promise<Sums> => {
  const waiting = [...ranges].reverse();
  let sums: Sums = new Map();
  let events = 0;
  const runThread = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./fill-worker.ts', import.meta.url), {
        workerData: work,
        // What a range makes lives as long as the range; a small nursery would copy most of it twice.
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      });
      const stop = (): void => void worker.terminate();
      signal.addEventListener('abort', stop, { once: true });
      worker.on('message', (reply: Reply) => {
        if (reply.kind === 'failed') {
          const text = `the streams from ${reply.range.from} on: ${reply.error}`;
          reject(reply.fault ? new UnfoldableEvent(text) : new Error(text));
          stop();
          return;
        }
        if (reply.kind === 'filled') {
          sums = plus(sums, reply.sums);
          events += reply.events;
          onProgress(events);
        }
        worker.postMessage(waiting.pop() ?? null);
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        signal.removeEventListener('abort', stop);
        if (signal.aborted) reject(signal.reason as Error);
        resolve();
      });
    });
  const running = Array.from({ length: Math.max(1, Math.min(threads, ranges.length)) }, () =>
    runThread().catch((error: unknown) => {
      waiting.length = 0;
      throw error;
    }),
  );
  const ended = await Promise.allSettled(running);
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  return sums;
};
