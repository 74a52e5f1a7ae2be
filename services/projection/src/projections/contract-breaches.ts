// What is held against the parties of a contract, by day: leads, declared breaches, idle cases.
import type { ContractEvent } from '@yimu/domain/contract/events';
import { type Breach, breachKind, type IdleCase, idleCaseKind } from '@yimu/domain/contract/read';
import type { Contract } from '@yimu/domain/contract/state';
import type { EffectiveDate } from '@yimu/domain/kernel';
import { piecewise } from '../engine/dated.ts';
import type { DatedRow } from '../engine/projection.ts';

type DataOf<T extends ContractEvent['type']> = Extract<ContractEvent, { type: T }>['data'];

/** A 违约线索 with the days of its steps, which the state does not keep. */
export interface Lead {
  readonly recorded: DataOf<'BreachLeadRecorded'>;
  readonly on: EffectiveDate;
  readonly end:
    | { readonly kind: 'closed'; readonly on: EffectiveDate; readonly outcome: string; readonly reason: string }
    | { readonly kind: 'taken-up'; readonly on: EffectiveDate; readonly breachId: string }
    | null;
}

/** Folds what an event does to the leads. */
export const evolveLeads = (leads: readonly Lead[], event: ContractEvent): readonly Lead[] => {
  const on = event.effectiveOn;
  const ending = (lead: string | null, end: Lead['end']): readonly Lead[] =>
    leads.map((each) => (each.recorded.lead === lead ? { ...each, end } : each));
  switch (event.type) {
    case 'BreachLeadRecorded':
      return [...leads, { recorded: event.data, on, end: null }];
    case 'BreachLeadClosed':
      return ending(event.data.lead, { kind: 'closed', on, outcome: event.data.outcome, reason: event.data.reason });
    case 'BreachDeclared':
      return ending(event.data.lead, { kind: 'taken-up', on, breachId: event.data.breachId });
    default:
      return leads;
  }
};

export const leads = (contractId: string, noticed: readonly Lead[]): readonly DatedRow[] =>
  noticed.flatMap(({ recorded, on, end }) =>
    piecewise([on, end === null || end.on < on ? on : end.on], (day) => {
      const over = end !== null && end.on <= day ? end : null;
      return [
        {
          table: 'contract_lead',
          key: recorded.lead,
          columns: {
            contract_id: contractId,
            lead_id: recorded.lead,
            kind: recorded.kind,
            detail_zh: recorded.detailZh,
            detail_en: recorded.detailEn,
            recorded_on: on,
            status: over?.kind ?? 'open',
            outcome: over?.kind === 'closed' ? over.outcome : null,
            reason: over?.kind === 'closed' ? over.reason : null,
            breach_id: over?.kind === 'taken-up' ? over.breachId : null,
          },
        },
      ];
    }),
  );

type Dated = { readonly on: EffectiveDate } | null;

/** A step if it was taken by a day. */
const by = <T extends Dated>(step: T, day: EffectiveDate): T | null => (step !== null && step.on <= day ? step : null);

const breachOn = (breach: Breach, day: EffectiveDate): Breach => ({
  ...breach,
  notice: by(breach.notice, day),
  closed: by(breach.closed, day),
  damages: breach.damages.filter(({ on }) => on <= day),
});

export const breaches = ({ contractId, breaches: { declared: all } }: Contract): readonly DatedRow[] =>
  all.flatMap((whole) => {
    const days = [whole.on, whole.notice?.on, whole.closed?.on, ...whole.damages.map(({ on }) => on)];
    return piecewise(
      days.filter((day) => day !== undefined && day >= whole.on),
      (day) => {
        const breach = breachOn(whole, day);
        const { declared, notice, closed, damages } = breach;
        return [
          {
            table: 'contract_breach',
            key: declared.breachId,
            columns: {
              contract_id: contractId,
              breach_id: declared.breachId,
              node: declared.of.kind === 'milestone' ? declared.of.node : null,
              clause_no: declared.of.kind === 'clause' ? declared.of.no : null,
              reason: declared.reason,
              status: breachKind(breach),
              declared_on: breach.on,
              notice_number: notice?.number ?? null,
              notice_served_on: notice?.on ?? null,
              cure_until: notice?.cureUntil ?? null,
              closed_on: closed?.on ?? null,
              close_reason: closed?.reason ?? null,
              lead_id: declared.lead,
              damages: JSON.stringify(damages.map(({ on, amount, status, reason }) => ({ on, amount, status, reason }))),
            },
          },
        ];
      },
    );
  });

const idleCaseOn = (whole: IdleCase, day: EffectiveDate): IdleCase => ({
  opened: whole.opened,
  statements: whole.statements.filter(({ on }) => on <= day),
  determined: by(whole.determined, day),
  remedies: whole.remedies.filter(({ on }) => on <= day),
  hearingOffered: by(whole.hearingOffered, day),
  hearing: by(whole.hearing, day),
  fee: by(whole.fee, day),
  ended: by(whole.ended, day),
});

export const idleCases = ({ contractId, idleCases: all }: Contract): readonly DatedRow[] =>
  all.flatMap((whole) => {
    const { opened, statements, determined, remedies, hearingOffered, hearing, fee, ended } = whole;
    const steps = [opened, ...statements, determined, ...remedies, hearingOffered, hearing, fee, ended];
    return piecewise(
      steps.filter((step) => step !== null && step.on >= opened.on).map((step) => step?.on),
      (day) => [{ table: 'contract_idle_case', key: opened.idleId, columns: idleColumns(contractId, idleCaseOn(whole, day)) }],
    );
  });

const idleColumns = (contractId: string, idle: IdleCase) => {
  const { opened, statements, determined, remedies, hearingOffered, hearing, fee, ended } = idle;
  return {
    contract_id: contractId,
    idle_id: opened.idleId,
    status: idleCaseKind(idle),
    suspected: opened.suspected,
    as_printed: opened.asPrinted,
    notice_number: opened.number,
    opened_on: opened.on,
    determined_on: determined?.on ?? null,
    determination_number: determined?.number ?? null,
    idle_kind: determined?.idleKind ?? null,
    cause: determined?.cause ?? null,
    idle_since: determined?.since ?? null,
    statements: JSON.stringify(statements.map(({ on, statement }) => ({ on, text: statement }))),
    remedies: JSON.stringify(remedies.map(({ on, remedy, detail }) => ({ on, remedy, detail }))),
    hearing_offered_on: hearingOffered?.on ?? null,
    hearing: hearing?.outcome ?? null,
    fee: fee === null ? null : JSON.stringify(fee.fee),
    fee_number: fee?.number ?? null,
    ended_on: ended?.on ?? null,
    end_reason: ended?.reason ?? null,
  };
};
