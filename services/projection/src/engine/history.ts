// What came before events in their streams, as it is stored, with what is secret in it.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';

/** The first of these events in each stream: its revision. */
export const firstRevisions = (events: readonly RecordedEvent[]): ReadonlyMap<string, number> => {
  const firsts = new Map<string, number>();
  for (const { stream, revision } of events) firsts.set(stream, firsts.get(stream) ?? revision);
  return firsts;
};

/** The events of each stream before a revision, in stream order; streams that have none are absent. */
export const historyBefore = async (
  client: ClientBase,
  firsts: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> => {
  if (firsts.size === 0) return new Map();
  const { rows } = await client.query<{ stream: string; body: string }>(
    `select e.stream, coalesce(s.body, e.body) as body from event e left join event_secret s using (position)
     join unnest($1::text[], $2::integer[]) as f (stream, revision) on e.stream = f.stream and e.revision < f.revision
     order by e.stream, e.revision`,
    [[...firsts.keys()], [...firsts.values()]],
  );
  const bodies = Map.groupBy(rows, ({ stream }) => stream);
  return new Map([...bodies].map(([stream, each]) => [stream, each.map(({ body }) => JSON.parse(body) as RecordedEvent)]));
};
