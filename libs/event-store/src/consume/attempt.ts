import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Settings } from './options.ts';
import { pause } from './waiting.ts';

/** How the handling of one event came out; `stopped` leaves it to the next leader. */
export type Outcome =
  | { readonly kind: 'handled' }
  | { readonly kind: 'failed'; readonly attempts: number; readonly error: unknown }
  | { readonly kind: 'stopped' };

/**
 * Tries to handle an event until it succeeds, has failed `attempts` times, or the signal ends it.
 * @param reachable answers whether the checkpoint store, which lies beside the events, can be reached right now: a failure
 *   during an outage says nothing about the event, so it does not count, and an outage parks nothing
 */
export const attempt = async (
  { handle, attempts, pauses, onNotice }: Settings,
  event: RecordedEvent,
  reachable: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<Outcome> => {
  let failures = 0;
  for (let wait = pauses.first; !signal.aborted; wait = Math.min(wait * 2, pauses.longest)) {
    try {
      await handle(event);
      return { kind: 'handled' };
    } catch (error) {
      if (signal.aborted) break;
      if (await reachable()) failures += 1;
      if (failures >= attempts) return { kind: 'failed', attempts: failures, error };
      onNotice({ kind: 'failed', what: event.id, error, retryIn: wait });
      await pause(wait, signal);
    }
  }
  return { kind: 'stopped' };
};
