// The audit trail as somebody with the scope reads it over GraphQL.
import { vi } from 'vitest';
import type { Journey } from './platform.ts';

export interface TrailEvent {
  readonly id: string;
  readonly type: string;
  readonly effectiveOn: string;
  /** From when it was known to readers: what `knownAt` is compared with. */
  readonly knownFrom: string;
  readonly corrects: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The date it held and the moment it was known; by default today and now. */
export interface PointInTime {
  readonly asOf?: string;
  readonly knownAt?: string;
}

const query = `query ($stream: String!, $asOf: Date, $knownAt: DateTime) {
  events(stream: $stream, first: 200, asOf: $asOf, knownAt: $knownAt) { nodes { id type effectiveOn knownFrom corrects data } }
}`;

/** The events of one stream in their order, as far as the token may know of them. */
export const trailOf = async (
  journey: Journey,
  token: string,
  stream: string,
  at: PointInTime = {},
  position: string | null = null,
): Promise<readonly TrailEvent[]> => {
  const { events } = await journey.ask<{ events: { nodes: TrailEvent[] } }>(token, query, { stream, ...at }, position);
  return events.nodes;
};

/** The last event of a type in a stream, as soon as it is there: what reactions do comes a moment later. */
export const untilTold = (journey: Journey, token: string, stream: string, type: string, count = 1): Promise<TrailEvent> =>
  vi.waitFor(
    async () => {
      const told = (await trailOf(journey, token, stream)).filter((event) => event.type === type);
      const last = told.at(-1);
      if (last === undefined || told.length < count) throw new Error(`${stream} has ${told.length} ${type}, not ${count} yet`);
      return last;
    },
    { timeout: 20_000, interval: 50 },
  );
