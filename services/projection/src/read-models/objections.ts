import type { View } from '../tenancy/view.ts';
import type { DatedPage } from './contracts.ts';
import { inOrderUnless } from './in-order.ts';
import type { Within } from './within.ts';

export interface ObjectionRow {
  readonly objection_id: string;
  readonly parcel_id: string;
  readonly party_id: string;
  readonly cycle_jurisdiction: string;
  readonly cycle_year: number;
  readonly status: string;
  readonly grounds: string;
  readonly lodged_by: string;
  readonly lodged_on: string;
  readonly until: string;
  readonly decide_by: string;
  readonly list_jurisdiction: string;
  readonly list_edition: number;
  readonly document: string;
  readonly run: string;
  readonly grade: string | null;
  readonly closed_on: string | null;
  readonly reason: string | null;
  /** Null where there are none, and for those who may not see them. */
  readonly corrections: string | null;
  readonly revision: number;
}

export interface ObjectionFilter {
  readonly id?: string | undefined;
  readonly within?: Within | undefined;
  readonly status?: string | undefined;
  readonly parcelId?: string | undefined;
}

/** Objections in the order in which they were lodged, one page; one that concerns several towns is told once. */
export const readObjections = (view: View, filter: ObjectionFilter, page: DatedPage): Promise<ObjectionRow[]> =>
  view.read(
    ({ bind, at, within }) => {
      const conditions = [at('o'), within('objection', 'o')];
      if (filter.id !== undefined) conditions.push(`o.objection_id = ${bind(filter.id)}::uuid`);
      if (filter.within !== undefined) conditions.push(`o.${filter.within.column} = ${bind(filter.within.code)}`);
      if (filter.status !== undefined) conditions.push(`o.status = ${bind(filter.status)}`);
      if (filter.parcelId !== undefined) conditions.push(`o.parcel_id = ${bind(filter.parcelId)}::uuid`);
      if (page.after !== undefined)
        conditions.push(`(o.lodged_on, o.objection_id) > (${bind(page.after.sort)}::date, ${bind(page.after.id)}::uuid)`);
      return `select distinct on (o.lodged_on, o.objection_id) o.objection_id, o.parcel_id, o.party_id, o.cycle_jurisdiction, o.cycle_year,
        o.status, o.grounds, o.lodged_by, o.lodged_on::text as lodged_on, o.until::text as until, o.decide_by::text as decide_by,
        o.list_jurisdiction, o.list_edition, o.document, o.run, o.grade, o.closed_on::text as closed_on, o.reason, o.revision,
        (select d.corrections from objection_detail d where d.entity = o.entity and ${at('d')} and ${within('objection_detail', 'd')} limit 1)
          as corrections
      from objection o where ${conditions.join(' and ')} order by o.lodged_on, o.objection_id limit ${bind(page.limit)}`;
    },
    inOrderUnless(filter.id, filter.parcelId),
  );
