import type { View } from '../tenancy/view.ts';
import { inOrderUnless } from './in-order.ts';
import { among, having, type Searched } from './search.ts';
import { listSources } from './search-sources.ts';
import type { Within } from './within.ts';

export interface ContractRow {
  readonly contract_id: string;
  readonly kind: string;
  readonly number: string;
  readonly grantor_id: string | null;
  readonly grantor_name: string | null;
  readonly grantee_id: string;
  readonly signed_on: string;
  readonly term_years: number | null;
  readonly term_from: string | null;
  readonly term_until: string | null;
  readonly tenure: string | null;
  readonly area_units: string | null;
  readonly price: string | null;
  readonly deposit: string | null;
  /** JSON. */
  readonly contributions: string;
  readonly main_contract_id: string | null;
  readonly status: string;
  readonly ended_on: string | null;
  /** JSON. */
  readonly ending: string | null;
  readonly settlements: string;
  readonly developed_units: string | null;
  readonly invested: string | null;
  readonly works: string | null;
  readonly idle_suspicion: string | null;
  readonly idle_since: string | null;
  readonly revision: number;
}

export interface ContractFilter {
  readonly ids?: readonly string[] | undefined;
  readonly parcelId?: string | undefined;
  readonly granteeId?: string | undefined;
  readonly number?: string | undefined;
  readonly status?: string | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly within?: Within | undefined;
  readonly searched?: Searched | undefined;
  /** Days of signing, both included. */
  readonly signed?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined;
  readonly suspectedIdle?: boolean | undefined;
  /** A node that was reached, or is still to be reached, more than so many months after its day. */
  readonly missed?: { readonly node: string; readonly months: number } | undefined;
}

export interface DatedPage {
  readonly limit: number;
  readonly after?: { readonly sort: string; readonly id: string } | undefined;
}

const columns = `c.contract_id, c.kind, c.number, c.grantor_id, c.grantor_name, c.grantee_id, c.signed_on::text as signed_on, c.term_years,
  c.term_from::text as term_from, c.term_until::text as term_until, c.tenure, c.area_units, c.price, c.deposit, c.contributions,
  c.main_contract_id, c.status, c.ended_on::text as ended_on, c.ending, c.settlements, c.developed_units, c.invested, c.works,
  c.idle_suspicion, c.idle_since::text as idle_since, c.revision`;

/** Contracts of the scope in the order they were signed, one page. */
export const readContracts = (view: View, filter: ContractFilter, page: DatedPage): Promise<ContractRow[]> =>
  view.read(
    (writing) => {
      const { bind, at, within } = writing;
      const conditions = [at('c'), within('contract', 'c')];
      if (filter.ids !== undefined) conditions.push(`c.contract_id = any(${bind(filter.ids)}::uuid[])`);
      if (filter.parcelId !== undefined)
        conditions.push(
          `c.contract_id = any(array(select p.contract_id from contract_parcel p
          where p.parcel_id = ${bind(filter.parcelId)}::uuid and ${at('p')} and ${within('contract_parcel', 'p')}))`,
        );
      if (filter.granteeId !== undefined) conditions.push(`c.grantee_id = ${bind(filter.granteeId)}::uuid`);
      if (filter.number !== undefined) conditions.push(`c.number = ${bind(filter.number)}`);
      if (filter.status !== undefined) conditions.push(`c.status = ${bind(filter.status)}`);
      if (filter.kinds !== undefined) conditions.push(`c.kind = any(${bind(filter.kinds)})`);
      if (filter.statuses !== undefined) conditions.push(`c.status = any(${bind(filter.statuses)})`);
      if (filter.within !== undefined) conditions.push(`c.${filter.within.column} = ${bind(filter.within.code)}`);
      if (filter.signed?.from !== undefined) conditions.push(`c.signed_on >= ${bind(filter.signed.from)}::date`);
      if (filter.signed?.to !== undefined) conditions.push(`c.signed_on <= ${bind(filter.signed.to)}::date`);
      if (filter.searched !== undefined)
        conditions.push(...among('c.contract_id', filter.searched, writing), having(listSources.contracts, 'c', filter.searched, writing));
      if (filter.suspectedIdle !== undefined) conditions.push(`(c.idle_suspicion is not null) = ${bind(filter.suspectedIdle)}`);
      if (filter.missed !== undefined)
        conditions.push(
          `exists (select from contract_milestone m where m.contract_id = c.contract_id and m.node = ${bind(filter.missed.node)}
          and coalesce(m.achieved_on, ${bind(view.point.asOf)}::date)
            > (coalesce(m.extended_to, m.due_on) + make_interval(months => ${bind(filter.missed.months)}::int))::date
          and ${at('m')} and ${within('contract_milestone', 'm')} offset 0)`,
        );
      if (page.after !== undefined)
        conditions.push(`(c.signed_on, c.contract_id) > (${bind(page.after.sort)}::date, ${bind(page.after.id)}::uuid)`);
      return `select distinct on (c.signed_on, c.contract_id) ${columns} from contract c where ${conditions.join(' and ')} order by c.signed_on, c.contract_id limit ${bind(page.limit)}`;
    },
    inOrderUnless(filter.ids, filter.parcelId, filter.granteeId, filter.number, filter.searched?.ids),
  );

