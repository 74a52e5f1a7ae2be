import type { CheckpointListener, ClientRecord, Delivered, LogPosition, OpenSource } from './client.ts';
import { LostResponse } from './client-error.ts';

/** What comes out of a source, in the order in which the server sent it. */
export type Delivery =
  /** The record that stood there: of a link the link itself, whose target may be gone. */
  | { readonly kind: 'record'; readonly record: ClientRecord }
  /** Up to here nothing matches that was not delivered. */
  | { readonly kind: 'checkpoint'; readonly position: LogPosition }
  | { readonly kind: 'caught-up' }
  /** Nothing has come for a while. */
  | { readonly kind: 'idle' };

export interface DeliveryOptions {
  readonly signal?: AbortSignal;
  /** After how many milliseconds of silence to say `idle`; asked for anew each time. None = never. */
  readonly idle?: () => number;
  /** After how many milliseconds without a sign of life to throw LostResponse: a read's every piece, a subscription's confirmation. */
  readonly answer: number;
  /** True for a subscription: once it is confirmed it may be silent, and an end is a drop. */
  readonly lasting?: boolean;
}

/**
 * Takes from a source at the reader's pace. Listens before anything is awaited, since the source may fail at once; returns at
 * its end or when the signal says so, throws its error, and lets it go in every case, not listening to what still arrives.
 */
export const deliveries = (open: (onCheckpoint: CheckpointListener) => OpenSource, options: DeliveryOptions): AsyncGenerator<Delivery> => {
  const { signal, idle, answer, lasting = false } = options;
  /** Signs that stand between records: `due` says behind how many of them. */
  const signs: { readonly due: number; readonly delivery: Delivery; readonly taken: () => void }[] = [];
  let taken = 0;
  let failure: { readonly error: unknown } | undefined;
  let ended = false;
  let alive = false;
  let wakeUp: () => void = () => undefined;

  const sign = (delivery: Delivery): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    signs.push({ due: taken + source.readableLength, delivery, taken: resolve });
    wakeUp();
    return promise;
  };
  const { source, cancel } = open((position) => sign({ kind: 'checkpoint', position }));
  source.on('error', (error) => {
    failure ??= { error };
    wakeUp();
  });
  source.on('confirmation', () => {
    alive = true;
    wakeUp();
  });
  source.on('caughtUp', () => void sign({ kind: 'caught-up' }));
  for (const end of ['end', 'close'] as const)
    source.on(end, () => {
      ended = true;
      wakeUp();
    });
  source.on('readable', () => wakeUp());

  const next = (): Delivery | undefined => {
    const [first] = signs;
    if (first !== undefined && first.due <= taken) {
      signs.shift();
      first.taken();
      return first.delivery;
    }
    const item = source.read() as Delivered | null;
    if (item === null) return undefined;
    taken += 1;
    const record = item.link ?? item.event;
    return record === undefined ? next() : { kind: 'record', record };
  };

  /** Waits for a reason to look again; answers whether there was one in time. */
  const woken = async (milliseconds: number): Promise<boolean> => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    wakeUp = () => resolve(true);
    signal?.addEventListener('abort', wakeUp);
    const timer = Number.isFinite(milliseconds) ? setTimeout(() => resolve(false), milliseconds) : undefined;
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wakeUp);
    }
  };

  return (async function* () {
    try {
      while (signal?.aborted !== true) {
        const delivery = next();
        if (delivery !== undefined) {
          alive = true;
          yield delivery;
        } else if (failure !== undefined) throw failure.error;
        else if (ended) return;
        else if (lasting && alive) {
          if (!(await woken(idle?.() ?? Number.POSITIVE_INFINITY))) yield { kind: 'idle' };
        } else if (!(await woken(answer))) throw new LostResponse(`EventStoreDB has not answered for ${answer} ms`);
      }
    } finally {
      cancel().catch(() => undefined);
    }
  })();
};
