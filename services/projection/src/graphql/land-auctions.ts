// Auctions of a company's land after a change of its equity (股权变更后的司法拍卖).
import { readLots } from '../read-models/auctions.ts';
import { type LandAuctionRow, readLandAuctions } from '../read-models/equity-changes.ts';
import { readParcels } from '../read-models/parcels.ts';
import type { View } from '../tenancy/view.ts';
import { lot } from './auctions.ts';
import type { Operation } from './context.ts';
import { checkedMonths } from './months.ts';
import { upper } from './naming.ts';
import * as present from './present.ts';
import { grouped, type Pointed, together } from './together.ts';

interface Given {
  readonly months: number;
  readonly grades?: readonly string[] | null;
}
type Asked = Pointed & { readonly id: string; readonly given: Given };

/** Those of each case, read together for all that ask for the same months and grades. */
const answered = async (view: View, asked: readonly Asked[]) => {
  const rows = new Map<string, readonly LandAuctionRow[]>();
  for (const [key, cases] of grouped(asked, ({ given }) => JSON.stringify(given))) {
    const [first] = cases;
    if (first === undefined) continue;
    const question = { months: checkedMonths('months', first.given.months), grades: first.given.grades ?? undefined };
    const ids = cases.map(({ id }) => id);
    for (const [id, found] of grouped(await readLandAuctions(view, ids, question), ({ equity_id }) => equity_id))
      rows.set(`${id} ${key}`, found);
  }
  const all = [...rows.values()].flat();
  const ids = [...new Set(all.map(({ parcel_id }) => parcel_id))];
  const [parcels, lots] =
    ids.length === 0
      ? [[], []]
      : await Promise.all([readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length }), readLots(view, { column: 'parcel_id', ids })]);
  const parcelOf = new Map(parcels.map((row) => [row.parcel_id, present.parcel(row, view.point)]));
  const lotOf = new Map(lots.map((row) => [row.lot_id, lot(row, view.point)]));
  return asked.map(({ id, given }) =>
    (rows.get(`${id} ${JSON.stringify(given)}`) ?? []).map((row) => ({
      parcelId: row.parcel_id,
      parcel: parcelOf.get(row.parcel_id) ?? null,
      gradeThen: decision(row),
      lot: lotOf.get(row.lot_id) ?? null,
      round: upper(row.round),
      anew: row.anew,
      auctionOn: row.auction_on,
    })),
  );
};

const decision = ({ grade, cycle_year, final_on, document }: LandAuctionRow) =>
  cycle_year === null ? null : { grade, cycleYear: cycle_year, decidedOn: final_on, document };

const loading = together(answered);

/** The loader of `EquityTransfer.landAuctions`, a field with arguments. */
export const landAuctions = {
  ...loading,
  loader: (queries: readonly { readonly obj: Pointed & { readonly id: string }; readonly params: Given }[], operation: Operation) =>
    loading.loader(
      queries.map(({ obj: { id, point }, params: given }) => ({ obj: { id, point, given } })),
      operation,
    ),
};
