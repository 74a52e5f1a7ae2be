// Events that came after a fill, folded into tables that nobody reads yet: as the leader does it, for the projections of one unit.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';
import { changesOf } from '../engine/changes.ts';
import { citations } from '../engine/cited.ts';
import { firstRevisions, historyBefore } from '../engine/history.ts';
import type { Projection } from '../engine/projection.ts';
import { storeChanges } from '../engine/store-rows.ts';
import type { Extent } from './fill-range.ts';
import { folds } from './ranges.ts';

const batchSize = 1_000;

interface EventRow {
  readonly position: string;
  readonly body: string;
  readonly known_from: string;
}

/** A step of a catch-up: up to where the rows go now, and the streams of which they tell something new. */
export interface CaughtUp {
  readonly extent: Extent;
  readonly streams: readonly string[];
}

/** Called in every transaction that moves rows on, before it commits. */
export type Moved = (client: ClientBase, extent: Extent) => Promise<void>;

/** How far the leader is, and what is parked there: one statement, so that both are of one moment. */
export const readExtent = async (client: ClientBase, checkpoint: string): Promise<Extent> => {
  const { rows } = await client.query<{ position: string | null; parked: string[] | null }>(
    'select position, (select array_agg(position order by position) from public.parked) as parked from public.checkpoint where name = $1',
    [checkpoint],
  );
  return { upTo: rows[0]?.position ?? '', parked: rows[0]?.parked ?? [] };
};

/** The events between two extents: later ones, and those that were parked and are not any more. At most one batch of them. */
const eventsBetween = async (client: ClientBase, from: Extent, to: Extent): Promise<readonly EventRow[]> => {
  const released = from.parked.filter((position) => !to.parked.includes(position));
  const { rows } = await client.query<EventRow>(
    `select position, coalesce(s.body, e.body) as body, to_char(known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as known_from
     from event e left join event_secret s using (position)
     where ((position > $1 and position <= $2) or position = any ($3)) and position <> all ($4) order by position limit $5`,
    [from.upTo, to.upTo, released, to.parked, batchSize],
  );
  return rows;
};

/**
 * Takes the tables that the search path finds from one extent towards another, a batch further. Part of the caller's transaction.
 * Throws what folding throws.
 */
export const catchUpOnce = async (client: ClientBase, projections: readonly Projection[], from: Extent, to: Extent): Promise<CaughtUp> => {
  const rows = await eventsBetween(client, from, to);
  const all = rows.map(({ body, known_from }) => ({ event: JSON.parse(body) as RecordedEvent, knownFrom: known_from }));
  const known = all.filter(({ event }) => folds(projections, event.stream));
  const last = rows.length < batchSize ? undefined : rows.at(-1)?.position;
  if (known.length > 0) {
    const history = await historyBefore(client, firstRevisions(known.map(({ event }) => event)));
    const cite = await citations(client, projections, [...[...history.values()].flat(), ...known.map(({ event }) => event)]);
    const past = new Map([...history].map(([stream, events]) => [stream, events.map(cite)]));
    const present = known.map(({ event, knownFrom }) => ({ event: cite(event), knownFrom }));
    await storeChanges(client, projections, changesOf(projections, present, past, new Map()));
  }
  const streams = [...new Set(known.map(({ event }) => event.stream))];
  if (last === undefined) return { extent: to, streams };
  const done = new Set(rows.map(({ position }) => position));
  const upTo = last > from.upTo ? last : from.upTo;
  const parked = [
    ...from.parked.filter((position) => !done.has(position)),
    ...to.parked.filter((each) => each > from.upTo && each <= upTo),
  ];
  return { extent: { upTo, parked }, streams };
};

/** Takes what is behind up to an extent, batch by batch, each in a transaction of its own; answers the streams touched. */
export const catchUp = async (
  writer: ClientBase,
  projections: readonly Projection[],
  from: Extent,
  to: Extent,
  moved: Moved,
): Promise<ReadonlySet<string>> => {
  const streams = new Set<string>();
  for (let extent = from; extent !== to; ) {
    await writer.query('begin');
    try {
      const step = await catchUpOnce(writer, projections, extent, to);
      await moved(writer, step.extent);
      await writer.query('commit');
      extent = step.extent;
      for (const stream of step.streams) streams.add(stream);
    } catch (error) {
      await writer.query('rollback').catch(() => undefined);
      throw error;
    }
  }
  return streams;
};
