// Leases and rights to use land come from the registry: since when an enterprise has a parcel is noted with the parcel's supervision
// (租赁满三年、拿地满五年纳入监管, 金府办发〔2023〕24号).
import { supervision } from '@yimu/domain/supervision';
import { type Reaction, runReactionCommand } from '@yimu/server';
import { tenureFacts, tenuresOf } from './title-tenures.ts';

const name = 'title-tenures';

/**
 * Notes every tenure to which a fact of a title makes a difference. What the title said up to the fact, and no later, is what counts:
 * delivered again, the same fact gives the same commands.
 */
export const whenTitleChanges: Reaction = {
  name,
  filter: { types: tenureFacts },
  react: async ({ store, today }, event) => {
    const parcelId = event.stream.slice('title-'.length);
    const history = (await Array.fromAsync(store.readStream(event.stream))).filter(({ revision }) => revision <= event.revision);
    const [before, after] = [tenuresOf(history.slice(0, -1)), tenuresOf(history)];
    const jurisdictions = [...event.jurisdictions];
    const of = { parcelId, causedBy: event.id };
    const noted = [...after.values()]
      .filter((tenure) => JSON.stringify(before.get(tenure.tenureId)) !== JSON.stringify(tenure))
      .map((tenure) => ({ type: 'NoteTenure' as const, data: { ...of, ...tenure, partyIds: [...tenure.partyIds], jurisdictions } }));
    const gone = [...before.keys()]
      .filter((tenureId) => !after.has(tenureId))
      .map((tenureId) => ({ type: 'NoteTenureAnnulled' as const, data: { ...of, tenureId } }));
    for (const [n, command] of [...noted, ...gone].entries()) {
      const handled = await runReactionCommand(store, {
        name,
        cause: event,
        n,
        ...command,
        stream: `supervision-${parcelId}`,
        decider: supervision,
        today,
        // A lease may be registered for days to come: that it is known, is a fact of today.
        effectiveOn: event.effectiveOn < today ? event.effectiveOn : today,
      });
      if (handled.outcome === 'done') continue;
      const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
      throw new Error(`the supervision of ${parcelId} does not know of event ${event.id}: ${why}`);
    }
  },
};
