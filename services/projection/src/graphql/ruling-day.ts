// Who held what a court sold on the day of its ruling, and who was behind them (裁定之日的权利人、实际控制人).
import { readRights } from '../read-models/titles.ts';
import type { View } from '../tenancy/view.ts';
import { type Operation, viewAt } from './context.ts';
import { listOf } from './naming.ts';
import { readPublicParties } from './public-party.ts';
import { controllersIn, readControlOf } from './shares.ts';
import { grouped, type Pointed } from './together.ts';

/** A lot of an auction, as far as its ruling concerns it. */
interface RuledLot extends Pointed {
  readonly kind: string;
  readonly parcelId: string | null;
  /** The rights that are sold; none named means all on the parcel. */
  readonly rightIds: readonly string[];
  readonly holderId: string | null;
  readonly share: string | null;
  readonly ruledOn: string | null;
}

interface Held {
  readonly rightId: string | null;
  readonly partyId: string;
  readonly share: string | null;
}

/** The holders of the rights that are sold, or of a part of one that is; of shares, whoever has them. */
const heldOf = ({ kind, rightIds, holderId, share, parcelId }: RuledLot, rights: ReadonlyMap<string, readonly Held[]>): readonly Held[] => {
  if (kind === 'EQUITY') return holderId === null ? [] : [{ rightId: null, partyId: holderId, share }];
  const onParcel = rights.get(parcelId ?? '') ?? [];
  const sold = rightIds.length === 0 ? onParcel : onParcel.filter(({ rightId }) => rightIds.includes(rightId ?? ''));
  return holderId === null ? sold : sold.filter(({ partyId }) => partyId === holderId);
};

/** Lots whose ruling is of one day, read as of that day. */
const onTheDay = async (view: View, lots: readonly RuledLot[]) => {
  const parcelIds = [...new Set(lots.flatMap(({ parcelId }) => parcelId ?? []))];
  const rows = parcelIds.length === 0 ? [] : await readRights(view, parcelIds);
  const rights = new Map(
    [...grouped(rows, ({ parcel_id }) => parcel_id)].map(([parcelId, of]) => [
      parcelId,
      of.flatMap(({ right_id, holders }) =>
        listOf<{ readonly partyId: string; readonly share: string | null }>(holders).map((each) => ({ rightId: right_id, ...each })),
      ),
    ]),
  );
  const held = new Map(lots.map((lot) => [lot, heldOf(lot, rights)]));
  const ids = [...new Set([...held.values()].flat().map(({ partyId }) => partyId))];
  const controlOf = await readControlOf(view, ids);
  const controllers = new Map(ids.map((id) => [id, controllersIn(controlOf(id))]));
  const publicParty = await readPublicParties(view, [...ids, ...[...controllers.values()].flatMap((groups) => groups?.flat() ?? [])]);
  return new Map(
    [...held].map(([lot, holders]) => [
      lot,
      holders.map(({ rightId, partyId, share }) => ({
        rightId,
        party: publicParty(partyId),
        share,
        controllers: controllers.get(partyId)?.map((group) => group.map(publicParty)) ?? null,
      })),
    ]),
  );
};

/** The loader of `AuctionLot.holdersOnRulingDay`: a field that stands at another day than the lot, known at the same moment. */
export const holdersOnRulingDay = {
  opts: { cache: false },
  loader: async (queries: readonly { readonly obj: RuledLot }[], operation: Operation) => {
    const lots = queries.map(({ obj }) => obj);
    const ruled = lots.filter(({ ruledOn }) => ruledOn !== null);
    const found = new Map<RuledLot, readonly object[]>();
    for (const same of grouped(ruled, ({ ruledOn, point }) => `${ruledOn} ${point.knownAt}`).values()) {
      const [first] = same;
      if (first === undefined || first.ruledOn === null) continue;
      const view = viewAt(operation, { asOf: first.ruledOn, knownAt: first.point.knownAt });
      for (const [lot, holders] of await onTheDay(view, same)) found.set(lot, holders);
    }
    return lots.map((lot) => found.get(lot) ?? null);
  },
};
