// Events that rest on another stream: a result on the version of a standard. They are folded together with what they cite.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';
import type { CitingEvent, Projection } from './projection.ts';
import { foldersOf } from './writers.ts';

const citedBy = (projections: readonly Projection[], event: RecordedEvent): readonly string[] =>
  foldersOf(projections, event.stream)
    .map(({ cites }) => cites?.(event) ?? [])
    .find((streams) => streams.length > 0) ?? [];

/** The streams that these events cite. */
export const citedStreams = (projections: readonly Projection[], events: readonly RecordedEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap((event) => citedBy(projections, event)));

/** Reads what these events cite, each stream once; answers a function that puts it beside an event. */
export const citations = async (
  client: ClientBase,
  projections: readonly Projection[],
  events: readonly RecordedEvent[],
): Promise<(event: RecordedEvent) => CitingEvent> => {
  const streams = citedStreams(projections, events);
  if (streams.size === 0) return (event) => event;
  const { rows } = await client.query<{ stream: string; body: string }>(
    'select stream, body from event where stream = any($1) order by stream, revision',
    [[...streams]],
  );
  const found = new Map<string, RecordedEvent[]>([...streams].map((stream) => [stream, []]));
  for (const { stream, body } of rows) found.get(stream)?.push(JSON.parse(body) as RecordedEvent);
  return (event) => {
    const cited = citedBy(projections, event);
    return cited.length === 0 ? event : { ...event, cited: cited.map((stream) => found.get(stream) ?? []) };
  };
};
