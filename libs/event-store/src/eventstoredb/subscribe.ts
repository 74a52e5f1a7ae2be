import { ForeignPosition } from '../errors.ts';
import type { EventFilter, FeedItem } from '../event-store.ts';
import type { LogPosition } from './client.ts';
import { isPassing, translated } from './client-error.ts';
import { deliveries } from './deliveries.ts';
import { clientFilterOf, wanted } from './feed-filter.ts';
import { between, headOf } from './head.ts';
import { compare, formatLogPosition, isPlace, origin } from './log-position.ts';
import { backOff, unlessAborted } from './patience.ts';
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
/** How many records such a look reads at most; the server's checkpoints come more often than that. */
const lookahead = 1_000;
/** Milliseconds between two positions that are handed out on the way. */
const passedEvery = 1_000;

/**
 * Follows $all. The server's subscription ends whenever its node does, and never comes back by itself: this one does, from
 * the last position it was told of, by an event or a checkpoint.
 */
export const subscribe = async function* (session: Session, { after, filter, signal }: FeedOptions): AsyncGenerator<FeedItem> {
  const { client, identity, limits } = session;
  /** Looks beside the subscription are not repeated: it is opened anew instead. */
  const look: Look = { client, limits: { ...limits, outage: 0 } };
  /** Everything wanted at or before it has been delivered. */
  let reached = after;
  let announced: LogPosition | undefined;
  /** The end of the feed when it was last looked at. */
  let head: LogPosition | undefined;
  let live = false;
  let pause = silence.first;
  let failures = 0;
  let lastPassed = performance.now();

  const lookAtHead = async (): Promise<LogPosition> => {
    head = (await unlessAborted(headOf(look), signal)) ?? origin;
    return head;
  };
  const isNews = (position: LogPosition): boolean => announced === undefined || compare(position, announced) > 0;
  const caughtUp = function* (position: LogPosition): Generator<FeedItem> {
    if (reached === undefined || compare(position, reached) > 0) reached = position;
    if (!isNews(position)) return;
    announced = position;
    pause = silence.first;
    yield { kind: 'caught-up', position: formatLogPosition(identity, position) };
  };
  /** A checkpoint is a place to begin again from. It may lie behind the end of the feed; a position that is handed out never does. */
  const checkpoint = async function* (position: LogPosition): AsyncGenerator<FeedItem> {
    if (!isPlace(position) || (reached !== undefined && compare(position, reached) < 0)) return;
    reached = position;
    if (head === undefined || compare(position, head) >= 0) await lookAtHead();
    if (head !== undefined && compare(position, head) >= 0) yield* caughtUp(head);
    else if (performance.now() - lastPassed > passedEvery) {
      lastPassed = performance.now();
      yield { kind: 'passed', position: formatLogPosition(identity, position) };
    }
  };
  /**
   * Where a silent subscription stands: at the last event when it is live, and at the end of the feed when nothing wanted lies
   * before that. The server's checkpoints are too rare to wait for, and servers before 23.10 do not say that they have caught up.
   */
  const standing = async (): Promise<LogPosition | undefined> => {
    if (live && isNews(reached ?? origin)) {
      const end = await lookAtHead();
      return compare(reached ?? origin, end) < 0 ? (reached ?? origin) : end;
    }
    const end = await lookAtHead();
    if (reached !== undefined && compare(end, reached) <= 0) return end;
    const passed = await unlessAborted(between(look, reached, end, lookahead), signal);
    return passed?.every((record) => !wanted(filter, record)) === true ? end : undefined;
  };

  while (!signal.aborted) {
    live = false;
    try {
      const open = (onCheckpoint: (position: LogPosition) => Promise<void>) =>
        client.subscribeToAll(reached, clientFilterOf(filter), onCheckpoint);
      for await (const delivery of deliveries(open, { signal, answer: limits.answer, lasting: true, idle: () => pause })) {
        failures = 0;
        if (delivery.kind === 'record') {
          const position = placeOf(delivery.record);
          if (reached !== undefined && compare(position, reached) <= 0) continue;
          reached = position;
          pause = silence.first;
          const event = wanted(filter, delivery.record) ? eventOf(delivery.record, identity) : undefined;
          if (event !== undefined) yield { kind: 'event', event };
        } else if (delivery.kind === 'checkpoint') yield* checkpoint(delivery.position);
        else {
          live ||= delivery.kind === 'caught-up';
          pause = Math.min(pause * 2, silence.longest);
          const position = await standing();
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

type Look = Pick<Session, 'client' | 'limits'>;

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
