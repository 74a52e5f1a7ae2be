import { ForeignPosition } from '../errors.ts';
import type { EventFilter, FeedItem } from '../event-store.ts';
import type { CheckpointListener, LogPosition } from './client.ts';
import { isPassing, translated } from './client-error.ts';
import { deliveries } from './deliveries.ts';
import { clientFilterOf, wanted } from './feed-filter.ts';
import { between, headOf } from './head.ts';
import { compare, formatLogPosition, origin } from './log-position.ts';
import { backOff, unlessAborted } from './patience.ts';
import { progressFrom } from './progress.ts';
import type { Session } from './session.ts';
import { lookUpStoreIdentity } from './store-identity.ts';
import { eventOf, placeOf } from './stored-event.ts';

export interface FeedOptions {
  readonly after: LogPosition | undefined;
  readonly filter?: EventFilter | undefined;
  readonly signal: AbortSignal;
}

/** Silence after which a subscription looks whether it has caught up, at first and at most. Milliseconds. */
const silence = { first: 10, longest: 1_000 };
/** How many records such a look reads at most. */
const lookahead = 1_000;
/** Milliseconds between two positions that are handed out on the way. */
const passedEvery = 1_000;

/**
 * Follows $all. The server's subscription ends whenever its node does, and never comes back by itself: this one does, from
 * where its progress says.
 */
export const subscribe = async function* (session: Session, { after, filter, signal }: FeedOptions): AsyncGenerator<FeedItem> {
  const { client, identity, limits } = session;
  /** Looks beside the subscription are not repeated: it is opened anew instead. */
  const look: Look = { ...session, limits: { ...limits, outage: 0 } };
  const progress = progressFrom(after);
  let announced: LogPosition | undefined;
  /** The end of the feed when it was last looked at. */
  let head = origin;
  /** The head before the present call began: when the server says that it has caught up, everything up to there was delivered. */
  let upToHere = origin;
  let pause = silence.first;
  let failures = 0;
  let lastPassed = performance.now();

  const lookAtHead = async (): Promise<LogPosition> => {
    head = (await unlessAborted(headOf(look), signal)) ?? origin;
    return head;
  };
  const isNews = (position: LogPosition): boolean => announced === undefined || compare(position, announced) > 0;
  const caughtUp = function* (position: LogPosition): Generator<FeedItem> {
    progress.moveTo(position);
    if (!isNews(position)) return;
    announced = position;
    pause = silence.first;
    yield { kind: 'caught-up', position: formatLogPosition(identity, position) };
  };
  /** A place to begin again from may lie behind the end of the feed; a position that is handed out never does. */
  const checkpoint = async function* (position: LogPosition): AsyncGenerator<FeedItem> {
    const moved = progress.checkpoint(position);
    if (progress.isPast(head)) await lookAtHead();
    if (progress.isPast(head)) yield* caughtUp(head);
    else if (moved && performance.now() - lastPassed > passedEvery) {
      lastPassed = performance.now();
      yield { kind: 'passed', position: formatLogPosition(identity, progress.reached()) };
    }
  };
  /**
   * Where a silent subscription stands: at the last event when it is live, and at the end of the feed when nothing wanted lies
   * before that. The server's checkpoints are too rare to wait for, and servers before 23.10 do not say that they have caught up.
   */
  const standing = async (live: boolean): Promise<LogPosition | undefined> => {
    const end = await lookAtHead();
    if (live) progress.moveTo(upToHere);
    const reached = progress.reached();
    if (compare(reached, end) >= 0) return end;
    if (live && isNews(reached)) return reached;
    const { records, upTo } = await unlessAborted(between(look, reached, end, lookahead), signal);
    if (records.some((record) => wanted(filter, record))) return undefined;
    if (compare(upTo, reached) > 0) pause = silence.first;
    progress.moveTo(upTo);
    return compare(upTo, end) >= 0 ? end : undefined;
  };

  while (!signal.aborted) {
    let live = false;
    try {
      upToHere = await lookAtHead();
      progress.begun();
      const open = (onCheckpoint: CheckpointListener) => client.subscribeToAll(progress.reached(), clientFilterOf(filter), onCheckpoint);
      for await (const delivery of deliveries(open, { signal, answer: limits.answer, lasting: true, idle: () => pause })) {
        failures = 0;
        if (delivery.kind === 'record') {
          if (!progress.record(placeOf(delivery.record))) continue;
          pause = silence.first;
          const event = wanted(filter, delivery.record) ? eventOf(delivery.record, identity) : undefined;
          if (event !== undefined) yield { kind: 'event', event };
        } else if (delivery.kind === 'checkpoint') yield* checkpoint(delivery.position);
        else {
          live ||= delivery.kind === 'caught-up';
          pause = Math.min(pause * 2, silence.longest);
          const position = await standing(live);
          if (position !== undefined) yield* caughtUp(position);
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!isPassing(error)) throw translated(error);
    }
    if (signal.aborted) return;
    await backOff(failures, limits, signal);
    failures += 1;
    if (!signal.aborted) await checkIdentity(session, look, signal);
  }
};

type Look = Pick<Session, 'client' | 'limits' | 'tail'>;

/** A server that comes back may be another one: restored, or a new one at the old address. */
const checkIdentity = async (session: Session, look: Look, signal: AbortSignal): Promise<void> => {
  const known = session.identity;
  const found = await unlessAborted(lookUpStoreIdentity(look), signal).catch((error: unknown) => {
    // Still away: the next try to subscribe says so.
    if (signal.aborted || isPassing(error)) return known;
    throw translated(error);
  });
  if (found?.id !== known.id || found.epoch !== known.epoch)
    throw new ForeignPosition('the event store was restored while this process ran; start the process anew');
};
