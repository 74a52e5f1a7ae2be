// What is held against the parties of contracts: leads, declared breaches, idle cases.
import type { View } from '../tenancy/view.ts';

export interface BreachRow {
  readonly contract_id: string;
  readonly breach_id: string;
  readonly node: string | null;
  readonly clause_no: string | null;
  readonly reason: string;
  readonly status: string;
  readonly declared_on: string;
  readonly notice_number: string | null;
  readonly notice_served_on: string | null;
  readonly cure_until: string | null;
  readonly closed_on: string | null;
  readonly close_reason: string | null;
  readonly lead_id: string | null;
  /** JSON. */
  readonly damages: string;
}

/** Breaches that were declared, the oldest first. */
export const readBreaches = (view: View, contractIds: readonly string[]): Promise<BreachRow[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select b.contract_id, b.breach_id, b.node, b.clause_no, b.reason, b.status, b.declared_on::text as declared_on,
        b.notice_number, b.notice_served_on::text as notice_served_on, b.cure_until::text as cure_until, b.closed_on::text as closed_on,
        b.close_reason, b.lead_id, b.damages
      from contract_breach b where b.contract_id = any(${bind(contractIds)}::uuid[]) and ${at('b')} and ${within('contract_breach', 'b')}
      order by b.declared_on, b.breach_id`,
  );

export interface LeadRow {
  readonly contract_id: string;
  readonly lead_id: string;
  readonly kind: string;
  readonly detail_zh: string;
  readonly detail_en: string;
  readonly recorded_on: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly breach_id: string | null;
}

/** Breach leads that were noticed, the oldest first. */
export const readLeads = (view: View, contractIds: readonly string[]): Promise<LeadRow[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select l.contract_id, l.lead_id, l.kind, l.detail_zh, l.detail_en, l.recorded_on::text as recorded_on, l.status,
        l.outcome, l.reason, l.breach_id
      from contract_lead l where l.contract_id = any(${bind(contractIds)}::uuid[]) and ${at('l')} and ${within('contract_lead', 'l')}
      order by l.recorded_on, l.lead_id`,
  );

export interface IdleCaseRow {
  readonly contract_id: string;
  readonly idle_id: string;
  readonly status: string;
  readonly suspected: string;
  readonly as_printed: string | null;
  readonly notice_number: string;
  readonly opened_on: string;
  readonly determined_on: string | null;
  readonly determination_number: string | null;
  readonly idle_kind: string | null;
  readonly cause: string | null;
  readonly idle_since: string | null;
  /** JSON. */
  readonly statements: string;
  readonly remedies: string;
  readonly hearing_offered_on: string | null;
  readonly hearing: string | null;
  readonly fee: string | null;
  readonly fee_number: string | null;
  readonly ended_on: string | null;
  readonly end_reason: string | null;
}

/** Idle cases that were opened, the oldest first. */
export const readIdleCases = (view: View, contractIds: readonly string[]): Promise<IdleCaseRow[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select i.contract_id, i.idle_id, i.status, i.suspected, i.as_printed, i.notice_number, i.opened_on::text as opened_on,
        i.determined_on::text as determined_on, i.determination_number, i.idle_kind, i.cause, i.idle_since::text as idle_since, i.statements,
        i.remedies, i.hearing_offered_on::text as hearing_offered_on, i.hearing, i.fee, i.fee_number, i.ended_on::text as ended_on, i.end_reason
      from contract_idle_case i where i.contract_id = any(${bind(contractIds)}::uuid[]) and ${at('i')} and ${within('contract_idle_case', 'i')}
      order by i.opened_on, i.idle_id`,
  );
