import type { View } from '../tenancy/view.ts';
import type { DatedPage } from './contracts.ts';
import { casesByLand, type LandQuestion } from './equity-changes.ts';
import { inOrderUnless } from './in-order.ts';

export interface EquityTransferRow {
  readonly equity_id: string;
  readonly company_id: string;
  readonly kind: string;
  readonly status: string;
  readonly filed_on: string;
  readonly opinions_due_on: string | null;
  readonly caused_by: string | null;
  /** JSON, as all lists here. */
  readonly changes: string;
  readonly contract_ids: string;
  readonly consent_asked: string;
  readonly control: string | null;
  readonly consents: string;
  readonly consent_answer: string | null;
  readonly consent_pending: boolean;
  readonly opinions: string;
  readonly step_on: string;
  readonly step_reason: string | null;
  readonly step_by: string | null;
  readonly changed_on: string | null;
  readonly suspected: string;
  readonly revision: number;
}

export interface EquityTransferFilter extends LandQuestion {
  readonly ids?: readonly string[] | undefined;
  readonly companyId?: string | undefined;
  readonly parcelId?: string | undefined;
  readonly status?: string | undefined;
}

const columns = `e.equity_id, e.company_id, e.kind, e.status, e.filed_on::text as filed_on, e.opinions_due_on::text as opinions_due_on,
  e.caused_by, e.changes, e.contract_ids, e.consent_asked, e.control, e.consents, e.consent_answer, e.consent_pending, e.opinions,
  e.step_on::text as step_on, e.step_reason, e.step_by, e.changed_on::text as changed_on, e.suspected, e.revision`;

/** Cases of the scope in the order they were filed or found, one page. */
export const readEquityTransfers = (view: View, filter: EquityTransferFilter, page: DatedPage): Promise<EquityTransferRow[]> =>
  view.read(
    (writing) => {
      const { bind, at, within } = writing;
      const conditions = [at('e'), within('equity_transfer', 'e')];
      if (filter.ids !== undefined) conditions.push(`e.equity_id = any(${bind(filter.ids)}::uuid[])`);
      if (filter.companyId !== undefined) conditions.push(`e.company_id = ${bind(filter.companyId)}::uuid`);
      if (filter.status !== undefined) conditions.push(`e.status = ${bind(filter.status)}`);
      if (filter.changedControl !== undefined) conditions.push(`e.control_changed = ${bind(filter.changedControl)}`);
      if (filter.grades !== undefined || filter.months !== undefined)
        conditions.push(`e.equity_id = any(array(${casesByLand(view, filter, writing)}))`);
      if (filter.parcelId !== undefined)
        conditions.push(
          `e.equity_id = any(array(select p.equity_id from equity_parcel p
          where p.parcel_id = ${bind(filter.parcelId)}::uuid and ${at('p')} and ${within('equity_parcel', 'p')}))`,
        );
      if (page.after !== undefined)
        conditions.push(`(e.filed_on, e.equity_id) > (${bind(page.after.sort)}::date, ${bind(page.after.id)}::uuid)`);
      return `select distinct on (e.filed_on, e.equity_id) ${columns} from equity_transfer e where ${conditions.join(' and ')} order by e.filed_on, e.equity_id limit ${bind(page.limit)}`;
    },
    inOrderUnless(filter.ids, filter.companyId, filter.parcelId, filter.grades, filter.months),
  );

/** Cases that concern these parcels, each beside the parcel. */
export const readEquityTransfersOf = (
  view: View,
  parcelIds: readonly string[],
): Promise<(EquityTransferRow & { readonly parcel_id: string })[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select distinct on (e.filed_on, e.equity_id, p.parcel_id) p.parcel_id, ${columns} from equity_parcel p join equity_transfer e on e.equity_id = p.equity_id
      where p.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('p')} and ${within('equity_parcel', 'p')}
        and ${at('e')} and ${within('equity_transfer', 'e')} order by e.filed_on, e.equity_id, p.parcel_id`,
  );

export interface EquityParcelRow {
  readonly equity_id: string;
  readonly parcel_id: string;
}

/** The land that these cases concern. */
export const readEquityParcels = (view: View, equityIds: readonly string[]): Promise<EquityParcelRow[]> =>
  view.read(
    ({ bind, at, within }) => `select p.equity_id, p.parcel_id from equity_parcel p
      where p.entity = any(${bind(equityIds.map((id) => `equity-${id}`))}::text[]) and ${at('p')} and ${within('equity_parcel', 'p')} order by p.parcel_id`,
  );
