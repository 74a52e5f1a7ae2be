import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Lease, ParkedEvent } from '../durable-subscription.ts';
import type { FeedItem } from '../event-store.ts';
import { attempt } from './attempt.ts';
import { failureOf } from './failure.ts';
import type { Settings } from './options.ts';
import { oneAtATime, pause } from './waiting.ts';

/** An event of the feed as it is parked. */
const parkedAs = ({ id, stream, revision, position }: RecordedEvent, attempts: number, error: string | undefined): ParkedEvent => ({
  eventId: id,
  stream,
  revision,
  position,
  attempts,
  error,
});

/** Works through the feed while this process leads. Returns when it no longer does; throws when the feed breaks. */
export const lead = async (settings: Settings, lease: Lease): Promise<void> => {
  const { store, checkpoints, name, filter, owner, ttl, replayLook, onNotice } = settings;
  const over = new AbortController();
  const signal = AbortSignal.any([settings.signal, over.signal]);
  let lost = false;
  const unlessLost = (held: boolean): void => {
    if (held) return;
    lost = true;
    over.abort();
  };
  /** Renews; false while the checkpoint store cannot be reached, which is not yet a loss: the lease runs on for a while. */
  const renew = async (): Promise<boolean> => {
    try {
      const renewed = await checkpoints.acquire(name, owner, ttl);
      unlessLost(renewed?.epoch === lease.epoch);
      return true;
    } catch {
      return false;
    }
  };

  /** Streams that are held back. */
  const held = new Set((await checkpoints.parkedStreams(name)).map(({ stream }) => stream));
  let reached = lease.checkpoint;
  const advance = async (position: string): Promise<void> => {
    if (position === reached) return;
    unlessLost(await checkpoints.advance(lease, owner, position, ttl));
    reached = position;
  };
  const park = async (event: ParkedEvent): Promise<void> => {
    held.add(event.stream);
    unlessLost(await checkpoints.park(lease, owner, event));
  };

  const take = async (item: FeedItem): Promise<void> => {
    if (item.kind !== 'event') return advance(item.position);
    const { event } = item;
    if (held.has(event.stream)) {
      await park(parkedAs(event, 0, undefined));
      reached = event.position;
      return;
    }
    const outcome = await attempt(settings, event, renew, signal);
    if (outcome.kind === 'handled') await advance(event.position);
    if (outcome.kind !== 'failed') return;
    const { attempts, error } = outcome;
    await park(parkedAs(event, attempts, failureOf(error)));
    reached = event.position;
    onNotice({ kind: 'parked', event, attempts, error });
  };

  /** Handles the parked events of a stream in order, until none is left or one fails again. */
  const replay = async (stream: string): Promise<void> => {
    while (!signal.aborted) {
      const [first] = await checkpoints.parked(name, { stream, limit: 1 });
      if (first === undefined) {
        held.delete(stream);
        return onNotice({ kind: 'resumed', stream });
      }
      const [event] = await Array.fromAsync(store.readStream(stream, { from: first.revision, limit: 1 }));
      if (event?.id !== first.eventId) throw new Error(`${stream} does not hold the parked event ${first.eventId}`);
      const outcome = await attempt(settings, event, renew, signal);
      if (outcome.kind === 'handled') unlessLost(await checkpoints.unpark(lease, owner, first.position));
      if (outcome.kind !== 'failed') continue;
      const { attempts, error } = outcome;
      await park({ ...first, attempts: first.attempts + attempts, error: failureOf(error) });
      return onNotice({ kind: 'parked', event, attempts: first.attempts + attempts, error });
    }
  };

  // The feed and the replays take turns event by event and stream by stream, so that events of one stream never overtake.
  const inTurn = oneAtATime();
  const renewing = async (): Promise<void> => {
    while (!signal.aborted) {
      await pause(ttl / 3, signal);
      if (!signal.aborted) await renew();
    }
  };
  const replaying = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const streams = held.size === 0 ? [] : await checkpoints.parkedStreams(name);
        for (const { stream, replayRequested } of streams) if (replayRequested) await inTurn(() => replay(stream));
      } catch (error) {
        if (!signal.aborted) onNotice({ kind: 'failed', what: 'replay', error, retryIn: replayLook });
      }
      await pause(replayLook, signal);
    }
  };

  const beside = Promise.all([renewing(), replaying()]);
  try {
    for await (const item of store.subscribe({ after: lease.checkpoint, filter, signal })) {
      if (signal.aborted) break;
      await inTurn(() => take(item));
    }
  } finally {
    if (lost) onNotice({ kind: 'lease-lost' });
    over.abort();
    await beside;
    // Not held any more is no fault: another leader's lease is left alone.
    await checkpoints.release(lease, owner).catch(() => undefined);
  }
};
