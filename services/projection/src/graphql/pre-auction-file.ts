// The file before an auction: all that a court, a department and whoever buys has to know of a parcel, in one answer.
import { readParcelGrades } from '../read-models/parcel-grades.ts';
import { readParcels } from '../read-models/parcels.ts';
import { readOpenFindings, readParcelAnswers } from '../read-models/pre-auction-file.ts';
import { readTitles } from '../read-models/titles.ts';
import { told } from './auctions.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import * as present from './present.ts';
import { grouped, type Pointed, together } from './together.ts';
import { uuid } from './uuid.ts';

type FileNode = Pointed & { readonly id: string; readonly parcelId: string };

/** What the file has beside the fields that parcels and titles have too. */
export const preAuctionFileLoaders = {
  answers: together(async (view, files: readonly FileNode[]) => {
    const rows = await readParcelAnswers(
      view,
      files.map(({ id }) => id),
    );
    const byParcel = grouped(rows, ({ parcel_id }) => parcel_id);
    return files.map(({ id }) =>
      (byParcel.get(id) ?? []).map((row) => ({
        auctionId: row.auction_id,
        caseNumber: row.case_number,
        department: row.department,
        jurisdiction: row.jurisdiction,
        answeredOn: row.answered_on,
        ...told(row),
      })),
    );
  }),
  openFindings: together(async (view, files: readonly FileNode[]) => {
    const ids = files.map(({ id }) => id);
    const found = await readOpenFindings(view, ids);
    return ids.map((id) => (found.get(id) ?? []).map(present.finding));
  }),
};

/** The file of one parcel; null when neither the parcel nor its title lies inside the scope at the point asked about. */
export const preAuctionFileQueries = {
  preAuctionFile: async (_: unknown, { parcel, ...times }: { parcel: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const given = uuid.safeParse(parcel);
    // Other kinds of scope see a part of it at most, and what they do not see would read as not recorded.
    if (!given.success || operation.actor.scope.kind !== 'subtree') return null;
    const parcelId = given.data;
    const view = viewAt(operation, point);
    const [[row], [title], [decision]] = await Promise.all([
      readParcels(view, { ids: [parcelId] }, 'NAME_ASC', { limit: 1 }),
      readTitles(view, [parcelId]),
      readParcelGrades(view, [{ parcelId, day: point.asOf }]),
    ]);
    if (row === undefined && title === undefined) return null;
    return {
      point,
      id: parcelId,
      parcelId,
      asOf: point.asOf,
      knownAt: point.knownAt,
      // A title may be older than the entry of its parcel (入库).
      parcel: row === undefined ? null : present.parcel(row, point),
      titleRecorded: title !== undefined,
      // A parcel of which the city decided nothing, or which it left without a class, is not graded, which is no grade of its own.
      grade: decision?.grade ?? null,
      gradeLabel: decision?.grade ?? '未评价',
    };
  },
};
