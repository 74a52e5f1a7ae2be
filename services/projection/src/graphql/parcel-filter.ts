// The filter of lists of parcels, as it is given.
import { jurisdictionCode, nameKey } from '@yimu/domain/kernel';
import type { ParcelFilter } from '../read-models/parcel-filter.ts';
import { type Searched, searchedIn } from '../read-models/search.ts';
import { listSources } from '../read-models/search-sources.ts';
import { withinOf } from '../read-models/within.ts';
import type { View } from '../tenancy/view.ts';
import { checked } from './arguments.ts';
import { lower } from './naming.ts';
import { areasOf, type GivenAreas } from './ranges.ts';
import { searchedText } from './searched-text.ts';

/** As the schema takes it. */
export interface GivenParcelFilter {
  readonly jurisdiction?: string | null;
  readonly text?: string | null;
  readonly name?: string | null;
  readonly namePrefix?: string | null;
  readonly areaConflict?: string | null;
  readonly parcelCode?: string | null;
  readonly code?: string | null;
  readonly landUses?: readonly string[] | null;
  readonly ownership?: string | null;
  readonly legality?: string | null;
  readonly area?: GivenAreas | null;
  readonly grades?: readonly string[] | null;
  readonly seized?: boolean | null;
  readonly plannedYear?: number | null;
}

/** No code is longer: what is, nothing has. */
const longestCode = 28;
const codeIn = async (view: View, code: string): Promise<Searched> =>
  code.length > longestCode ? { word: '', ids: [] } : searchedIn(view, code, [listSources.parcels]);

/** As it is read by. Throws a 4xx error that names the field. */
export const parcelFilterOf = async (view: View, given: GivenParcelFilter): Promise<ParcelFilter> => {
  const { jurisdiction, text, name, namePrefix, code } = given;
  const word = text == null ? undefined : searchedText('filter.text', text);
  return {
    within: jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, jurisdiction)),
    nameKey: name == null ? undefined : nameKey(name),
    namePrefix: namePrefix == null ? undefined : nameKey(namePrefix),
    areaConflict: given.areaConflict?.toLowerCase(),
    parcelCode: given.parcelCode ?? undefined,
    landUses: given.landUses ?? undefined,
    ownership: lower(given.ownership),
    legality: lower(given.legality),
    area: areasOf('filter.area', given.area),
    grades: given.grades ?? undefined,
    seized: given.seized ?? undefined,
    plannedYear: given.plannedYear ?? undefined,
    searched: word === undefined ? undefined : await searchedIn(view, word, [listSources.parcels]),
    code: code == null ? undefined : await codeIn(view, code),
  };
};
