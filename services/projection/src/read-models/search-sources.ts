// Where words are looked for: in which columns of which rows, and what a hit is called.
import type { GuardedTable } from '../tenancy/guard.ts';

/** Functions that know which ids may have a word (migrations/000017_search.sql); each answers at most `mostCandidates` and one. */
export type Candidates =
  | 'search_parcels'
  | 'search_parties'
  | 'search_contracts'
  | 'search_auctions'
  | 'search_rights'
  | 'search_seizures'
  | 'search_plan_entries';

export interface Source {
  readonly kind: SearchKind;
  /** The rows with the words, called t. */
  readonly table: GuardedTable;
  /** Rows beside them, called l, and what joins them. */
  readonly beside?: { readonly table: GuardedTable; readonly on: string };
  /** Which of the two has a place, if one has. */
  readonly placed?: 't' | 'l';
  /** Undefined where rows are few. */
  readonly candidates?: Candidates;
  readonly id: { readonly column: string; readonly type: 'uuid' | 'text' };
  /** What one thing is called from row to row, in t. */
  readonly key: string;
  readonly sort: { readonly column: string; readonly type: 'text' | 'date' | 'int' };
  readonly name: string;
  readonly fields: Readonly<Partial<Record<SearchField, (alias: string, word: string) => string>>>;
  /** Whether rows that hold no more are looked through: not where a row itself says what was before. */
  readonly formerRows: boolean;
}

export type SearchKind = 'PARCEL' | 'PARTY' | 'RIGHT' | 'CONTRACT' | 'AUCTION' | 'PLAN_ENTRY' | 'CLASS_LIST' | 'POLICY';
export type SearchField =
  | 'NAME'
  | 'FORMER_NAME'
  | 'ADDRESS'
  | 'PARCEL_CODE'
  | 'UNIT_CODE'
  | 'UNIFIED_CODE'
  | 'USCC'
  | 'CERTIFICATE_NUMBER'
  | 'CASE_NUMBER'
  | 'COURT'
  | 'CONTRACT_NUMBER'
  | 'GRANTOR'
  | 'ENTERPRISE'
  | 'DOCUMENT';

const of =
  (column: string) =>
  (alias: string): string =>
    `${alias}.${column}`;

/** A name of a JSON list that has the word. */
const former = (alias: string, word: string): string =>
  `(select x.value from jsonb_array_elements_text(${alias}.former_names::jsonb) x where strpos(plain_text(x.value), ${word}) > 0 limit 1)`;

const parcels: Source = {
  kind: 'PARCEL',
  table: 'parcel',
  placed: 't',
  candidates: 'search_parcels',
  id: { column: 't.parcel_id', type: 'uuid' },
  key: 'parcel_id',
  sort: { column: 't.name_key', type: 'text' },
  name: 't.name',
  fields: {
    NAME: of('name'),
    ADDRESS: of('address'),
    PARCEL_CODE: of('parcel_code'),
    UNIT_CODE: of('unit_code'),
    UNIFIED_CODE: of('unified_code'),
  },
  formerRows: true,
};

const parties: Source = {
  kind: 'PARTY',
  table: 'party',
  beside: { table: 'party_place', on: 'l.party_id = t.party_id' },
  placed: 'l',
  candidates: 'search_parties',
  id: { column: 'l.party_id', type: 'uuid' },
  key: 'party_id',
  sort: { column: 'l.name_key', type: 'text' },
  name: 't.name',
  fields: { NAME: of('name'), FORMER_NAME: former, USCC: of('uscc') },
  formerRows: false,
};

/** The same for scopes that are no place. */
export const namedParties: Source = {
  kind: 'PARTY',
  table: 'party',
  id: { column: 't.party_id', type: 'uuid' },
  key: 'party_id',
  sort: { column: 't.name_key', type: 'text' },
  name: 't.name',
  fields: parties.fields,
  formerRows: false,
};

const certificates: Source = {
  kind: 'RIGHT',
  table: 'right_place',
  placed: 't',
  candidates: 'search_rights',
  id: { column: 't.right_id', type: 'uuid' },
  key: 'right_id',
  sort: { column: 't.since', type: 'date' },
  name: 't.certificate_number',
  fields: { CERTIFICATE_NUMBER: of('certificate_number') },
  formerRows: true,
};

const seizures: Source = {
  kind: 'RIGHT',
  table: 'title_seizure',
  beside: { table: 'right_place', on: 'l.entity = t.entity and l.right_id = t.right_id' },
  placed: 'l',
  candidates: 'search_seizures',
  id: { column: 'l.right_id', type: 'uuid' },
  key: 'seizure_id',
  sort: { column: 'l.since', type: 'date' },
  name: 'l.certificate_number',
  fields: { CASE_NUMBER: of('case_number') },
  formerRows: true,
};

const contracts: Source = {
  kind: 'CONTRACT',
  table: 'contract',
  placed: 't',
  candidates: 'search_contracts',
  id: { column: 't.contract_id', type: 'uuid' },
  key: 'contract_id',
  sort: { column: 't.signed_on', type: 'date' },
  name: 't.number',
  fields: { CONTRACT_NUMBER: of('number'), GRANTOR: of('grantor_name') },
  formerRows: true,
};

const auctions: Source = {
  kind: 'AUCTION',
  table: 'auction',
  placed: 't',
  candidates: 'search_auctions',
  id: { column: 't.auction_id', type: 'uuid' },
  key: 'auction_id',
  sort: { column: 't.opened_on', type: 'date' },
  name: 't.case_number',
  fields: { CASE_NUMBER: of('case_number'), COURT: of('court') },
  formerRows: true,
};

const planEntries: Source = {
  kind: 'PLAN_ENTRY',
  table: 'plan_entry',
  placed: 't',
  candidates: 'search_plan_entries',
  id: { column: 't.entry_id', type: 'uuid' },
  key: 'entry_id',
  sort: { column: 't.year', type: 'int' },
  name: 't.enterprise',
  fields: { ENTERPRISE: of('enterprise'), DOCUMENT: of('document') },
  formerRows: true,
};

const classLists: Source = {
  kind: 'CLASS_LIST',
  table: 'class_decision',
  placed: 't',
  id: { column: 't.entity', type: 'text' },
  key: 'entity',
  sort: { column: 't.decided_on', type: 'date' },
  name: 't.document',
  fields: { DOCUMENT: of('document') },
  formerRows: true,
};

const policies: Source = {
  kind: 'POLICY',
  table: 'policy',
  placed: 't',
  id: { column: 't.entity', type: 'text' },
  key: 'entity',
  sort: { column: 't.code', type: 'text' },
  name: 't.name',
  fields: { NAME: of('name'), DOCUMENT: of('document') },
  formerRows: true,
};

/** In the order in which hits are told. */
export const sources: readonly Source[] = [
  parcels,
  parties,
  certificates,
  seizures,
  contracts,
  auctions,
  planEntries,
  classLists,
  policies,
];

/** What lists of their own are searched by; a right also by the case of a court that seized it. */
export const listSources = { parcels, parties, certificates, seizures, contracts, auctions } as const;
