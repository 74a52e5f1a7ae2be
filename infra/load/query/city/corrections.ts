// Corrections: of areas, of figures, of names, and facts that come to light later and hold for years past.
import { placeOfQuantity, suppliers } from '../../assessment/city.ts';
import { mixed, of, uuidOf } from './chance.ts';
import { type Draft, dayOf, instantOf } from './draft.ts';
import { enteredId, standingOfCompany, standingOfParcel } from './foundation.ts';
import { cycleRef, figureIn, standingOfSubmission, submissionStream, supplyId } from './in-cycle.ts';
import { formerName } from './names.ts';
import { areaOf, companyId, companyOf, parcelId, type Shape } from './shape.ts';

/** A correction has a number, which makes it, and a moment. */
interface Occasion {
  readonly n: number;
  readonly at: number;
  readonly parcel: number;
}

/** The area that the first source gave was misread; it is put right where it stood. A parcel without one gets one. */
const areaCorrected = (shape: Shape, { n, at, parcel }: Occasion): Draft => {
  const common = {
    stream: `parcel-${parcelId(parcel)}`,
    standing: standingOfParcel(parcel),
    at,
    hand: 'town' as const,
    jurisdictions: [shape.townOf(parcel).code],
  };
  const isUnknown = mixed(47, parcel) % 50 === 0;
  return isUnknown
    ? {
        ...common,
        type: 'ParcelAreaObserved',
        on: dayOf(at),
        data: { parcelId: parcelId(parcel), observed: { area: areaOf(parcel, n + 2), rank: 2 } },
      }
    : {
        ...common,
        type: 'ParcelAreaCorrected',
        on: dayOf(at),
        corrects: enteredId(parcel),
        id: uuidOf(of.correction, n),
        data: { parcelId: parcelId(parcel), area: areaOf(parcel, n + 2), reason: '录入有误' },
      };
};

/** A supplier's figure of a cycle was wrong. */
const figureCorrected = (shape: Shape, year: number, { n, at, parcel }: Occasion): Draft => {
  const { code } = shape.townOf(parcel);
  const k = mixed(91, n) % suppliers.length;
  const [supplier, quantities] = suppliers[k] ?? ['税务局', []];
  const known = quantities.find((each) => figureIn(parcel, year, placeOfQuantity(each.code)) !== null) ?? quantities[0];
  return {
    stream: submissionStream(parcel, year),
    standing: standingOfSubmission,
    type: 'FigureCorrected',
    on: dayOf(at),
    at,
    jurisdictions: [code],
    hand: 'department',
    corrects: supplyId(parcel, year, k),
    data: {
      subjectId: parcelId(parcel),
      subject: 'parcel',
      cycle: cycleRef(year),
      partyId: null,
      supplier,
      period: year - 1,
      quantity: known?.code ?? 'tax',
      value: `${(mixed(92, n) % 900) + 1}.25`,
      unit: known?.unit ?? '万元',
      reason: '更正',
    },
  };
};

/** What is heard of now has held for two years. */
const heardLate = (shape: Shape, { n, at, parcel }: Occasion): Draft => ({
  stream: `parcel-${parcelId(parcel)}`,
  standing: standingOfParcel(parcel),
  at,
  on: dayOf(at - 700 * 86_400_000),
  hand: 'town',
  jurisdictions: [shape.townOf(parcel).code],
  ...(n % 2 === 0
    ? {
        type: 'ParcelLandUseChanged',
        data: { parcelId: parcelId(parcel), landUse: (['research', 'mixed', 'storage', 'industrial'] as const)[(n >>> 1) % 4] },
      }
    : { type: 'ParcelLegalityChanged', data: { parcelId: parcelId(parcel), legality: n % 4 === 1 ? 'legal' : 'illegal' } }),
});

const renamed = (shape: Shape, { n, at, parcel }: Occasion): Draft => {
  const company = companyOf(parcel);
  return {
    stream: `party-${companyId(company)}`,
    standing: standingOfCompany(shape, company),
    type: 'PartyRenamed',
    on: dayOf(at),
    at,
    jurisdictions: [shape.townOf(parcel).code],
    hand: 'town',
    data: { partyId: companyId(company), name: formerName(n) },
  };
};

const occasions = (shape: Shape, salt: number, perCity: number, from: string, days: number): readonly Occasion[] => {
  const count = Math.max(3, Math.round(perCity * shape.scale));
  return Array.from({ length: count }, (_, n) => ({
    n: salt * 100_000 + n,
    at: instantOf(from, (n / count) * days),
    parcel: mixed(93, salt, n) % shape.parcels,
  }));
};

/** Those of an ordinary year. */
export const correctionsOf = (shape: Shape, year: number): readonly Draft[] => [
  ...occasions(shape, year, 400, `${year}-01-15`, 330).map((each) => areaCorrected(shape, each)),
  ...occasions(shape, year + 100, 1_500, `${year}-10-01`, 80).map((each) => figureCorrected(shape, year, each)),
  ...occasions(shape, year + 200, 400, `${year}-01-15`, 330).map((each) => heardLate(shape, each)),
  ...occasions(shape, year + 300, 200, `${year}-01-15`, 330).map((each) => renamed(shape, each)),
];

/** After the city: nothing but corrections, two in five of areas, two in five of figures, the rest heard of late. */
export const correctionsAlone = (shape: Shape, perCity: number): readonly Draft[] =>
  occasions(shape, 9_999, perCity, '2026-02-01', 60).map((each) => {
    const kind = each.n % 5;
    if (kind < 2) return areaCorrected(shape, each);
    return kind < 4 ? figureCorrected(shape, 2_025, each) : heardLate(shape, each);
  });
