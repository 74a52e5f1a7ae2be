import type { RecordedEvent } from '@yimu/domain/kernel';
import type { EventFilter } from '../event-store.ts';
import type { CheckpointListener, ClientRecord, LogPosition } from './client.ts';
import { deliveries } from './deliveries.ts';
import { clientFilterOf, wanted } from './feed-filter.ts';
import { between } from './head.ts';
import { compare } from './log-position.ts';
import { persistently } from './patience.ts';
import { progressFrom } from './progress.ts';
import { readOn } from './read.ts';
import type { Session } from './session.ts';
import { eventOf, placeOf } from './stored-event.ts';

export interface Stretch {
  readonly after: LogPosition | undefined;
  /** A position of which is known that nothing will appear at or before it. */
  readonly upTo: LogPosition;
  readonly filter?: EventFilter | undefined;
  readonly limit: number;
}

/** Reads a stretch of the feed. */
export const readAll = async function* (session: Session, stretch: Stretch): AsyncGenerator<RecordedEvent> {
  const { after, filter } = stretch;
  let left = stretch.limit;
  if (left <= 0 || (after !== undefined && compare(after, stretch.upTo) >= 0)) return;
  for await (const record of filter === undefined ? unfiltered(session, stretch) : filtered(session, stretch, filter)) {
    const event = wanted(filter, record) ? eventOf(record, session.identity) : undefined;
    if (event === undefined) continue;
    yield event;
    left -= 1;
    if (left === 0) return;
  }
};

/** Reads are inclusive: what stands at `after` itself is passed over. */
const unfiltered = async function* ({ client, limits }: Session, { after, upTo }: Stretch): AsyncGenerator<ClientRecord> {
  const open = (last: ClientRecord | undefined) =>
    client.readAll(last === undefined ? (after ?? 'start') : placeOf(last), 'forwards', Number.MAX_SAFE_INTEGER);
  let reached = after;
  for await (const record of readOn(open, limits)) {
    const position = placeOf(record);
    if (compare(position, upTo) > 0) return;
    if (reached !== undefined && compare(position, reached) <= 0) continue;
    reached = position;
    yield record;
    if (compare(position, upTo) >= 0) return;
  }
};

/** How long a subscription may be silent before it is asked otherwise whether it is through. Servers since 23.10 say it. */
const silence = 250;
const lookahead = 1_000;

/** The client has no filter for reads, only for subscriptions; one that is caught up, or past the end of the stretch, is left. */
const filtered = async function* (session: Session, { after, upTo }: Stretch, filter: EventFilter): AsyncGenerator<ClientRecord> {
  const { client, limits } = session;
  const { progressed, orGiveUp } = persistently(limits);
  const progress = progressFrom(after);
  while (!progress.isPast(upTo)) {
    try {
      progress.begun();
      const open = (onCheckpoint: CheckpointListener) => client.subscribeToAll(progress.reached(), clientFilterOf(filter), onCheckpoint);
      for await (const delivery of deliveries(open, { answer: limits.answer, lasting: true, idle: () => silence })) {
        progressed();
        if (delivery.kind === 'caught-up') return;
        if (delivery.kind === 'record') {
          const position = placeOf(delivery.record);
          if (compare(position, upTo) > 0) return;
          if (progress.record(position)) yield delivery.record;
        } else if (delivery.kind === 'checkpoint') progress.checkpoint(delivery.position);
        else {
          const stretch = await between(session, progress.reached(), upTo, lookahead);
          if (!stretch.records.some((record) => wanted(filter, record))) progress.moveTo(stretch.upTo);
        }
        if (progress.isPast(upTo)) return;
      }
    } catch (error) {
      await orGiveUp(error);
    }
  }
};
