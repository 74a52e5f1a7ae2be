// Judicial auctions: cases, their lots, the rounds of each lot.
import {
  type AnswerRow,
  type AuctionRow,
  type LotRow,
  type RoundRow,
  readAnswers,
  readAuctions,
  readLots,
  readRounds,
} from '../read-models/auctions.ts';
import { searchedIn } from '../read-models/search.ts';
import { listSources } from '../read-models/search-sources.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { listOf, moneyOf, naming, upper, upperOrNull } from './naming.ts';
import { readPublicParties } from './public-party.ts';
import { holdersOnRulingDay } from './ruling-day.ts';
import { searchedText } from './searched-text.ts';
import { grouped, type Pointed, together } from './together.ts';
import { uuid } from './uuid.ts';

const auction = (row: AuctionRow, point: Point) => ({
  point,
  id: row.auction_id,
  court: row.court,
  caseNumber: row.case_number,
  openedOn: row.opened_on,
  debtorIds: listOf<string>(row.debtors),
  reserveFloor: row.reserve_floor,
  closed: row.closed,
  revision: row.revision,
});
type AuctionNode = ReturnType<typeof auction>;

interface Receiver {
  readonly partyId: string;
  readonly share: string | null;
}

/** A lot as the schema shows it. */
export const lot = (row: LotRow, point: Point) => ({
  point,
  id: row.lot_id,
  auctionId: row.auction_id,
  name: row.name,
  kind: upper(row.kind),
  parcelId: row.parcel_id,
  rightIds: listOf<string>(row.right_ids),
  companyId: row.company_id,
  holderId: row.holder_id,
  share: row.share,
  appraisedValue: moneyOf(row.appraised_value),
  reservePrice: moneyOf(row.reserve_price),
  stage: upper(row.stage),
  outcome: upperOrNull(row.outcome),
  got: listOf<Receiver>(row.receivers),
  price: moneyOf(row.price),
  confirmationNumber: row.confirmation_number,
  rulingNumber: row.ruling_number,
  ruledOn: row.ruled_on,
  servedOn: row.served_on,
  registeredOn: row.registered_on,
  registrationNumber: row.registration_number,
});
type LotNode = ReturnType<typeof lot>;

interface Condition {
  readonly text: string;
  readonly basis: { readonly kind: 'notice' } | { readonly kind: 'law'; readonly law: string; readonly article: string };
  readonly verdict: string | null;
  readonly evidence: string | null;
}

const condition = ({ text, basis, verdict, evidence }: Condition) => ({
  text,
  law: basis.kind === 'law' ? basis.law : null,
  article: basis.kind === 'law' ? basis.article : null,
  verdict: upperOrNull(verdict),
  evidence,
});

const round = (row: RoundRow) => ({
  round: upper(row.round),
  anew: row.anew,
  publishedOn: row.published_on,
  auctionOn: row.auction_on,
  endsOn: row.ends_on,
  platform: row.platform,
  price: moneyOf(row.price),
  deposit: moneyOf(row.deposit),
  conditions: listOf<Condition>(row.conditions).map(condition),
  defects: row.defects,
  occupancy: row.occupancy,
  taxBurden: row.tax_burden,
  result: upperOrNull(row.result),
  resultOn: row.result_on,
});

/** What a department said of the case; null is "not answered", an empty list "there are none". */
export const told = (row: Pick<AnswerRow, 'duties' | 'arrears' | 'restrictions' | 'opinion'>) => ({
  duties: row.duties === null ? null : listOf(row.duties),
  arrears: row.arrears === null ? null : listOf(row.arrears),
  restrictions: row.restrictions === null ? null : listOf(row.restrictions),
  opinion: row.opinion,
});

const answer = (row: AnswerRow, { asOf }: Point) => ({
  department: row.department,
  jurisdiction: row.jurisdiction,
  answerBy: row.answer_by,
  answeredOn: row.answered_on,
  overdue: row.answered_on === null && asOf > row.answer_by,
  ...told(row),
});

const idsOf = (objects: readonly { readonly id: string }[]): readonly string[] => objects.map(({ id }) => id);

