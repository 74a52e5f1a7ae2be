// The class of a parcel that is in force: what the city decided last.
import type { Statement } from '../tenancy/statement.ts';
import type { View } from '../tenancy/view.ts';

type Writing = Parameters<Parameters<View['read']>[0]>[0];

/** The moment up to which a question knows, as SQL. */
export const knownBy = (view: View, { bind }: Pick<Statement, 'bind'>): string => `${bind(view.point.knownAt ?? 'infinity')}::timestamptz`;

/**
 * The decision in force on a day, as a lateral table: that of the newest cycle of which the city had decided by then. No row where it
 * had decided nothing of the parcel. What is a parcel and a day is SQL; the grade is null where the parcel was left without a class.
 */
export const decisionOn = (parcel: string, day: string, known: string, within: Writing['within']): string =>
  `lateral (select a.final_grade as grade, a.cycle, a.cycle_year, a.final_on, a.document from assessment a
    where a.subject_id = ${parcel} and a.subject = 'parcel' and a.final and a.valid @> ${day} and a.recorded @> ${known}
      and ${within('assessment', 'a')} order by a.cycle_year desc, a.final_on desc, a.cycle limit 1)`;

export interface ParcelGradeRow {
  readonly parcel_id: string;
  readonly day: string;
  readonly grade: string | null;
  readonly cycle: string;
  readonly cycle_year: number;
  readonly final_on: string;
  readonly document: string;
}

/** The decisions in force on these parcels, each on a day of its own, as known at the point; parcels without one are absent. */
export const readParcelGrades = (
  view: View,
  wanted: readonly { readonly parcelId: string; readonly day: string }[],
): Promise<ParcelGradeRow[]> =>
  view.read((writing) => {
    const { bind, within } = writing;
    const parcels = `${bind(wanted.map(({ parcelId }) => parcelId))}::uuid[]`;
    const days = `${bind(wanted.map(({ day }) => day))}::date[]`;
    return `select w.parcel_id, w.day::text as day, g.grade, g.cycle, g.cycle_year, g.final_on::text as final_on, g.document
      from unnest(${parcels}, ${days}) as w (parcel_id, day) cross join ${decisionOn('w.parcel_id', 'w.day', knownBy(view, writing), within)} g`;
  });
