// What must hold among leases, subleases and operators' leases, and the rights they rest on.
import { addYears, type EffectiveDate } from '../kernel/index.ts';
import { breach, type Invariant } from './breach.ts';
import { type Lease, leasesOf } from './leases.ts';
import { overlappingPairs } from './period.ts';
import { rightOf } from './rights.ts';
import { entriesOf } from './state.ts';

/** A lease lasts twenty years at most (民法典 705), so that its last day is before the twentieth anniversary of its first. */
const twentyYears: Invariant = (title) =>
  leasesOf(title)
    .filter(({ from, until }) => until >= addYears(from, 20))
    .map(({ entry, rightId, from, until }) => breach(rightId, [entry], 'lease-over-twenty-years', { from, until }));

/** Whether a lease goes beyond a term; an early end of what it rests on is a breach only for a lease made or begun after it. */
const beyond = (
  lease: Lease,
  from: EffectiveDate,
  { until, endedOn }: { readonly until: EffectiveDate | null; readonly endedOn: EffectiveDate | null },
): boolean =>
  lease.from < from || (until !== null && lease.until > until) || (endedOn !== null && (lease.from >= endedOn || lease.on >= endedOn));

const withinRight: Invariant = (title) =>
  leasesOf(title).flatMap((lease) => {
    const right = rightOf(title, lease.rightId);
    if (lease.parentLeaseId !== null || right === undefined || !beyond(lease, right.from, right)) return [];
    const { entry, rightId, from, until } = lease;
    const named = { from, until, rightFrom: right.from, rightUntil: right.endedOn ?? right.until ?? '—' };
    return [breach(rightId, [entry], 'lease-outside-right', named)];
  });

const subleases: Invariant = (title) => {
  const leases = leasesOf(title);
  const byId = new Map(leases.map((lease) => [lease.leaseId, lease]));
  const given = entriesOf(title, 'SubleaseConsentRecorded');
  return leases.flatMap((lease) => {
    const upper = byId.get(lease.parentLeaseId ?? '');
    if (upper === undefined) return [];
    const { entry, rightId, from, until, on, lessees } = lease;
    const named = { from, until, leaseFrom: upper.from, leaseUntil: upper.endedOn ?? upper.until };
    const outside = beyond(lease, upper.from, upper) ? [breach(rightId, [entry], 'sublease-outside-lease', named)] : [];
    // An operator lets by its mandate; a lessee needs the lessor's consent (民法典 716), beforehand and for every sublessee.
    const consents = given.filter((consent) => consent.data.leaseId === upper.leaseId && consent.on <= on);
    const agreed = lessees.every((lessee) => consents.some(({ data: { lesseeId } }) => lesseeId === null || lesseeId === lessee));
    const without = upper.kind === 'operator' || agreed ? [] : [breach(rightId, [entry], 'sublease-without-consent', { on })];
    return [...outside, ...without];
  });
};

/** One place, one lease at a time: of the right, of each lease that is sublet, and one operator. */
const leasesDoNotOverlap: Invariant = (title) =>
  // A park has hundreds of leases: only those that rest on the same thing are held against each other.
  [...Map.groupBy(leasesOf(title), ({ kind, rightId, parentLeaseId }) => `${kind} ${rightId} ${parentLeaseId}`).values()]
    .flatMap((beside) => overlappingPairs(beside))
    .map(([left, right]) => {
      const named = { from: left.from, until: left.until, otherFrom: right.from, otherUntil: right.until };
      return breach(right.rightId, [left.entry, right.entry], 'lease-overlaps', named);
    });

export const leaseInvariants: readonly Invariant[] = [twentyYears, withinRight, subleases, leasesDoNotOverlap];
