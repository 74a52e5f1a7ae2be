// 违约: leads that somebody noticed, breaches that the grantor declared, and how far each has come.
import type { EffectiveDate } from '../kernel/index.ts';
import type { ContractEvent, ContractFact } from './events.ts';

type DataOf<T extends ContractFact['type']> = Extract<ContractFact, { type: T }>['data'];

/** A 违约线索: open until it is closed with a reason or taken up by a breach. */
export interface BreachLead {
  readonly recorded: DataOf<'BreachLeadRecorded'>;
  readonly closed: DataOf<'BreachLeadClosed'> | null;
  /** The breach that took it up. */
  readonly takenUpBy: string | null;
}

export interface BreachNotice extends DataOf<'BreachNoticeServed'> {
  readonly on: EffectiveDate;
}

export interface Breach {
  readonly declared: DataOf<'BreachDeclared'>;
  readonly on: EffectiveDate;
  readonly notice: BreachNotice | null;
  readonly closed: (DataOf<'BreachClosed'> & { readonly on: EffectiveDate }) | null;
  readonly damages: readonly (DataOf<'LiquidatedDamagesNoted'> & { readonly on: EffectiveDate })[];
}

export interface Breaches {
  readonly leads: readonly BreachLead[];
  readonly declared: readonly Breach[];
}

export const noBreaches: Breaches = { leads: [], declared: [] };

export const breachOf = ({ declared }: Breaches, breachId: string): Breach | undefined =>
  declared.find((each) => each.declared.breachId === breachId);

export const leadOf = ({ leads }: Breaches, lead: string): BreachLead | undefined => leads.find((each) => each.recorded.lead === lead);

/** Where a breach stands, whatever the date: declared, its notice served, or closed. */
export const breachKind = ({ notice, closed }: Breach): 'declared' | 'notice-served' | 'cured' | 'withdrawn' => {
  if (closed !== null) return closed.outcome;
  return notice === null ? 'declared' : 'notice-served';
};

const withLead = (state: Breaches, lead: string, change: (lead: BreachLead) => BreachLead): Breaches => ({
  ...state,
  leads: state.leads.map((each) => (each.recorded.lead === lead ? change(each) : each)),
});

const withBreach = (state: Breaches, breachId: string, change: (breach: Breach) => Breach): Breaches => ({
  ...state,
  declared: state.declared.map((each) => (each.declared.breachId === breachId ? change(each) : each)),
});

const declare = (state: Breaches, data: DataOf<'BreachDeclared'>, on: EffectiveDate): Breaches => ({
  leads: state.leads.map((each) => (each.recorded.lead === data.lead ? { ...each, takenUpBy: data.breachId } : each)),
  declared: [...state.declared, { declared: data, on, notice: null, closed: null, damages: [] }],
});

/** Folds what an event does to leads and breaches. */
export const evolveBreaches = (state: Breaches, event: ContractEvent): Breaches => {
  const on = event.effectiveOn;
  switch (event.type) {
    case 'BreachLeadRecorded':
      return { ...state, leads: [...state.leads, { recorded: event.data, closed: null, takenUpBy: null }] };
    case 'BreachLeadClosed':
      return withLead(state, event.data.lead, (lead) => ({ ...lead, closed: event.data }));
    case 'BreachDeclared':
      return declare(state, event.data, on);
    case 'BreachNoticeServed':
      return withBreach(state, event.data.breachId, (breach) => ({ ...breach, notice: { ...event.data, on } }));
    case 'BreachClosed':
      return withBreach(state, event.data.breachId, (breach) => ({ ...breach, closed: { ...event.data, on } }));
    case 'LiquidatedDamagesNoted':
      return withBreach(state, event.data.breachId, (breach) => ({ ...breach, damages: [...breach.damages, { ...event.data, on }] }));
    default:
      return state;
  }
};
