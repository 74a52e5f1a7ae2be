// Leads, breaches and idle cases as the schema shows them.
import type { BreachRow, IdleCaseRow, LeadRow } from '../read-models/contract-breaches.ts';
import { listOf, moneyOf, upper, upperOrNull } from './naming.ts';

export const contractBreach = (row: BreachRow) => ({
  id: row.breach_id,
  node: upperOrNull(row.node),
  clauseNo: row.clause_no,
  reason: row.reason,
  status: upper(row.status),
  declaredOn: row.declared_on,
  noticeNumber: row.notice_number,
  noticeServedOn: row.notice_served_on,
  cureUntil: row.cure_until,
  closedOn: row.closed_on,
  closeReason: row.close_reason,
  leadId: row.lead_id,
  damages: listOf<{ readonly status: string }>(row.damages).map((each) => ({ ...each, status: upper(each.status) })),
});

export const contractLead = (row: LeadRow) => ({
  id: row.lead_id,
  kind: row.kind,
  detailZh: row.detail_zh,
  detailEn: row.detail_en,
  recordedOn: row.recorded_on,
  status: upper(row.status),
  outcome: row.outcome,
  reason: row.reason,
  breachId: row.breach_id,
});

export const contractIdleCase = (row: IdleCaseRow) => ({
  id: row.idle_id,
  status: upper(row.status),
  suspected: upper(row.suspected),
  asPrinted: row.as_printed,
  noticeNumber: row.notice_number,
  openedOn: row.opened_on,
  determinedOn: row.determined_on,
  determinationNumber: row.determination_number,
  kind: upperOrNull(row.idle_kind),
  cause: upperOrNull(row.cause),
  since: row.idle_since,
  statements: listOf(row.statements),
  remedies: listOf<{ readonly remedy: string }>(row.remedies).map((each) => ({ ...each, remedy: upper(each.remedy) })),
  hearingOfferedOn: row.hearing_offered_on,
  hearing: upperOrNull(row.hearing),
  fee: moneyOf(row.fee),
  feeNumber: row.fee_number,
  endedOn: row.ended_on,
  endReason: row.end_reason,
});
