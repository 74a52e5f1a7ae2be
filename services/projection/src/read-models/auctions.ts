import type { View } from '../tenancy/view.ts';
import type { DatedPage } from './contracts.ts';
import { inOrderUnless } from './in-order.ts';
import { among, having, type Searched } from './search.ts';
import { listSources } from './search-sources.ts';

export interface AuctionRow {
  readonly auction_id: string;
  readonly court: string;
  readonly case_number: string;
  readonly opened_on: string;
  /** JSON: ids. */
  readonly debtors: string;
  readonly reserve_floor: string | null;
  readonly closed: boolean;
  readonly revision: number;
}

export interface AuctionFilter {
  readonly ids?: readonly string[] | undefined;
  readonly caseNumber?: string | undefined;
  readonly parcelId?: string | undefined;
  readonly closed?: boolean | undefined;
  readonly searched?: Searched | undefined;
}

/** Cases of the scope in the order of the courts' letters, one page. */
export const readAuctions = (view: View, filter: AuctionFilter, page: DatedPage): Promise<AuctionRow[]> =>
  view.read(
    (writing) => {
      const { bind, at, within } = writing;
      const conditions = [at('a'), within('auction', 'a')];
      if (filter.ids !== undefined) conditions.push(`a.auction_id = any(${bind(filter.ids)}::uuid[])`);
      if (filter.caseNumber !== undefined) conditions.push(`a.case_number = ${bind(filter.caseNumber)}`);
      if (filter.searched !== undefined)
        conditions.push(...among('a.auction_id', filter.searched, writing), having(listSources.auctions, 'a', filter.searched, writing));
      if (filter.closed !== undefined) conditions.push(`a.closed = ${bind(filter.closed)}`);
      if (filter.parcelId !== undefined)
        conditions.push(
          `a.auction_id = any(array(select l.auction_id from auction_lot l
          where l.parcel_id = ${bind(filter.parcelId)}::uuid and ${at('l')} and ${within('auction_lot', 'l')}))`,
        );
      if (page.after !== undefined)
        conditions.push(`(a.opened_on, a.auction_id) > (${bind(page.after.sort)}::date, ${bind(page.after.id)}::uuid)`);
      return `select distinct on (a.opened_on, a.auction_id) a.auction_id, a.court, a.case_number, a.opened_on::text as opened_on, a.debtors, a.reserve_floor, a.closed, a.revision
      from auction a where ${conditions.join(' and ')} order by a.opened_on, a.auction_id limit ${bind(page.limit)}`;
    },
    inOrderUnless(filter.ids, filter.parcelId, filter.caseNumber, filter.searched?.ids),
  );

export interface LotRow {
  readonly auction_id: string;
  readonly lot_id: string;
  readonly name: string;
  readonly kind: string;
  readonly parcel_id: string | null;
  /** JSON: ids. */
  readonly right_ids: string;
  readonly company_id: string | null;
  readonly holder_id: string | null;
  readonly share: string | null;
  readonly appraised_value: string | null;
  readonly reserve_price: string | null;
  readonly stage: string;
  readonly outcome: string | null;
  /** JSON: partyId and share of each. */
  readonly receivers: string;
  readonly price: string | null;
  readonly confirmation_number: string | null;
  readonly ruling_number: string | null;
  readonly ruled_on: string | null;
  readonly served_on: string | null;
  readonly registered_on: string | null;
  readonly registration_number: string | null;
}

/** Lots of these cases, or lots of land on these parcels, in the order of their letters. */
export const readLots = (
  view: View,
  of: { readonly column: 'auction_id' | 'parcel_id'; readonly ids: readonly string[] },
): Promise<LotRow[]> =>
  view.read(
    ({ bind, at, within }) => `select l.auction_id, l.lot_id, l.name, l.kind, l.parcel_id, l.right_ids, l.company_id, l.holder_id, l.share,
        l.appraised_value, l.reserve_price, l.stage, l.outcome, l.receivers, l.price, l.confirmation_number, l.ruling_number,
        l.ruled_on::text as ruled_on, l.served_on::text as served_on, l.registered_on::text as registered_on, l.registration_number
      from auction_lot l where l.${of.column} = any(${bind(of.ids)}::uuid[]) and ${at('l')} and ${within('auction_lot', 'l')}
      order by l.auction_id, l.place`,
  );

export interface RoundRow {
  readonly lot_id: string;
  readonly round: string;
  readonly anew: boolean;
  readonly published_on: string;
  readonly auction_on: string;
  readonly ends_on: string | null;
  readonly platform: string;
  readonly price: string;
  readonly deposit: string | null;
  /** JSON. */
  readonly conditions: string;
  readonly defects: string | null;
  readonly occupancy: string | null;
  /** JSON: ids; null where the notice does not say. */
  readonly pre_emption: string | null;
  readonly tax_burden: string | null;
  readonly result: string | null;
  readonly result_on: string | null;
}

/** The rounds of these lots as announced. */
export const readRounds = (view: View, lotIds: readonly string[]): Promise<RoundRow[]> =>
  view.read(
    ({ bind, at, within }) => `select r.lot_id, r.round, r.anew, r.published_on::text as published_on, r.auction_on::text as auction_on,
        r.ends_on::text as ends_on, r.platform, r.price, r.deposit, r.conditions, r.defects, r.occupancy, r.pre_emption, r.tax_burden, r.result,
        r.result_on::text as result_on
      from auction_round r where r.lot_id = any(${bind(lotIds)}::uuid[]) and ${at('r')} and ${within('auction_round', 'r')}
      order by r.lot_id, r.place`,
  );

export interface AnswerRow {
  readonly auction_id: string;
  readonly department: string;
  readonly jurisdiction: string;
  readonly answer_by: string;
  readonly answered_on: string | null;
  /** JSON; null = not answered, an empty list = none. */
  readonly duties: string | null;
  readonly arrears: string | null;
  readonly restrictions: string | null;
  readonly opinion: string | null;
}

/** Whom the courts asked in these cases, and what was answered. */
export const readAnswers = (view: View, auctionIds: readonly string[]): Promise<AnswerRow[]> =>
  view.read(
    ({ bind, at, within }) => `select w.auction_id, w.department, w.jurisdiction, w.answer_by::text as answer_by,
        w.answered_on::text as answered_on, w.duties, w.arrears, w.restrictions, w.opinion
      from auction_answer w where w.auction_id = any(${bind(auctionIds)}::uuid[]) and ${at('w')} and ${within('auction_answer', 'w')}
      order by w.auction_id, w.department, w.jurisdiction`,
  );
