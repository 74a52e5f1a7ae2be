import type { View } from '../tenancy/view.ts';
import type { Within } from './within.ts';

export interface TownListRow {
  readonly entity: string;
  readonly town: string;
  readonly cycle_jurisdiction: string;
  readonly cycle_year: number;
  readonly edition: number;
  readonly standing: boolean;
  readonly status: string;
  readonly submitted_on: string;
  readonly step_on: string;
  readonly run: string;
  /** JSON. */
  readonly totals: string;
  readonly parcels: number;
  /** JSON. */
  readonly reviewers: string;
  readonly reviews: string;
  readonly returned: string | null;
  readonly revision: number;
}

export interface TownListFilter {
  readonly cycle: string;
  readonly within?: Within | undefined;
  readonly status?: string | undefined;
  readonly everyEdition: boolean;
}

/** Lists of towns, the last edition of each or every one. */
export const readTownLists = (view: View, filter: TownListFilter): Promise<TownListRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [at('l'), within('town_list', 'l'), `l.cycle = ${bind(filter.cycle)}`];
    if (filter.within !== undefined) conditions.push(`l.${filter.within.column} = ${bind(filter.within.code)}`);
    if (filter.status !== undefined) conditions.push(`l.status = ${bind(filter.status)}`);
    if (!filter.everyEdition) conditions.push('l.standing');
    return `select l.entity, l.town, l.cycle_jurisdiction, l.cycle_year, l.edition, l.standing, l.status, l.submitted_on::text as submitted_on,
        l.step_on::text as step_on, l.run, l.totals, l.parcels, l.reviewers, l.reviews, l.returned, l.revision
      from town_list l where ${conditions.join(' and ')} order by l.town, l.edition desc`;
  });
