// Which things a question about the past is about, as sets that rows are found by.
import { paddedCode } from '@yimu/domain/kernel';
import type { View } from '../tenancy/view.ts';
import type { SetName } from './topics/index.ts';

/** What is asked about: a parcel with all that lies beside it, a party, one stream, or a jurisdiction itself (not those below it). */
export type Target =
  | { readonly kind: 'parcel'; readonly id: string }
  | { readonly kind: 'party'; readonly id: string }
  | { readonly kind: 'stream'; readonly stream: string }
  | { readonly kind: 'place'; readonly code: string };

export type Writing = Parameters<Parameters<View['read']>[0]>[0];

/** The sets of a target. */
interface Sets {
  /** The set that holds the target alone. */
  readonly itself: SetName;
  /** Writes its id. This and the others are written only where they are used: a value that no part of a statement names is refused. */
  readonly id: () => string;
  /** Those of what lies beside it; each writes a SELECT of one column `id`. */
  readonly beside: Readonly<Partial<Record<SetName, () => string>>>;
}

/** The sets of each kind of target; a topic takes the first that it knows. */
export const setNames: Readonly<Record<Target['kind'], readonly SetName[]>> = {
  parcel: ['parcels', 'checks', 'contracts', 'equities', 'auctions', 'holders'],
  party: ['parties', 'checks', 'contracts', 'equities'],
  stream: ['streams'],
  place: ['places', 'parcels', 'checks', 'contracts', 'equities', 'auctions', 'parties'],
};

const ofParcel = (id: string, { bind, within }: Writing): Sets => {
  const parcel = `${bind(id)}::uuid`;
  return {
    itself: 'parcels',
    id: () => parcel,
    beside: {
      checks: () => `select x.entity as id from health_check x where x.subject_id = ${parcel} and ${within('health_check', 'x')}`,
      contracts: () =>
        `select x.contract_id as id from contract_parcel x where x.parcel_id = ${parcel} and ${within('contract_parcel', 'x')}`,
      equities: () => `select x.equity_id as id from equity_parcel x where x.parcel_id = ${parcel} and ${within('equity_parcel', 'x')}`,
      auctions: () => `select x.auction_id as id from auction_lot x where x.parcel_id = ${parcel} and ${within('auction_lot', 'x')}`,
      holders:
        () => `select (h.value ->> 'partyId')::uuid as id from title_right x cross join lateral jsonb_array_elements(x.holders::jsonb) h
        where x.parcel_id = ${parcel} and ${within('title_right', 'x')}`,
    },
  };
};

const ofParty = (id: string, { bind, within }: Writing): Sets => {
  const party = `${bind(id)}::uuid`;
  return {
    itself: 'parties',
    id: () => party,
    beside: {
      checks: () => `select x.entity as id from health_check x where x.subject_id = ${party} and ${within('health_check', 'x')}`,
      contracts: () => `select x.contract_id as id from contract x where x.grantee_id = ${party} and ${within('contract', 'x')}`,
      equities: () => `select x.equity_id as id from equity_transfer x where x.company_id = ${party} and ${within('equity_transfer', 'x')}`,
    },
  };
};

const ofPlace = (code: string, { bind, within }: Writing): Sets => {
  const inTown = (table: 'auction' | 'contract' | 'equity_transfer' | 'health_check' | 'parcel', column: string) => (): string =>
    `select x.${column} as id from ${table} x where x.town_code = ${bind(paddedCode(code))} and ${within(table, 'x')}`;
  return {
    itself: 'places',
    id: () => `${bind(code)}::text`,
    beside: {
      parcels: inTown('parcel', 'parcel_id'),
      checks: inTown('health_check', 'entity'),
      contracts: inTown('contract', 'contract_id'),
      equities: inTown('equity_transfer', 'equity_id'),
      auctions: inTown('auction', 'auction_id'),
      parties: () => `select substr(x.subject, 7)::uuid as id from scope_row x
        where x.kind = 'subtree' and x.value = ${bind(code)} and x.subject ^@ 'party-' and ${within('scope_row', 'x')}`,
    },
  };
};

/** The sets of a target. Ids are collected whenever they belonged to it: what is shown of them, and of which time, is asked row by row. */
export const setsOf = (target: Target, writing: Writing): Sets => {
  switch (target.kind) {
    case 'parcel':
      return ofParcel(target.id, writing);
    case 'party':
      return ofParty(target.id, writing);
    case 'stream':
      return { itself: 'streams', id: () => `${writing.bind(target.stream)}::text`, beside: {} };
    case 'place':
      return ofPlace(target.code, writing);
  }
};
