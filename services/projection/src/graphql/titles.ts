// Titles: rights with their holders and burdens, and transfers on their way.
import {
  type RightRow,
  type RightTransferRow,
  readLeases,
  readMortgages,
  readRights,
  readRightTransfers,
  readSeizures,
  readTitles,
  type TitleRow,
} from '../read-models/titles.ts';
import type { Point } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { listOf, moneyOf, naming, upper, upperOrNull } from './naming.ts';
import { readPublicParties } from './public-party.ts';
import { grouped, type Pointed, together } from './together.ts';
import { uuid } from './uuid.ts';

interface Holding {
  readonly partyId: string;
  readonly share: string | null;
}

const title = ({ parcel_id, revision }: TitleRow, point: Point) => ({ point, parcelId: parcel_id, revision });
export type TitleNode = ReturnType<typeof title>;

/** A right as the schema shows it. */
export const right = (row: RightRow, point: Point) => ({
  point,
  id: row.right_id,
  parcelId: row.parcel_id,
  kind: upper(row.kind),
  part: row.part,
  nature: upperOrNull(row.nature),
  since: row.since,
  until: row.until,
  certificateNumber: row.certificate_number,
  held: listOf<Holding>(row.holders),
  basis: upper(row.basis),
});
type RightNode = ReturnType<typeof right>;

/** A kind of right as rows name it. */
export const rightKind = (kind: string): string => kind.replaceAll('_', '-').toLowerCase();

const transfer = (row: RightTransferRow, point: Point) => ({
  point,
  id: row.transfer_id,
  rightId: row.right_id,
  kind: upper(row.kind),
  stage: upper(row.stage),
  begunOn: row.begun_on,
  held: listOf<Holding>(row.holders),
  price: moneyOf(row.price),
  opinions: listOf<{ readonly opinion: string }>(row.opinions).map((each) => ({ ...each, opinion: upper(each.opinion) })),
  awaited: listOf<string>(row.awaited),
  decidedOn: row.decided_on,
  reason: row.reason,
  passedOn: row.passed_on,
  basis: upper(row.basis),
  auctionId: row.auction_id,
  caseNumber: row.case_number,
});

/** Any object that stands for a parcel: the parcel itself, its title, its file before an auction. */
type OfParcel = Pointed & { readonly parcelId: string };

const ofParcels = <R extends { readonly parcel_id: string }, A>(
  read: (view: View, parcelIds: readonly string[]) => Promise<readonly R[]>,
  nodeOf: (row: R, point: Point) => A,
) =>
  together(async (view, objects: readonly OfParcel[]) => {
    const rows = grouped(
      await read(
        view,
        objects.map(({ parcelId }) => parcelId),
      ),
      ({ parcel_id }) => parcel_id,
    );
    return objects.map(({ parcelId }) => (rows.get(parcelId) ?? []).map((row) => nodeOf(row, view.point)));
  });

/** Loaders of the rights and transfers of a parcel. */
export const titlePartLoaders = { rights: ofParcels(readRights, right), transfers: ofParcels(readRightTransfers, transfer) };

/** What is written against rights, by right; `idsOf` = the parties that a row names. */
const ofRights = <R extends { readonly right_id: string }, A>(
  read: (view: View, parcelIds: readonly string[]) => Promise<readonly R[]>,
  idsOf: (row: R) => readonly string[],
  nodeOf: (row: R, publicParty: Awaited<ReturnType<typeof readPublicParties>>) => A,
) =>
  together(async (view, rights: readonly RightNode[]) => {
    const rows = await read(view, [...new Set(rights.map(({ parcelId }) => parcelId))]);
    const publicParty = await readPublicParties(view, rows.flatMap(idsOf));
    const byRight = grouped(rows, ({ right_id }) => right_id);
    return rights.map(({ id }) => (byRight.get(id) ?? []).map((row) => nodeOf(row, publicParty)));
  });

const holders = naming(
  ({ held }: Pointed & { readonly held: readonly Holding[] }) => held.map(({ partyId }) => partyId),
  ({ held }, publicParty) => held.map(({ partyId, share }) => ({ party: publicParty(partyId), share })),
);

export const titleLoaders = {
  Title: titlePartLoaders,
  RightTransfer: { holders },
  Right: {
    holders,
    leases: ofRights(
      readLeases,
      ({ lessees }) => listOf<string>(lessees),
      (row, publicParty) => ({
        id: row.lease_id,
        kind: upper(row.kind),
        status: upper(row.status),
        parentLeaseId: row.parent_lease_id,
        lessees: listOf<string>(row.lessees).map(publicParty),
        part: row.part,
        from: row.term_from,
        until: row.term_until,
        rent: moneyOf(row.rent),
        operatorShare: row.operator_share,
        contractNumber: row.contract_number,
        basis: upper(row.basis),
      }),
    ),
    mortgages: ofRights(
      readMortgages,
      ({ mortgagees }) => listOf<string>(mortgagees),
      (row, publicParty) => ({
        id: row.mortgage_id,
        rank: row.place,
        registeredRank: row.registered_rank,
        registeredOn: row.registered_on,
        mortgagees: listOf<string>(row.mortgagees).map(publicParty),
        secured: moneyOf(row.secured),
        maximum: row.maximum,
        transferRestricted: row.transfer_restricted,
        basis: upper(row.basis),
      }),
    ),
    seizures: ofRights(
      readSeizures,
      () => [],
      (row) => ({
        id: row.seizure_id,
        rank: row.rank,
        waiting: row.rank > 1,
        court: row.court,
        caseNumber: row.case_number,
        servedOn: row.served_on,
        months: row.months,
        until: row.until,
      }),
    ),
  },
};

/** The title of parcels; null where nothing is known of it. */
export const parcelTitle = together(async (view, parcels: readonly (Pointed & { readonly id: string })[]) => {
  const rows = grouped(
    await readTitles(
      view,
      parcels.map(({ id }) => id),
    ),
    ({ parcel_id }) => parcel_id,
  );
  return parcels.map(({ id }) => {
    const [row] = rows.get(id) ?? [];
    return row === undefined ? null : title(row, view.point);
  });
});

/** Root fields about titles. */
export const titleQueries = {
  title: async (_: unknown, { parcel, ...times }: { parcel: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const parcelId = uuid.safeParse(parcel);
    if (!parcelId.success) return null;
    const [row] = await readTitles(viewAt(operation, point), [parcelId.data]);
    return row === undefined ? null : title(row, point);
  },
};