/** Contracts that name these parcels, each beside the parcel, in the order they were signed. */
export const readContractsOf = (view: View, parcelIds: readonly string[]): Promise<(ContractRow & { readonly parcel_id: string })[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select distinct on (c.signed_on, c.contract_id, p.parcel_id) p.parcel_id, ${columns} from contract_parcel p join contract c on c.contract_id = p.contract_id
      where p.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('p')} and ${within('contract_parcel', 'p')}
        and ${at('c')} and ${within('contract', 'c')} order by c.signed_on, c.contract_id, p.parcel_id`,
  );

export interface ContractParcelRow {
  readonly contract_id: string;
  readonly parcel_id: string;
}

/** The parcels that these contracts name. */
export const readContractParcels = (view: View, contractIds: readonly string[]): Promise<ContractParcelRow[]> =>
  view.read(
    ({ bind, at, within }) => `select p.contract_id, p.parcel_id from contract_parcel p
      where p.contract_id = any(${bind(contractIds)}::uuid[]) and ${at('p')} and ${within('contract_parcel', 'p')} order by p.parcel_id`,
  );

export interface ClauseRow {
  readonly contract_id: string;
  readonly no: string;
  readonly kind: string;
  readonly wording: string | null;
  /** JSON. */
  readonly terms: string;
  readonly verdicts: string;
}

/** Clauses as they are worded, in the order of their contracts. */
export const readClauses = (view: View, contractIds: readonly string[]): Promise<ClauseRow[]> =>
  view.read(
    ({ bind, at, within }) => `select c.contract_id, c.no, c.kind, c.wording, c.terms, c.verdicts from contract_clause c
      where c.contract_id = any(${bind(contractIds)}::uuid[]) and ${at('c')} and ${within('contract_clause', 'c')} order by c.contract_id, c.place`,
  );

export interface MilestoneRow {
  readonly contract_id: string;
  readonly node: string;
  readonly due_on: string;
  readonly extended_to: string | null;
  /** JSON. */
  readonly extensions: string;
  readonly achieved_on: string | null;
  readonly verdict: string | null;
  readonly verdict_reason: string | null;
}

/** The nodes of these contracts, in their order. */
export const readMilestones = (view: View, contractIds: readonly string[]): Promise<MilestoneRow[]> =>
  view.read(
    ({ bind, at, within }) => `select m.contract_id, m.node, m.due_on::text as due_on, m.extended_to::text as extended_to, m.extensions,
        m.achieved_on::text as achieved_on, m.verdict, m.verdict_reason
      from contract_milestone m where m.contract_id = any(${bind(contractIds)}::uuid[]) and ${at('m')} and ${within('contract_milestone', 'm')}
      order by m.contract_id, m.place`,
  );
