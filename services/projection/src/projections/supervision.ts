import type { RecordedEvent } from '@yimu/domain/kernel';
import { addDays } from '@yimu/domain/kernel';
import type { SupervisionEvent, SupervisionRuleFact } from '@yimu/domain/supervision/events';
import { countedFrom } from '@yimu/domain/supervision/read';
import { evolve, type Supervision, unsupervised } from '@yimu/domain/supervision/state';
import type { DatedProjection, DatedRow, PointProjection } from '../engine/projection.ts';
import { atEach, namedParties, openFrom, scopeRows } from './concerned.ts';

/** A parcel by its stream, with what is known for its supervision. */
interface Supervised extends Supervision {
  readonly parcelId: string;
}

/** Who leases or holds a parcel, over the days on which it does. From when on that is under supervision, the rule of a day tells. */
export const supervision: DatedProjection<Supervised> = {
  name: 'supervision',
  category: 'supervision',
  tables: ['supervised_tenure', 'scope_row', 'named_party'],
  initial: { ...unsupervised, parcelId: '' },
  evolve: (state, event: RecordedEvent) => {
    const told = event as unknown as SupervisionEvent;
    return { ...evolve(state, told), parcelId: told.data.parcelId };
  },
  datedRows: ({ parcelId, tenures, jurisdictions }) => {
    const rows = tenures.flatMap((tenure): readonly DatedRow[] => {
      const { tenureId, kind, partyIds, from, until } = tenure;
      const columns = {
        parcel_id: parcelId,
        tenure_id: tenureId,
        kind,
        party_ids: JSON.stringify(partyIds),
        tenure_from: from,
        tenure_until: until,
        counted_from: countedFrom(tenures, tenure),
      };
      const to = until === null ? null : addDays(until, 1);
      return atEach(jurisdictions, { table: 'supervised_tenure', key: tenureId, columns }).map((row) => ({ ...row, from, to }));
    });
    const [since] = tenures.map(({ from }) => from).toSorted();
    if (since === undefined) return [];
    const beside = [...scopeRows(`supervision-${parcelId}`, jurisdictions), ...namedParties(tenures.flatMap(({ partyIds }) => partyIds))];
    return [...rows, ...openFrom(since, beside)];
  },
};

/** After how many years land is under supervision, by jurisdiction. */
export const supervisionRules: PointProjection<SupervisionRuleFact['data'] | null> = {
  name: 'supervision-rules',
  category: 'supervisionrule',
  tables: ['supervision_rule'],
  initial: null,
  evolve: (_, event: RecordedEvent) => (event as unknown as SupervisionRuleFact).data,
  rows: (state) => {
    if (state === null) return [];
    const { jurisdiction: code, leaseYears, holdingYears } = state;
    return [{ table: 'supervision_rule', key: 'rule', columns: { code, lease_years: leaseYears, holding_years: holdingYears } }];
  },
};
