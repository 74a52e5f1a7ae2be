// Changes of equity that took place, by the land of the company: which auctions came after them, and how the land was graded then.
import type { View } from '../tenancy/view.ts';
import { decisionOn, knownBy } from './parcel-grades.ts';

type Writing = Parameters<Parameters<View['read']>[0]>[0];

export interface LandQuestion {
  /** The class in force on the day of the change. */
  readonly grades?: readonly string[] | undefined;
  /** How many months at most lay between the change and a day of auction after it. */
  readonly months?: number | undefined;
  readonly changedControl?: boolean | undefined;
}

/** The changes c of the scope. */
const changes = ({ at, within }: Writing): readonly string[] => [at('c'), within('equity_change', 'c')];

/**
 * The rounds r that sell the parcel of a change c on a day after it, not more than so many months: counted back from the day of the
 * auction, where PostgreSQL takes the last day of a month without such a day, as the kernel does.
 */
const follows = (months: string, { at, within }: Writing): string =>
  `r.parcel_id = c.parcel_id and r.auction_on > c.changed_on and c.changed_on >= (r.auction_on - make_interval(months => ${months}))::date
    and ${at('r')} and ${within('auction_round', 'r')}`;

/** The cases of which some parcel answers all that is asked, as a select of their ids. */
export const casesByLand = (view: View, { grades, months, changedControl }: LandQuestion, writing: Writing): string => {
  const { bind, within } = writing;
  const conditions = [...changes(writing)];
  if (changedControl !== undefined) conditions.push(`c.control_changed = ${bind(changedControl)}`);
  // Offset 0: asked change by change through the index of parcels. Else the planner reads every round of a city.
  if (months !== undefined)
    conditions.push(`exists (select from auction_round r where ${follows(`${bind(months)}::int`, writing)} offset 0)`);
  if (grades !== undefined)
    conditions.push(
      `(select g.grade from ${decisionOn('c.parcel_id', 'c.changed_on', knownBy(view, writing), within)} g) = any(${bind(grades)})`,
    );
  return `select c.equity_id from equity_change c where ${conditions.join(' and ')}`;
};

export interface LandAuctionRow {
  readonly equity_id: string;
  readonly parcel_id: string;
  readonly changed_on: string;
  readonly lot_id: string;
  readonly round: string;
  readonly anew: boolean;
  readonly auction_on: string;
  readonly grade: string | null;
  readonly cycle_year: number | null;
  readonly final_on: string | null;
  readonly document: string | null;
}

/** The auctions after these changes within so many months: of each lot the first day, with the class of its parcel on the day of the change. */
export const readLandAuctions = (
  view: View,
  equityIds: readonly string[],
  { grades, months }: { readonly grades: readonly string[] | undefined; readonly months: number },
): Promise<LandAuctionRow[]> =>
  view.read((writing) => {
    const { bind, within } = writing;
    const conditions = [...changes(writing), `c.entity = any(${bind(equityIds.map((id) => `equity-${id}`))}::text[])`];
    if (grades !== undefined) conditions.push(`g.grade = any(${bind(grades)})`);
    return `select distinct on (c.equity_id, c.parcel_id, r.lot_id) c.equity_id, c.parcel_id, c.changed_on::text as changed_on, r.lot_id, r.round,
        r.anew, r.auction_on::text as auction_on, g.grade, g.cycle_year, g.final_on::text as final_on, g.document
      from equity_change c join auction_round r on ${follows(`${bind(months)}::int`, writing)}
      left join ${decisionOn('c.parcel_id', 'c.changed_on', knownBy(view, writing), within)} g on true
      where ${conditions.join(' and ')} order by c.equity_id, c.parcel_id, r.lot_id, r.auction_on, r.place`;
  });
