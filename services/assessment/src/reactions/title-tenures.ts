// Who has a parcel since when, as the facts of its title tell: leases and subleases, and who holds a right to use the land.
// Only facts are read here; which rule they break, the registry says.
import { addDays, type EffectiveDate, type Identified, type RecordedEvent } from '@yimu/domain/kernel';
import type { RightFact } from '@yimu/domain/right/events';
import { entityIdFor } from '@yimu/server';

/** Who has the land, from the first day to the last; null where no last day is known. */
export interface TitleTenure {
  readonly tenureId: string;
  readonly kind: 'lease' | 'holding';
  readonly partyIds: readonly string[];
  readonly from: EffectiveDate;
  readonly until: EffectiveDate | null;
}

type Begun = Identified<Extract<RightFact, { type: (typeof beginnings)[number] }>>;
type Of<T extends Begun['type']> = Extract<Begun, { type: T }>;

const beginnings = [
  'RightRegistered',
  'RightEnded',
  'RightTransferred',
  'RightTransferredByRuling',
  'LeaseRegistered',
  'SubleaseRegistered',
  'OperatorAppointed',
  'LeaseEnded',
] as const;

/** The facts by which tenures begin, end and change. */
export const tenureFacts: readonly string[] = [
  ...beginnings,
  'RightCorrected',
  'RightTransferCorrected',
  'LeaseCorrected',
  'TitleFactAnnulled',
];

/** Rights to use land. Buildings alone, and the land that a collective owns, nobody was given to use. */
const useOfLand: readonly string[] = [
  'state-land-use',
  'state-land-use-and-buildings',
  'collective-land-use',
  'collective-land-use-and-buildings',
];

const isBeginning = (event: Identified<RightFact>): event is Begun => beginnings.some((type) => type === event.type);

/** The facts that stand: corrections replace day and content, annulled ones are gone. */
const standing = (events: readonly RecordedEvent[]): readonly Begun[] => {
  const facts = new Map<string, Begun>();
  for (const event of events as unknown as readonly Identified<RightFact>[]) {
    const corrected = facts.get(event.corrects ?? '');
    if (isBeginning(event)) facts.set(event.id, event);
    else if (corrected === undefined) continue;
    else if (event.type === 'TitleFactAnnulled') facts.delete(corrected.id);
    // The registry saw to it that a correction is of a fact of its own kind.
    else facts.set(corrected.id, { ...corrected, effectiveOn: event.effectiveOn, data: { ...corrected.data, ...event.data } } as Begun);
  }
  return [...facts.values()];
};

const earliest = (...days: readonly (EffectiveDate | null | undefined)[]): EffectiveDate | null =>
  days.filter((day) => day !== null && day !== undefined).toSorted()[0] ?? null;

const dayAfter = (until: EffectiveDate | null): EffectiveDate | null => (until === null ? null : addDays(until, 1));

/** Tenures of a title after some of its events, by id. One that lasted no day is none. */
export const tenuresOf = (events: readonly RecordedEvent[]): ReadonlyMap<string, TitleTenure> => {
  const facts = standing(events);
  const of = <T extends Begun['type']>(...types: readonly T[]): readonly Of<T>[] =>
    // The filter leaves only those types; TypeScript cannot follow that for a union that is still open.
    facts.filter(({ type }) => types.some((each) => each === type)) as unknown as readonly Of<T>[];
  const rights = of('RightRegistered');
  const leases = of('LeaseRegistered', 'SubleaseRegistered', 'OperatorAppointed');

  /** From which day on a right no longer stands. */
  const rightBefore = (rightId: string): EffectiveDate | null =>
    earliest(
      of('RightEnded').find(({ data }) => data.rightId === rightId)?.effectiveOn,
      dayAfter(rights.find(({ data }) => data.rightId === rightId)?.data.until ?? null),
    );
  /** From which day on a lease no longer runs: it does not outlast what it rests on. */
  const leaseBefore = ({ type, data }: (typeof leases)[number]): EffectiveDate | null => {
    const upper = type === 'SubleaseRegistered' ? leases.find((lease) => lease.data.leaseId === data.parentLeaseId) : undefined;
    const ended = of('LeaseEnded').find((end) => end.data.leaseId === data.leaseId);
    return earliest(ended?.effectiveOn, dayAfter(data.until), upper === undefined ? rightBefore(data.rightId) : leaseBefore(upper));
  };

  const leased = of('LeaseRegistered', 'SubleaseRegistered').map((lease) => ({
    tenureId: lease.data.leaseId,
    kind: 'lease' as const,
    partyIds: lease.data.lessees,
    from: lease.data.from,
    before: leaseBefore(lease),
  }));

  /** A tenure for each holder from the day on which it began to hold. */
  const held = rights
    .filter(({ data }) => useOfLand.includes(data.kind))
    .flatMap((right) => {
      const moves = of('RightTransferred', 'RightTransferredByRuling')
        .filter(({ data }) => data.rightId === right.data.rightId)
        .toSorted((left, later) => Number(left.effectiveOn > later.effectiveOn) - Number(left.effectiveOn < later.effectiveOn));
      const steps = [right, ...moves].map(({ id, effectiveOn: on, data }) => ({
        id,
        on,
        holders: new Set(data.holders.map(({ partyId }) => partyId)),
      }));
      return steps.flatMap(({ id, on, holders }, n) =>
        [...holders.difference(steps[n - 1]?.holders ?? new Set())].map((partyId) => ({
          tenureId: entityIdFor({ issuer: 'yimu', sub: 'title-tenures', method: 'TENURE', path: id, key: partyId }),
          kind: 'holding' as const,
          partyIds: [partyId],
          from: on,
          before: earliest(steps.slice(n + 1).find((later) => !later.holders.has(partyId))?.on, rightBefore(right.data.rightId)),
        })),
      );
    });

  return new Map(
    [...leased, ...held]
      .filter(({ from, before }) => before === null || from < before)
      .map(({ before, ...tenure }) => [tenure.tenureId, { ...tenure, until: before === null ? null : addDays(before, -1) }]),
  );
};
