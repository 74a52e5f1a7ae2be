// What burdens the rights of a title, by day: leases, mortgages by their place, seizures by their rank.
import { coursesOf, type Lease, leasesOf, mortgagesOf, mortgagesOn, type Right, rightsOf, seizuresOn } from '@yimu/domain/right/read';
import { entriesOf, type Title } from '@yimu/domain/right/state';
import { piecewise } from '../engine/dated.ts';
import type { DatedRow } from '../engine/projection.ts';

interface Days {
  readonly from: string;
  readonly before: string | null;
}

const first = (left: string | null, right: string | null): string | null => {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
};

const common = (left: Days, right: Days): Days => ({
  from: left.from > right.from ? left.from : right.from,
  before: first(left.before, right.before),
});

const never: Days = { from: '', before: '' };

/** The days on which each lease runs: its own, and those of all that it rests on. */
const runningDays = (leases: readonly Lease[], rights: readonly Right[]): ((lease: Lease) => Days) => {
  const byId = new Map(leases.map((lease) => [lease.leaseId, lease]));
  const known = new Map<string, Days>();
  const daysOf = (lease: Lease): Days => {
    const upper = lease.parentLeaseId === null ? undefined : byId.get(lease.parentLeaseId);
    const ground =
      upper === undefined ? rights.find(({ rightId }) => rightId === lease.rightId) : (known.get(upper.leaseId) ?? daysOf(upper));
    const days = ground === undefined ? never : common(lease, ground);
    known.set(lease.leaseId, days);
    return days;
  };
  return daysOf;
};

/** Leases from the day they were agreed or registered; `agreed` until their term begins. */
export const leases = (title: Title): readonly DatedRow[] => {
  const all = leasesOf(title);
  const entered = new Map(entriesOf(title, 'LeaseRegistered', 'SubleaseRegistered', 'OperatorAppointed').map((entry) => [entry.id, entry]));
  const running = runningDays(all, rightsOf(title));
  return all.flatMap((lease) => {
    const entry = entered.get(lease.entry);
    const days = running(lease);
    const row = {
      table: 'title_lease',
      key: lease.leaseId,
      columns: {
        parcel_id: entry?.data.parcelId ?? null,
        right_id: lease.rightId,
        lease_id: lease.leaseId,
        parent_lease_id: lease.parentLeaseId,
        kind: lease.kind,
        lessees: JSON.stringify(lease.lessees),
        part: lease.part,
        term_from: lease.from,
        term_until: lease.until,
        rent: lease.rent === null ? null : JSON.stringify(lease.rent),
        operator_share: entry?.type === 'OperatorAppointed' ? entry.data.share : null,
        contract_number: entry?.data.contractNumber ?? null,
        basis: lease.basis,
      },
    };
    const pieces = [
      { status: 'agreed', from: lease.on, to: first(days.from, days.before) },
      { status: 'running', from: days.from, to: days.before },
    ];
    return pieces
      .filter(({ from, to }) => to === null || from < to)
      .map(({ status, from, to }) => ({ ...row, columns: { ...row.columns, status }, from, to }));
  });
};

/** Mortgages that stand, by rank: when one before it is released, the next moves up to its place. */
export const mortgages = (title: Title): readonly DatedRow[] => {
  const entered = new Map(entriesOf(title, 'MortgageRegistered').map((entry) => [entry.id, entry.data]));
  const rights = rightsOf(title);
  const days = [...mortgagesOf(title), ...rights].flatMap(({ from, before }) => [from, before]);
  if (entered.size === 0) return [];
  return piecewise(days, (day) =>
    rights
      .flatMap(({ rightId }) => mortgagesOn(title, rightId, day))
      .map(({ entry, from, mortgageId, rightId, mortgagees, rank, position, secured, maximum, transferRestricted }) => ({
        table: 'title_mortgage',
        key: mortgageId,
        columns: {
          parcel_id: entered.get(entry)?.parcelId ?? null,
          right_id: rightId,
          mortgage_id: mortgageId,
          mortgagees: JSON.stringify(mortgagees),
          place: position,
          registered_rank: rank,
          registered_on: from,
          secured: JSON.stringify(secured),
          maximum,
          transfer_restricted: transferRestricted,
          basis: entered.get(entry)?.basis ?? null,
        },
      })),
  );
};

/** Seizures that stand, by rank: 1 is in force (首封), the others wait (轮候) and have no last day yet. */
export const seizures = (title: Title): readonly DatedRow[] => {
  const entered = new Map(entriesOf(title, 'SeizureRecorded').map((entry) => [entry.id, entry.data]));
  if (entered.size === 0) return [];
  const rights = rightsOf(title);
  const days = rights.flatMap(({ rightId, from, before }) => [
    from,
    before,
    ...coursesOf(title, rightId).flatMap(({ entry, terms, goneOn }) => [entry.on, ...terms.map(({ on }) => on), goneOn]),
  ]);
  return piecewise(days, (day) =>
    rights.flatMap(({ rightId }) =>
      seizuresOn(title, rightId, day).map(({ entry, seizureId, court, caseNumber, servedOn, rank, until }) => ({
        table: 'title_seizure',
        key: seizureId,
        columns: {
          parcel_id: entered.get(entry)?.parcelId ?? null,
          right_id: rightId,
          seizure_id: seizureId,
          rank,
          court,
          case_number: caseNumber,
          served_on: servedOn,
          months: entered.get(entry)?.months ?? null,
          until,
        },
      })),
    ),
  );
};
