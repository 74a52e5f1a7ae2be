// The class of parcels that is in force on the day asked about.
import { type ParcelGradeRow, readParcelGrades } from '../read-models/parcel-grades.ts';
import { type Pointed, together } from './together.ts';

const decision = ({ grade, cycle_year, final_on, document }: ParcelGradeRow) => ({
  grade,
  cycleYear: cycle_year,
  decidedOn: final_on,
  document,
});

/** A loader of the decision in force on a parcel that objects name; null where the city decided nothing of it. */
export const gradesInForce = <O extends Pointed>(parcelOf: (object: O) => string) =>
  together(async (view, objects: readonly O[]) => {
    const ids = [...new Set(objects.map(parcelOf))];
    const rows = await readParcelGrades(
      view,
      ids.map((parcelId) => ({ parcelId, day: view.point.asOf })),
    );
    const found = new Map(rows.map((row) => [row.parcel_id, decision(row)]));
    return objects.map((object) => found.get(parcelOf(object)) ?? null);
  });
