// In the path of lists: of which town or district, in which cycle.
import { townCode } from '@yimu/domain/kernel';
import { type CyclePlace, cycleKey, placeOf, placeParams } from '../routes/cycle-place.ts';

interface OfCycle {
  readonly cycle: { readonly jurisdiction: string; readonly year: number };
  readonly subject: CyclePlace['subject'];
}
export type OfTown = OfCycle & { readonly town: string };
export type OfDistrict = OfCycle & { readonly jurisdiction: string };

/** The cycle that a list belongs to. */
export const cycleOf = ({ cycle, subject }: OfCycle): CyclePlace => ({ ...cycle, subject });

export const townListStream = (of: OfTown): string => `townlist-${of.town}-${cycleKey(cycleOf(of))}`;
export const classListStream = (of: OfDistrict): string => `classlist-${of.jurisdiction}-${cycleKey(cycleOf(of))}`;

/** Shapes of `/:town/:code/:year/:subject`: the town, then the cycle. */
export const townParams = { town: townCode, ...placeParams };
/** Shapes of `/:district/:code/:year/:subject`: the district, then the cycle, which may be that of the city. */
export const districtParams = { district: placeParams.code, ...placeParams };

type InPath<Name extends string> = Readonly<Record<Name | 'code' | 'year' | 'subject', string>>;
const ofCycle = (of: InPath<never>): OfCycle => {
  const { jurisdiction, year, subject } = placeOf(of);
  return { cycle: { jurisdiction, year }, subject };
};
export const ofTown = (of: InPath<'town'>): OfTown => ({ town: of.town, ...ofCycle(of) });
export const ofDistrict = (of: InPath<'district'>): OfDistrict => ({ jurisdiction: of.district, ...ofCycle(of) });
