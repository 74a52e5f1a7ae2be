// What the demo asks about the way of one parcel through a cycle.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { PlatformClient } from '../import/http.ts';
import { Sentence } from '../local/sentence.ts';
import { detail, grade, type OfCycle } from './grade-questions.ts';

const seen = z.object({
  grade,
  final: z.boolean(),
  decision: z.object({ grade, document: z.string() }).nullable(),
  rankedOf: z.int().nullable(),
  detail,
  explain: z.array(z.object({ masked: z.boolean() })).nullable(),
});
/** What somebody sees of the result of a parcel. */
export type Seen = z.output<typeof seen>;

/**
 * What the asker sees of a result; null when there is none for them.
 * @param asOf a date; absent = today
 */
export const askSeen = async (client: PlatformClient, cycle: OfCycle, parcel: string, asOf?: string): Promise<Seen | null> => {
  const { assessment } = await client.query(
    `query ($cycle: CycleInput!, $parcel: ID!, $asOf: Date) { assessment(cycle: $cycle, parcel: $parcel, asOf: $asOf) {
      grade final decision { grade document } rankedOf detail { score rank masked } explain { masked } } }`,
    { cycle: { ...cycle, subject: 'PARCEL' }, parcel, asOf: asOf ?? null },
    z.object({ assessment: seen.nullable() }),
  );
  return assessment;
};

const patience = 60_000;

/** Waits until the decision has made the class of a parcel final: reactions do that. Throws a Sentence after 60 s. */
export const untilFinal = async (client: PlatformClient, cycle: OfCycle, parcel: string): Promise<Seen> => {
  const deadline = performance.now() + patience;
  for (;;) {
    const found = await askSeen(client, cycle, parcel);
    if (found?.decision != null) return found;
    if (performance.now() > deadline) throw new Sentence('清单已审定，但地块的最终分类迟迟未生效。');
    await wait(50);
  }
};

/** The run whose results stand. Throws a Sentence when none is completed. */
export const askStandingRun = async (client: PlatformClient, cycle: OfCycle): Promise<string> => {
  const { cycle: found } = await client.query(
    'query ($jurisdiction: String!, $year: Int!) { cycle(jurisdiction: $jurisdiction, year: $year) { runs { id status } } }',
    { ...cycle },
    z.object({ cycle: z.object({ runs: z.array(z.object({ id: z.string(), status: z.string() })) }).nullable() }),
  );
  const standing = found?.runs.findLast(({ status }) => status === 'COMPLETED');
  if (standing === undefined) throw new Sentence('评价周期中没有已完成的评分。');
  return standing.id;
};

const pathEvent = z.object({
  position: z.string(),
  type: z.string(),
  effectiveOn: z.string(),
  recordedAt: z.string(),
  actor: z.object({ sub: z.string().nullable(), role: z.string(), department: z.string().nullable() }),
  sources: z.array(z.object({ number: z.string(), annex: z.string().nullable(), row: z.string().nullable() })),
  data: z.unknown(),
});
export type PathEvent = z.output<typeof pathEvent>;

/** The events of several streams in the order in which they were recorded. */
export const askPath = async (client: PlatformClient, streams: readonly string[]): Promise<readonly PathEvent[]> => {
  const trails = await Promise.all(
    streams.map((stream) =>
      client.query(
        `query ($stream: String!) { events(stream: $stream, first: 100) { nodes {
          position type effectiveOn recordedAt actor { sub role department } sources { number annex row } data } } }`,
        { stream },
        z.object({ events: z.object({ nodes: z.array(pathEvent) }) }),
      ),
    ),
  );
  return trails.flatMap(({ events }) => events.nodes).toSorted((one, other) => (one.position < other.position ? -1 : 1));
};
