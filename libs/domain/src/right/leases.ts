// Leases (租赁), subleases (转租) and operators that rent and manage as one (统租统管): all hold for a term, on the whole or a part.
import { addDays, type EffectiveDate, type Money } from '../kernel/index.ts';
import { during, earliest, type Period } from './period.ts';
import { rightOf } from './rights.ts';
import { type Entry, entriesOf, type Title } from './state.ts';

/** A lease, sublease or operator's lease, from the first day of its term to the last, or until it is ended. */
export interface Lease extends Period {
  readonly kind: 'lease' | 'sublease' | 'operator';
  /** Id of the event that recorded it. */
  readonly entry: string;
  /** The day of the contract or its registration; the term may begin later. */
  readonly on: EffectiveDate;
  readonly leaseId: string;
  readonly rightId: string;
  /** Of which lease it is a part; null for a lease of the right itself. */
  readonly parentLeaseId: string | null;
  /** 承租人, or the operator. */
  readonly lessees: readonly string[];
  readonly part: string | null;
  /** Last day of the term. */
  readonly until: EffectiveDate;
  readonly endedOn: EffectiveDate | null;
  /** Rent of a year; null when it is not known. */
  readonly rent: Money | null;
  readonly basis: 'decided' | 'reported';
}

type LeaseEntry = Entry<'LeaseRegistered' | 'SubleaseRegistered' | 'OperatorAppointed'>;

const whose = (entry: LeaseEntry): Pick<Lease, 'kind' | 'parentLeaseId' | 'lessees'> => {
  switch (entry.type) {
    case 'LeaseRegistered':
      return { kind: 'lease', parentLeaseId: null, lessees: entry.data.lessees };
    case 'SubleaseRegistered':
      return { kind: 'sublease', parentLeaseId: entry.data.parentLeaseId, lessees: entry.data.lessees };
    case 'OperatorAppointed':
      return { kind: 'operator', parentLeaseId: null, lessees: [entry.data.operatorId] };
  }
};

const lifeOf = (entry: LeaseEntry, endedOn: EffectiveDate | null): Lease => {
  const { leaseId, rightId, part, from, until, rent, basis } = entry.data;
  const before = earliest([endedOn, addDays(until, 1)]);
  return { ...whose(entry), entry: entry.id, on: entry.on, leaseId, rightId, part, from, until, endedOn, before, rent, basis };
};

export const leaseEntriesOf = (title: Title): readonly LeaseEntry[] =>
  entriesOf(title, 'LeaseRegistered', 'SubleaseRegistered', 'OperatorAppointed');

/** The end of a lease before its term, if it was ended. */
export const leaseEndOf = (title: Title, leaseId: string): Entry<'LeaseEnded'> | undefined =>
  entriesOf(title, 'LeaseEnded').find(({ data }) => data.leaseId === leaseId);

/** Every lease that ever was. */
export const leasesOf = (title: Title): readonly Lease[] => {
  const ends = new Map(entriesOf(title, 'LeaseEnded').map(({ on, data }) => [data.leaseId, on]));
  return leaseEntriesOf(title).map((entry) => lifeOf(entry, ends.get(entry.data.leaseId) ?? null));
};

export const leaseOf = (title: Title, leaseId: string): Lease | undefined => leasesOf(title).find((lease) => lease.leaseId === leaseId);

const stands = (title: Title, leases: readonly Lease[], lease: Lease, day: EffectiveDate): boolean => {
  if (!during(lease, day)) return false;
  const upper = lease.parentLeaseId === null ? undefined : leases.find(({ leaseId }) => leaseId === lease.parentLeaseId);
  if (upper !== undefined) return stands(title, leases, upper, day);
  const right = rightOf(title, lease.rightId);
  return right !== undefined && during(right, day);
};

/** The leases that run on a day: neither they nor what they rest on has ended. */
export const leasesOn = (title: Title, day: EffectiveDate): readonly Lease[] => {
  const leases = leasesOf(title);
  return leases.filter((lease) => stands(title, leases, lease, day));
};
