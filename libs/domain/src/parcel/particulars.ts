// What is known of a parcel from some day on: use, legality, ownership, position, tenure, shape. A timeline of each kind, in which
// a correction replaces a value and keeps its day.
import { type EffectiveDate, holdingFrom, type Timeline, valueOn } from '../kernel/index.ts';
import type { ParcelFact, Particular } from './events.ts';

export type ParticularKind = Particular['kind'];

/** A particular with the id of the event that said it. */
export interface Recorded {
  readonly id: string;
  readonly particular: Particular;
  readonly annulled: boolean;
}

export type Particulars = Timeline<Recorded>;

/** The facts that each record one particular. */
export type RecordingFact = Extract<
  ParcelFact,
  {
    type:
      | 'ParcelLandUseChanged'
      | 'ParcelLegalityChanged'
      | 'ParcelOwnershipRecorded'
      | 'ParcelGrowthBoundaryRecorded'
      | 'ParcelDevelopmentZoneRecorded'
      | 'ParcelTenureRecorded'
      | 'ParcelLeasingUseRecorded'
      | 'ParcelGeometryRecorded';
  }
>;

/** What a fact records. */
export const particularOf = ({ type, data }: RecordingFact): Particular => {
  switch (type) {
    case 'ParcelLandUseChanged':
      return { kind: 'land-use', value: data.landUse };
    case 'ParcelLegalityChanged':
      return { kind: 'legality', value: data.legality };
    case 'ParcelOwnershipRecorded':
      return { kind: 'ownership', value: data.ownership };
    case 'ParcelGrowthBoundaryRecorded':
      return { kind: 'growth-boundary', value: data.position };
    case 'ParcelDevelopmentZoneRecorded':
      return { kind: 'development-zone', value: data.zone };
    case 'ParcelTenureRecorded':
      return { kind: 'tenure', value: data.tenure };
    case 'ParcelLeasingUseRecorded':
      return { kind: 'leasing-use', value: data.leasingUse };
    case 'ParcelGeometryRecorded':
      return { kind: 'geometry', value: { crs: data.crs, geometry: data.geometry } };
  }
};

/** What the entry of a parcel says of it, as far as it says anything. */
export const particularsOfEntry = ({
  landUse,
  legality,
  ownership,
}: Extract<ParcelFact, { type: 'ParcelEntered' }>['data']): readonly Particular[] => [
  ...(landUse === null ? [] : [{ kind: 'land-use' as const, value: landUse }]),
  ...(legality === null ? [] : [{ kind: 'legality' as const, value: legality }]),
  ...(ownership === null ? [] : [{ kind: 'ownership' as const, value: ownership }]),
];

/** Lets a particular hold from a day on. */
export const recorded = (particulars: Particulars, from: EffectiveDate, id: string, particular: Particular): Particulars =>
  holdingFrom(particulars, from, { id, particular, annulled: false });

/** The particular of a kind that an event recorded, annulled or not. */
export const recordedBy = (particulars: Particulars, id: string | undefined, kind: ParticularKind): Particulars[number] | undefined =>
  particulars.find(({ value }) => value.id === id && value.particular.kind === kind);

/** Replaces what an event recorded of a kind. */
export const amended = (particulars: Particulars, id: string | undefined, kind: ParticularKind, change: Partial<Recorded>): Particulars => {
  const before = recordedBy(particulars, id, kind);
  return particulars.map((each) => (each === before ? { ...each, value: { ...each.value, ...change } } : each));
};

const standing = (particulars: Particulars, kind: ParticularKind): Particulars =>
  particulars.filter(({ value }) => !value.annulled && value.particular.kind === kind);

export type ValueOf<K extends ParticularKind> = Extract<Particular, { kind: K }>['value'];

/** The particular of a kind that holds on a day; undefined when no source says. */
export const particularOn = <K extends ParticularKind>(
  { particulars }: { readonly particulars: Particulars },
  kind: K,
  on: EffectiveDate,
): ValueOf<K> | undefined => valueOn(standing(particulars, kind), on)?.particular.value as ValueOf<K> | undefined;

/** True when exactly this is the last word on that very day, so that saying it again says nothing new. */
export const isRecordedOn = (particulars: Particulars, on: EffectiveDate, particular: Particular): boolean => {
  const last = standing(particulars, particular.kind).findLast(({ from }) => from <= on);
  return last?.from === on && sameParticular(last.value.particular, particular);
};

export const sameParticular = (one: Particular, other: Particular): boolean => same(one, other);

/** Structural equality of plain values, whatever the order of their keys. */
const same = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)));
};