const auctionLoaders = {
  debtors: naming(
    ({ debtorIds }: AuctionNode) => debtorIds,
    ({ debtorIds }, publicParty) => debtorIds.map(publicParty),
  ),
  lots: together(async (view, auctions: readonly AuctionNode[]) => {
    const rows = grouped(await readLots(view, { column: 'auction_id', ids: idsOf(auctions) }), ({ auction_id }) => auction_id);
    return auctions.map(({ id }) => (rows.get(id) ?? []).map((row) => lot(row, view.point)));
  }),
  answers: together(async (view, auctions: readonly AuctionNode[]) => {
    const rows = grouped(await readAnswers(view, idsOf(auctions)), ({ auction_id }) => auction_id);
    return auctions.map(({ id }) => (rows.get(id) ?? []).map((row) => answer(row, view.point)));
  }),
};

const lotLoaders = {
  auction: together(async (view, lots: readonly LotNode[]) => {
    const ids = [...new Set(lots.map(({ auctionId }) => auctionId))];
    const rows = grouped(await readAuctions(view, { ids }, { limit: ids.length }), ({ auction_id }) => auction_id);
    return lots.map(({ auctionId }) => {
      const [row] = rows.get(auctionId) ?? [];
      return row === undefined ? null : auction(row, view.point);
    });
  }),
  company: naming(
    ({ companyId }: LotNode) => (companyId === null ? [] : [companyId]),
    ({ companyId }, publicParty) => (companyId === null ? null : publicParty(companyId)),
  ),
  holder: naming(
    ({ holderId }: LotNode) => (holderId === null ? [] : [holderId]),
    ({ holderId }, publicParty) => (holderId === null ? null : publicParty(holderId)),
  ),
  receivers: naming(
    ({ got }: LotNode) => got.map(({ partyId }) => partyId),
    ({ got }, publicParty) => got.map(({ partyId, share }) => ({ party: publicParty(partyId), share })),
  ),
  rounds: together(async (view, lots: readonly LotNode[]) => {
    const rows = await readRounds(view, idsOf(lots));
    const publicParty = await readPublicParties(
      view,
      rows.flatMap(({ pre_emption }) => (pre_emption === null ? [] : listOf<string>(pre_emption))),
    );
    const byLot = grouped(rows, ({ lot_id }) => lot_id);
    return lots.map(({ id }) =>
      (byLot.get(id) ?? []).map((row) => ({
        ...round(row),
        preEmptionHolders: row.pre_emption === null ? null : listOf<string>(row.pre_emption).map(publicParty),
      })),
    );
  }),
};

export const auctionTypeLoaders = { Auction: auctionLoaders, AuctionLot: { ...lotLoaders, holdersOnRulingDay } };

/** The lots that parcels are. */
export const parcelLots = together(async (view, parcels: readonly (Pointed & { readonly id: string })[]) => {
  const rows = grouped(await readLots(view, { column: 'parcel_id', ids: idsOf(parcels) }), ({ parcel_id }) => parcel_id ?? '');
  return parcels.map(({ id }) => (rows.get(id) ?? []).map((row) => lot(row, view.point)));
});

interface GivenFilter {
  readonly caseNumber?: string | null;
  readonly parcel?: string | null;
  readonly closed?: boolean | null;
  readonly text?: string | null;
}

/** Root fields about auctions. */
export const auctionQueries = {
  auction: async (_: unknown, { id, ...times }: { id: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const auctionId = uuid.safeParse(id);
    if (!auctionId.success) return null;
    const [row] = await readAuctions(viewAt(operation, point), { ids: [auctionId.data] }, { limit: 1 });
    return row === undefined ? null : auction(row, point);
  },
  auctions: async (_: unknown, args: PageArguments & { filter?: GivenFilter | null }, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const { caseNumber, parcel, closed, text } = args.filter ?? {};
    const word = text == null ? undefined : searchedText('filter.text', text);
    const filter = {
      caseNumber: caseNumber ?? undefined,
      parcelId: parcel == null ? undefined : checked('filter.parcel', uuid, parcel),
      closed: closed ?? undefined,
      searched: word === undefined ? undefined : await searchedIn(view, word, [listSources.auctions]),
    };
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['auctions', operation.actor.scope, args.filter, args.asOf, args.knownAt]),
      (limit, after) => readAuctions(view, filter, { limit, after }),
      (row) => ({ sort: row.opened_on, id: row.auction_id }),
      (row) => auction(row, point),
    );
  },
};
