import { AppendTooLarge } from './errors.ts';

/** Limits every adapter shares, so that any store can be copied into any other. */
export const limits = { eventBytes: 60 * 1024, appendEvents: 1_000, appendBytes: 1024 * 1024 } as const;

/** Checks the sizes of serialised events as `sizeOf` counts them. Throws AppendTooLarge naming the limit. */
export const checkLimits = (sizes: readonly number[]): void => {
  if (sizes.length > limits.appendEvents)
    throw new AppendTooLarge(`an append holds at most ${limits.appendEvents} events, not ${sizes.length}`);
  const largest = Math.max(0, ...sizes);
  if (largest > limits.eventBytes) throw new AppendTooLarge(`an event holds at most ${limits.eventBytes} bytes, not ${largest}`);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > limits.appendBytes) throw new AppendTooLarge(`an append holds at most ${limits.appendBytes} bytes, not ${total}`);
};
