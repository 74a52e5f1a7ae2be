import type { View } from '../tenancy/view.ts';
import type { Within } from './within.ts';

export interface MandateRow {
  readonly mandate_id: string;
  readonly unit: string;
  readonly uscc: string | null;
  readonly jurisdiction: string;
  /** JSON. */
  readonly tasks: string;
  readonly mandate_from: string;
  readonly mandate_until: string;
  readonly status: string;
  readonly revoked_on: string | null;
  readonly revoke_reason: string | null;
  readonly revision: number;
}

export interface MandateFilter {
  readonly within?: Within | undefined;
  readonly status?: string | undefined;
}

/** Whether a mandate holds at the point asked about, to who acts under it. */
export const readIsHolding = async (view: View, mandateId: string): Promise<boolean> => {
  const rows = await view.read(
    ({ bind, at, within }) => `select from mandate m where m.entity = ${bind(`mandate-${mandateId}`)} and m.holds and ${at('m')}
      and ${within('mandate', 'm')}`,
  );
  return rows.length > 0;
};

/** Mandates that the caller sees, the newest first. */
export const readMandates = (view: View, filter: MandateFilter): Promise<MandateRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [at('m'), within('mandate', 'm')];
    if (filter.within !== undefined) conditions.push(`m.${filter.within.column} = ${bind(filter.within.code)}`);
    if (filter.status !== undefined) conditions.push(`m.status = ${bind(filter.status)}`);
    return `select m.mandate_id, m.unit, m.uscc, m.jurisdiction, m.tasks, m.mandate_from::text as mandate_from,
        m.mandate_until::text as mandate_until, m.status, m.revoked_on::text as revoked_on, m.revoke_reason, m.revision
      from mandate m where ${conditions.join(' and ')} order by m.mandate_from desc, m.mandate_id`;
  });
