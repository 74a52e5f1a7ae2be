// Which parcels have their 体检表: a reaction opens it, a moment after the cycle.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { PlatformClient } from '../import/http.ts';
import { Sentence } from '../local/sentence.ts';
import type { OfCycle } from './grade-questions.ts';

const patience = 60_000;

/** The parcels of a town that have theirs. */
export const askChecked = async (client: PlatformClient, cycle: OfCycle, town: string): Promise<ReadonlySet<string>> => {
  const { healthChecks } = await client.query(
    'query ($cycle: CycleInput!, $town: String!) { healthChecks(cycle: $cycle, within: $town, first: 100) { nodes { subjectId } } }',
    { cycle: { ...cycle, subject: 'PARCEL' }, town },
    z.object({ healthChecks: z.object({ nodes: z.array(z.object({ subjectId: z.string() })) }) }),
  );
  return new Set(healthChecks.nodes.map(({ subjectId }) => subjectId));
};

/** Waits until all parcels have theirs. Throws a Sentence after 60 s: on a busy machine a reaction may be late, but not by that much. */
export const untilAllAreChecked = async (
  client: PlatformClient,
  cycle: OfCycle,
  { town, parcels }: { readonly town: string; readonly parcels: readonly string[] },
): Promise<void> => {
  const deadline = performance.now() + patience;
  for (;;) {
    const checked = await askChecked(client, cycle, town);
    const missing = parcels.filter((id) => !checked.has(id));
    if (missing.length === 0) return;
    if (performance.now() > deadline)
      throw new Sentence(`评价周期已开启，但体检表迟迟未下发：${parcels.length} 宗中尚缺 ${missing.length} 宗。`);
    await wait(50);
  }
};
