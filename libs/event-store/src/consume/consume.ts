// The runner for consumers with side effects: one leader at a time, every event at least once, those of a stream in order,
// from where the last leader stopped. An event that keeps failing is parked, later ones of its stream behind it; all other
// streams go on. See durable-subscription.ts for what is kept where.
import type { Lease } from '../durable-subscription.ts';
import { lead } from './lead.ts';
import { type ConsumeOptions, type Settings, withDefaults } from './options.ts';
import { pause } from './waiting.ts';

/** Waits for the lease and leads until it is lost, the feed breaks (then it throws) or the signal ends it. */
const round = async (settings: Settings): Promise<void> => {
  const { checkpoints, name, owner, ttl, signal, onNotice } = settings;
  const lease: Lease | undefined = await checkpoints.acquire(name, owner, ttl);
  if (lease === undefined) return pause(ttl / 2, signal);
  onNotice({ kind: 'leading', epoch: lease.epoch, after: lease.checkpoint });
  await lead(settings, lease);
};

/** Runs a consumer until its signal ends it. Never rejects: outages and errors are noticed and outlasted. */
export const consume = async (options: ConsumeOptions): Promise<void> => {
  const settings = withDefaults(options);
  const { signal, pauses, onNotice } = settings;
  let wait = pauses.first;
  while (!signal.aborted) {
    try {
      await round(settings);
      wait = pauses.first;
    } catch (error) {
      if (signal.aborted) return;
      onNotice({ kind: 'failed', what: 'subscription', error, retryIn: wait });
      await pause(wait, signal);
      wait = Math.min(wait * 2, pauses.longest);
    }
  }
};
