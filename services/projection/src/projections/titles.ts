import type { RecordedEvent } from '@yimu/domain/kernel';
import type { RightEvent } from '@yimu/domain/right/events';
import { rightsOn, turningDays } from '@yimu/domain/right/read';
import { entriesOf, evolve, type Title, untitled } from '@yimu/domain/right/state';
import { piecewise } from '../engine/dated.ts';
import type { DatedProjection, DatedRow } from '../engine/projection.ts';
import { namedParties, openFrom, scopeRows } from './concerned.ts';
import { rightPlaces } from './right-places.ts';
import { leases, mortgages, seizures } from './title-burdens.ts';
import { transfers } from './title-transfers.ts';

/**
 * The title of a parcel: rights with their holders, what burdens them, and transfers on their way. The state keeps every fact on
 * its own day, so a corrected day, a term that runs out and a waiting seizure that moves up show without any further event.
 */
export const titles: DatedProjection<Title> = {
  name: 'titles',
  version: 2,
  category: 'title',
  tables: [
    'title',
    'title_right',
    'right_place',
    'title_lease',
    'title_mortgage',
    'title_seizure',
    'title_transfer',
    'scope_row',
    'named_party',
  ],
  initial: untitled,
  evolve: (title, event: RecordedEvent) => evolve(title, event as unknown as RightEvent),
  datedRows: (title) => {
    const [first] = title.entries;
    if (first === undefined) return [];
    const { parcelId } = first.data;
    const rows = [...rights(title), ...rightPlaces(title), ...leases(title), ...mortgages(title), ...seizures(title), ...transfers(title)];
    const since = [first.on, ...title.entries.map(({ on }) => on), ...rows.map(({ from }) => from)].reduce(earlier);
    return [
      ...rows,
      ...openFrom(since, [
        { table: 'title', key: 'title', columns: { parcel_id: parcelId } },
        ...scopeRows(`title-${parcelId}`, title.jurisdictions),
        ...namedParties(partiesOf(title)),
      ]),
    ];
  },
};

const earlier = (left: string, right: string): string => (right < left ? right : left);

const rights = (title: Title): readonly DatedRow[] => {
  const entered = new Map(entriesOf(title, 'RightRegistered').map((entry) => [entry.id, entry.data]));
  const days = [...turningDays(title), ...entriesOf(title, 'CertificateRegistered').map(({ on }) => on)];
  return piecewise(days, (day) =>
    rightsOn(title, day).map(({ entry, rightId, kind, part, from, until, certificateNumber, holders, basis }) => ({
      table: 'title_right',
      key: rightId,
      columns: {
        parcel_id: entered.get(entry)?.parcelId ?? null,
        right_id: rightId,
        kind,
        part,
        nature: entered.get(entry)?.nature ?? null,
        since: from,
        until,
        certificate_number: certificateNumber,
        holders: JSON.stringify(holders),
        basis,
      },
    })),
  );
};

/** Everybody that a fact of the title names as holder, lessee, operator or mortgagee. */
const partiesOf = (title: Title): readonly string[] =>
  title.entries.flatMap(({ data }) => [
    ...('holders' in data ? data.holders.map(({ partyId }) => partyId) : []),
    ...('lessees' in data ? data.lessees : []),
    ...('operatorId' in data ? [data.operatorId] : []),
    ...('mortgagees' in data ? data.mortgagees : []),
  ]);
