// How large the city is and what lies where. A parcel and a company are whole numbers; parcels of a town stand together, so that what
// belongs to a town is a range.
import { readJurisdictions } from '../../../seed/seed.ts';
import { mixed, of, shareOf, uuidOf } from './chance.ts';

/** The parcels of the city at scale 1. */
const wholeCity = 48_501;
/** Companies hold one or two parcels. */
const companiesPerParcel = 5 / 8;

export interface Town {
  readonly code: string;
  readonly district: string;
  /** Its first parcel, and how many it has. */
  readonly first: number;
  readonly count: number;
}

export interface Shape {
  readonly scale: number;
  readonly jurisdictions: readonly { readonly code: string; readonly name: string }[];
  readonly parcels: number;
  readonly companies: number;
  readonly towns: readonly Town[];
  readonly districts: readonly string[];
  /** The town that has no parcel. */
  readonly empty: Town;
  readonly townOf: (parcel: number) => Town;
}

/** The cycles of the city. */
export const years = [2021, 2022, 2023, 2024, 2025] as const;
export const city = '310000';

/** Towns get parcels by weights of 1 to 8; the last town of the list gets none. */
const placed = (codes: readonly string[], parcels: number): readonly Town[] => {
  const weights = codes.map((_, n) => (n === codes.length - 1 ? 0 : 1 + (mixed(21, n) % 8)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  return codes.map((code, n) => {
    const first = Math.round((parcels * passed) / total);
    passed += weights[n] ?? 0;
    return { code, district: code.slice(0, 6), first, count: Math.round((parcels * passed) / total) - first };
  });
};

/**
 * The city at a scale: 1 is 48,501 parcels in 234 towns.
 * @param scale a share of the city, or how many times as large
 */
export const shapeOf = async (scale: number): Promise<Shape> => {
  const jurisdictions = await readJurisdictions();
  const codes = jurisdictions.map(({ code }) => code);
  const parcels = Math.round(wholeCity * scale);
  const towns = placed(
    codes.filter((code) => code.length === 9),
    parcels,
  );
  const townAt = new Uint16Array(parcels);
  for (const [n, { first, count }] of towns.entries()) townAt.fill(n, first, first + count);
  const empty = towns.at(-1);
  if (empty === undefined) throw new Error('the list of jurisdictions has no towns');
  return {
    scale,
    jurisdictions,
    parcels,
    companies: companyOf(parcels - 1) + 1,
    towns,
    districts: codes.filter((code) => code.length === 6 && code !== city),
    empty,
    townOf: (parcel) => towns[townAt[parcel] ?? 0] ?? empty,
  };
};

/** Who holds a parcel. */
export const companyOf = (parcel: number): number => Math.floor(parcel * companiesPerParcel);

/** The parcels that a company holds, one or two of them. */
export const parcelsOf = (company: number): readonly number[] => {
  const first = Math.ceil(company / companiesPerParcel);
  return companyOf(first + 1) === company ? [first, first + 1] : [first];
};

export const parcelId = (parcel: number): string => uuidOf(of.parcel, parcel);
export const companyId = (company: number): string => uuidOf(of.company, company);
export const personId = (person: number): string => uuidOf(of.person, person);

/** 宗地代码 of a parcel. */
export const parcelCode = (parcel: number, district: string): string =>
  `${district}${String(1 + Math.floor(parcel / 90_000)).padStart(3, '0')}001GB${String((parcel % 90_000) + 1).padStart(5, '0')}`;

/** Whether a contract was signed on a parcel. */
export const hasContract = (parcel: number): boolean => parcel % 5 < 2;
/** Whether a second source gave an area of a parcel when it was entered. */
export const hasSecondArea = (parcel: number): boolean => mixed(22, parcel) % 7 === 0;

/** From 0, the best, to less than 1, the worst: a parcel keeps most of it from year to year. */
export const qualityOf = (parcel: number, year: number): number => 0.85 * shareOf(23, parcel) + 0.15 * shareOf(24, parcel, year);

/** The class of a parcel in a cycle. */
export const gradeOf = (parcel: number, year: number): 'A' | 'B' | 'C' | 'D' => {
  const quality = qualityOf(parcel, year);
  if (quality < 0.2) return 'A';
  if (quality < 0.6) return 'B';
  return quality < 0.93 ? 'C' : 'D';
};

/** An area in 亩 on two decimals. */
export const areaOf = (parcel: number, source = 0): { readonly value: string; readonly unit: 'mu' } => ({
  value: `${3 + (mixed(25, parcel) % 120)}.${10 + (mixed(26, parcel, source) % 90)}`,
  unit: 'mu',
});
