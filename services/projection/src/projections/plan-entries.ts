import type { DisposalFact } from '@yimu/domain/disposal/events';
import { type Area, areaInUnits, type RecordedEvent } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection, ReadModelRow } from '../engine/projection.ts';
import { firstsOf } from './first-entries.ts';

interface Content {
  readonly enterprise: string;
  readonly category: string;
  readonly mode: string;
  readonly mappedRoute: string | null;
  readonly year: number;
  readonly area: Area | null;
  readonly matchedBy: string;
}

interface Entry extends Content {
  readonly id: string;
  readonly parcelId: string;
  readonly jurisdiction: string;
  readonly document: string;
  readonly list: string;
  readonly row: string;
}

/** Entries of the lists that say what becomes of a parcel, each as its document printed it. */
export const planEntries: Projection<readonly Entry[]> = {
  name: 'plan-entries',
  version: 2,
  category: 'plan',
  tables: ['plan_entry'],
  initial: [],
  evolve: (entries, recorded: RecordedEvent) => {
    const event = recorded as unknown as DisposalFact & Pick<RecordedEvent, 'id'>;
    switch (event.type) {
      case 'PlanEntryListed':
        return [...entries, { ...event.data, id: event.id }];
      case 'PlanEntryCorrected': {
        const { enterprise, category, mode, mappedRoute, year, area, matchedBy } = event.data;
        const content = { enterprise, category, mode, mappedRoute, year, area, matchedBy };
        return entries.map((entry) => (entry.id === event.corrects ? { ...entry, ...content } : entry));
      }
      case 'PlanEntryAnnulled':
        return entries.filter(({ id }) => id !== event.corrects);
      case 'ParcelOnSeveralLists':
      case 'ListedLandTouched':
        return entries;
      default:
        return event satisfies never;
    }
  },
  rows: (entries) => {
    const firsts = firstsOf(entries);
    return entries.map((entry) => row(entry, firsts));
  },
};

const row = (entry: Entry, firsts: ReturnType<typeof firstsOf>): ReadModelRow => ({
  table: 'plan_entry',
  key: entry.id,
  columns: {
    entry_id: entry.id,
    parcel_id: entry.parcelId,
    enterprise: entry.enterprise,
    document: entry.document,
    list: entry.list,
    source_row: entry.row,
    category: entry.category,
    mode: entry.mode,
    mapped_route: entry.mappedRoute,
    year: entry.year,
    area_value: entry.area?.value ?? null,
    area_unit: entry.area?.unit ?? null,
    area_units: entry.area === null ? null : areaInUnits(entry.area).toString(),
    matched_by: entry.matchedBy,
    first_in_town: firsts.town_code.has(entry.id),
    first_in_district: firsts.district_code.has(entry.id),
    first_in_city: firsts.city_code.has(entry.id),
    ...levelCodes(entry.jurisdiction),
  },
});
