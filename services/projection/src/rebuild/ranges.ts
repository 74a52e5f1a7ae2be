// The streams of some categories in ranges of about as many events each, so that whoever is free takes the next one.
import { categoryOf } from '@yimu/event-store';
import type { ClientBase } from 'pg';
import type { Projection } from '../engine/projection.ts';

/** Streams from one on, up to but not including another. */
export interface Range {
  readonly from: string;
  readonly to: string;
  /** About how many events it holds. */
  readonly events: number;
}

/** The first name that no stream of the category comes before, and the first behind all of them: `-` is followed by `.`. */
const boundsOf = (category: string): readonly [string, string] => [`${category}-`, `${category}.`];

/** Cuts the streams that these projections fold into ranges of about `size` events; a stream is never cut. */
export const rangesOf = async (client: ClientBase, projections: readonly Projection[], size: number): Promise<readonly Range[]> => {
  const ranges: Range[] = [];
  for (const category of new Set(projections.map((projection) => projection.category))) {
    const [from, to] = boundsOf(category);
    const { rows } = await client.query<{ first: string; events: string }>(
      `with sized as (select stream, count(*) as events from event where stream >= $1 and stream < $2 group by stream),
         placed as (select stream, events, sum(events) over (order by stream) - events as before from sized)
       select min(stream) as first, sum(events) as events from placed group by floor(before / $3) order by first`,
      [from, to, size],
    );
    for (const [n, { first, events }] of rows.entries()) ranges.push({ from: first, to: rows[n + 1]?.first ?? to, events: Number(events) });
  }
  return ranges;
};

/** Whether one of the projections folds a stream. */
export const folds = (projections: readonly Projection[], stream: string): boolean =>
  projections.some(({ category }) => category === categoryOf(stream));
