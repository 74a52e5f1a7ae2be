import { assessmentCommands, bottomRanking } from '@yimu/domain/assessment';
import { isRejection } from '@yimu/domain/kernel';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { z } from 'zod';
import { rankedEnterprises } from './ranked-enterprises.ts';

/** No list of a park's enterprises is kept yet: who ranks a park says which they are. */
const park = z
  .strictObject({
    parkId: z.uuid(),
    partyIds: z.array(z.uuid()).min(1).max(10_000).meta({ description: 'The enterprises of the park, each graded by the run' }),
  })
  .nullable()
  .default(null)
  .meta({ description: 'The park that is ranked; null for all enterprises of the jurisdiction' });

/** An enterprise whose result is not read yet. */
const named = (partyId: string) => ({ partyId, code: '', score: null });

export const rankingRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/bottom-rankings',
    command: 'FreezeBottomRanking',
    summary: 'Freeze the last enterprises of a place or park by the scores of a completed run (年度尾部企业)',
    schema: assessmentCommands.FreezeBottomRanking.omit({ parkId: true, candidates: true }).extend({ park }),
    // The results are left to `context`; of a park the enterprises are named until then.
    toData: ({ body: { park: of, ...body } }) => ({
      ...body,
      parkId: of?.parkId ?? null,
      candidates: of?.partyIds.map(named) ?? [],
    }),
    decider: bottomRanking,
    // Of whom, by whose cycle: a town's own cycle, or another district, never takes the place of this one.
    stream: ({ jurisdiction, parkId, cycle }) =>
      `bottomranking-${jurisdiction}${parkId === null ? '' : `-${parkId}`}-${cycle.jurisdiction}-${cycle.year}`,
    context: async ({ store }, data, caller) => {
      // Before the results of a whole cycle are read for nothing.
      if (!inScope(caller, data.jurisdiction)) return 'not-found';
      const only = data.parkId === null ? undefined : data.candidates.map(({ partyId }) => partyId);
      const candidates = await rankedEnterprises(store, data, only, caller);
      return candidates === 'not-found' || isRejection(candidates) ? candidates : { ...data, candidates: [...candidates] };
    },
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
];
