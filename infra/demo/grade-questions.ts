// What the demo asks of the results of a run.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { PlatformClient } from '../import/http.ts';
import { Sentence } from '../local/sentence.ts';

export const grade = z.enum(['A', 'B', 'C', 'D', 'T']).nullable();
export const detail = z.object({ score: z.string().nullable(), rank: z.int().nullable(), masked: z.boolean() });

const graded = z.object({
  parcelId: z.string(),
  grade,
  cohort: z.string().nullable(),
  rankedOf: z.int().nullable(),
  run: z.object({ id: z.string(), status: z.string().nullable() }),
  detail,
});
export type Graded = z.output<typeof graded>;

const explained = z.object({
  grade,
  detail,
  explain: z.array(z.object({ about: z.string(), zh: z.string(), masked: z.boolean() })).nullable(),
});
export type Explained = z.output<typeof explained>;

/** A cycle of parcels. */
export interface OfCycle {
  readonly jurisdiction: string;
  readonly year: number;
}

const patience = 60_000;

const askResults = async (client: PlatformClient, cycle: OfCycle, listed: string): Promise<readonly Graded[]> => {
  const { assessments } = await client.query(
    `query ($cycle: CycleInput!, $listed: String!) { assessments(cycle: $cycle, filter: { jurisdiction: $listed }, first: 100) {
      nodes { parcelId grade cohort rankedOf run { id status } detail { score rank masked } } } }`,
    { cycle: { ...cycle, subject: 'PARCEL' }, listed },
    z.object({ assessments: z.object({ nodes: z.array(graded) }) }),
  );
  return assessments.nodes;
};

/** The results of a place once the run is completed, where it is given, or else any. Throws a Sentence after 60 s: the job runs by itself. */
export const askOfCompletedRun = async (
  client: PlatformClient,
  cycle: OfCycle,
  { listed, run, parcels }: { readonly listed: string; readonly run: string | null; readonly parcels: number },
): Promise<readonly Graded[]> => {
  const deadline = performance.now() + patience;
  for (;;) {
    const results = await askResults(client, cycle, listed);
    const found = results.filter((each) => (run === null || each.run.id === run) && each.run.status === 'COMPLETED');
    if (found.length >= parcels) return found;
    if (performance.now() > deadline) throw new Sentence(`评分任务迟迟未完成：${parcels} 宗中有结果的 ${found.length} 宗。`);
    await wait(100);
  }
};

/** Why one parcel stands where it stands, as far as the asker may see it. */
export const askWhy = async (client: PlatformClient, cycle: OfCycle, parcel: string): Promise<Explained> => {
  const { assessment } = await client.query(
    `query ($cycle: CycleInput!, $parcel: ID!) { assessment(cycle: $cycle, parcel: $parcel) {
      grade detail { score rank masked } explain { about zh masked } } }`,
    { cycle: { ...cycle, subject: 'PARCEL' }, parcel },
    z.object({ assessment: explained.nullable() }),
  );
  if (assessment === null) throw new Sentence(`${parcel} 的评价结果无法查询。`);
  return assessment;
};
