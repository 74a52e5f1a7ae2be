// The title of parcels: rights, what burdens them, and transfers.
import type { View } from '../tenancy/view.ts';

export interface TitleRow {
  readonly parcel_id: string;
  readonly revision: number;
}

/** Which of these parcels have a title of which anything is known. */
export const readTitles = (view: View, parcelIds: readonly string[]): Promise<TitleRow[]> =>
  view.read(
    ({ bind, at, within }) => `select t.parcel_id, t.revision from title t
      where t.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('t')} and ${within('title', 't')}`,
  );

export interface RightRow {
  readonly parcel_id: string;
  readonly right_id: string;
  readonly kind: string;
  readonly part: string | null;
  readonly nature: string | null;
  readonly since: string;
  readonly until: string | null;
  readonly certificate_number: string | null;
  /** JSON: partyId and share of each. */
  readonly holders: string;
  readonly basis: string;
}

/** The columns of a right, of the table as `r`. */
export const rightColumns = `r.parcel_id, r.right_id, r.kind, r.part, r.nature, r.since::text as since, r.until::text as until,
        r.certificate_number, r.holders, r.basis`;

/** The rights that stand, the oldest first. */
export const readRights = (view: View, parcelIds: readonly string[]): Promise<RightRow[]> =>
  view.read(
    ({ bind, at, within }) => `select ${rightColumns}
      from title_right r where r.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('r')} and ${within('title_right', 'r')}
      order by r.since, r.right_id`,
  );

export interface LeaseRow {
  readonly right_id: string;
  readonly lease_id: string;
  readonly parent_lease_id: string | null;
  readonly kind: string;
  readonly status: string;
  /** JSON: ids. */
  readonly lessees: string;
  readonly part: string | null;
  readonly term_from: string;
  readonly term_until: string;
  readonly rent: string | null;
  readonly operator_share: string | null;
  readonly contract_number: string | null;
  readonly basis: string;
}

/** Leases that run or are agreed, the earliest term first. */
export const readLeases = (view: View, parcelIds: readonly string[]): Promise<LeaseRow[]> =>
  view.read(
    ({ bind, at, within }) => `select l.right_id, l.lease_id, l.parent_lease_id, l.kind, l.status, l.lessees, l.part,
        l.term_from::text as term_from, l.term_until::text as term_until, l.rent, l.operator_share, l.contract_number, l.basis
      from title_lease l where l.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('l')} and ${within('title_lease', 'l')}
      order by l.term_from, l.lease_id`,
  );

export interface MortgageRow {
  readonly right_id: string;
  readonly mortgage_id: string;
  /** JSON: ids. */
  readonly mortgagees: string;
  readonly place: number;
  readonly registered_rank: number;
  readonly registered_on: string;
  readonly secured: string;
  readonly maximum: boolean;
  readonly transfer_restricted: boolean;
  readonly basis: string;
}

/** Mortgages that stand, by rank. */
export const readMortgages = (view: View, parcelIds: readonly string[]): Promise<MortgageRow[]> =>
  view.read(
    ({ bind, at, within }) => `select m.right_id, m.mortgage_id, m.mortgagees, m.place, m.registered_rank,
        m.registered_on::text as registered_on, m.secured, m.maximum, m.transfer_restricted, m.basis
      from title_mortgage m where m.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('m')} and ${within('title_mortgage', 'm')}
      order by m.right_id, m.place`,
  );

export interface SeizureRow {
  readonly right_id: string;
  readonly seizure_id: string;
  readonly rank: number;
  readonly court: string;
  readonly case_number: string;
  readonly served_on: string;
  readonly months: number;
  readonly until: string | null;
}

/** Seizures that stand, by rank. */
export const readSeizures = (view: View, parcelIds: readonly string[]): Promise<SeizureRow[]> =>
  view.read(
    ({ bind, at, within }) => `select s.right_id, s.seizure_id, s.rank, s.court, s.case_number, s.served_on::text as served_on, s.months,
        s.until::text as until
      from title_seizure s where s.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('s')} and ${within('title_seizure', 's')}
      order by s.right_id, s.rank`,
  );

export interface RightTransferRow {
  readonly parcel_id: string;
  readonly right_id: string;
  readonly transfer_id: string;
  readonly kind: string;
  readonly stage: string;
  readonly begun_on: string;
  /** JSON: partyId and share of each. */
  readonly holders: string;
  readonly price: string | null;
  /** JSON. */
  readonly opinions: string;
  readonly awaited: string;
  readonly decided_on: string | null;
  readonly reason: string | null;
  readonly passed_on: string | null;
  readonly basis: string;
  readonly auction_id: string | null;
  readonly case_number: string | null;
}

/** Transfers of these parcels' rights that were begun, the oldest first. */
export const readRightTransfers = (view: View, parcelIds: readonly string[]): Promise<RightTransferRow[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select t.parcel_id, t.right_id, t.transfer_id, t.kind, t.stage, t.begun_on::text as begun_on, t.holders, t.price,
        t.opinions, t.awaited, t.decided_on::text as decided_on, t.reason, t.passed_on::text as passed_on, t.basis, t.auction_id, t.case_number
      from title_transfer t where t.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('t')} and ${within('title_transfer', 't')}
      order by t.begun_on, t.transfer_id, t.right_id`,
  );
