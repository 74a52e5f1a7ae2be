// Sums by jurisdiction. Each parcel counts once; what no source gives is missing, not zero.
import type { View } from '../tenancy/view.ts';
import type { JurisdictionRow } from './jurisdictions.ts';
import { levels, placeCode, preparedSums, readSums, type SumRow, sumColumns, sumsOf } from './roll-ups.ts';
import { columnOf } from './within.ts';

/** Parcels of one land use in a jurisdiction and below it. */
export interface ParcelSum {
  readonly landUse: string | null;
  readonly count: number;
  readonly withArea: number;
  readonly openConflicts: number;
  /** In ⅓ cm²; what only parcels with an area have. */
  readonly units: bigint;
  readonly low: bigint;
  readonly high: bigint;
}

/** Parcels on plan lists in one category and year, of all routes or of one; a parcel counts once in each category and year, by its first entry. */
export interface PlanSum {
  readonly year: number;
  readonly category: string;
  readonly route: string | null;
  readonly parcels: number;
  readonly withArea: number;
  readonly units: bigint;
}

/** A jurisdiction with what it and all below it holds. */
export interface Held {
  readonly jurisdiction: Pick<JurisdictionRow, 'code' | 'name' | 'level' | 'parent'>;
  /** By land use. */
  readonly parcels: readonly ParcelSum[];
  /** By year and category. A plan stands although its parcel was split or merged since. */
  readonly plans: readonly PlanSum[];
  readonly openFindings: number;
}

const parcelSum = ({ land_use, things, with_area, marked, units, low, high }: SumRow): ParcelSum => ({
  landUse: land_use === '' ? null : land_use,
  count: Number(things),
  withArea: Number(with_area),
  openConflicts: Number(marked),
  units: BigInt(units),
  low: BigInt(low),
  high: BigInt(high),
});

const planSum = ({ cycle, grade, land_use, things, with_area, units }: SumRow): PlanSum => ({
  year: Number(cycle),
  category: grade,
  route: land_use === '' ? null : land_use,
  parcels: Number(things),
  withArea: Number(with_area),
  units: BigInt(units),
});

/** A jurisdiction, or one of its sums. */
type HeldRow = (Held['jurisdiction'] & { readonly kind: null }) | SumRow;

const heldOf = (rows: readonly HeldRow[]): Held | undefined => {
  const jurisdiction = rows.find((row) => row.kind === null);
  const sums = rows.filter((row) => row.kind !== null);
  return (
    jurisdiction && {
      jurisdiction,
      parcels: sums.filter(({ kind }) => kind === 'parcel').map(parcelSum),
      plans: sums.filter(({ kind }) => kind === 'plan').map(planSum),
      openFindings: sums.filter(({ kind }) => kind === 'finding').reduce((all, { things }) => all + Number(things), 0),
    }
  );
};

/**
 * A jurisdiction and those below it, down to a depth of 0 to 2, with what each holds, by code. One statement: each costs both sides more in
 * messages and in its beginning than these sums do.
 */
export const readHeld = async (view: View, code: string, depth: number): Promise<readonly Held[]> => {
  const first = levels.indexOf(columnOf(code));
  const rows = await view.read<HeldRow>((statement) => {
    const { bind, at, within } = statement;
    const top = bind(code);
    const wanted = [`j.code = ${top}`];
    if (depth > 0) wanted.push(`j.parent = ${top}`);
    if (depth > 1)
      wanted.push(
        `j.parent = any(array(select b.code from jurisdiction b where b.parent = ${top} and ${at('b')} and ${within('jurisdiction', 'b')}))`,
      );
    const places = 'array(select place from held)';
    const sums = sumsOf(
      { places, levels: levels.slice(first, first + depth + 1), kinds: ['parcel', 'plan', 'finding'] },
      view.point,
      statement,
    );
    return `with held as materialized (
        select j.code, j.name, j.level, j.parent, rpad(j.code, 9, '0') as place from jurisdiction j
        where (${wanted.join(' or ')}) and ${at('j')} and ${within('jurisdiction', 'j')})
      select code, name, level, parent, ${sumColumns.map((each) => `null as ${each}`).join(', ')} from held
      union all
      select ${placeCode}, null, null, null, ${sumColumns.join(', ')} from (${sums}) s
      order by code, kind, cycle, grade, land_use`;
  }, preparedSums);
  return [...Map.groupBy(rows, (row) => row.code).values()].flatMap((each) => heldOf(each) ?? []);
};

/** Plans of each of these codes and of what lies below them by year, category and route. */
export const readPlannedRoutes = async (view: View, codes: readonly string[]): Promise<ReadonlyMap<string, readonly PlanSum[]>> => {
  const rows = await readSums(view, ['plan'], codes, { byRoute: true });
  return new Map(codes.map((each) => [each, rows.filter(({ code }) => code === each).map(planSum)]));
};
