import { type Basis, type EffectiveDate, holdingFrom, type Timeline } from '../kernel/index.ts';
import type { Change, Clause, ClauseBreach, Control, EquityEvent, EquityFact, EquityKind, OpinionDepartment } from './events.ts';

export interface Absent {
  readonly kind: 'absent';
}

export interface Opinion {
  readonly opinion: 'agree' | 'object';
  readonly reason: string | null;
}

/** How the last request for consent was answered; `words` are the conditions of a consent or the reason of a refusal. */
export interface ConsentAnswer {
  readonly outcome: 'granted' | 'refused';
  readonly on: EffectiveDate;
  readonly words: string | null;
}

export interface Determination extends Control {
  readonly department: string;
  readonly reason: string;
}

export interface Step {
  readonly on: EffectiveDate;
  readonly reason: string | null;
  /** Who withdrew or ended a case. */
  readonly by: 'applicant' | 'authority' | null;
}

export interface Consent {
  /** Contracts whose grantor was asked and has not answered. */
  readonly pending: { readonly contractIds: readonly string[]; readonly on: EffectiveDate } | null;
  readonly granted: readonly { readonly contractId: string; readonly on: EffectiveDate }[];
  readonly answer: ConsentAnswer | null;
}

export interface EquityCase {
  /** `open` = under review; `undeclared` = nobody had filed it, it took place all the same. */
  readonly kind: 'open' | 'granted' | 'refused' | 'cancelled' | 'completed' | 'undeclared';
  readonly equityId: string;
  readonly companyId: string;
  readonly equityKind: EquityKind;
  /** As filed, from completion on as registered. */
  readonly changes: readonly Change[];
  readonly parcelIds: readonly string[];
  readonly contractIds: readonly string[];
  readonly clauses: readonly Clause[];
  /** Home of the company and towns of its land: every event of the case concerns them all. */
  readonly jurisdictions: readonly string[];
  readonly causedBy: string | null;
  readonly filedOn: EffectiveDate;
  readonly opinionsDueOn: EffectiveDate | null;
  /** What was determined, by the day of the determination; the last of them counts. */
  readonly control: Timeline<Determination>;
  readonly opinions: Readonly<Partial<Record<OpinionDepartment, Timeline<Opinion>>>>;
  readonly consent: Consent;
  /** The last step that moved the case from one kind to another, as it was given. */
  readonly step: Step;
  /** When the change took place. */
  readonly changedOn: EffectiveDate | null;
  /** The event that says that it took place, and whether it was decided here. */
  readonly changedBy: { readonly entry: string; readonly basis: Basis } | null;
  /** When the joint review agreed. */
  readonly grantedOn: EffectiveDate | null;
  /** When an undeclared change was found. */
  readonly foundOn: EffectiveDate | null;
  readonly suspected: readonly { readonly contractId: string; readonly breach: ClauseBreach }[];
  /** Discrepancies that were found, by their English text. */
  readonly found: readonly string[];
}

export type EquityState = Absent | EquityCase;

export const absent: EquityState = { kind: 'absent' };

/** What was determined last about the actual control, if anything was. */
export const lastControl = ({ control }: Pick<EquityCase, 'control'>): Determination | undefined => control.at(-1)?.value;

/** The fact that begins a case. */
type Begun = Extract<EquityFact, { type: 'EquityTransferFiled' | 'UndeclaredEquityTransferReported' }>;

/** The case that a fact begins. */
export const begun = (event: Begun): EquityCase => {
  const { equityId, companyId, kind, changes, parcels, home, contractIds, clauses } = event.data;
  const filed = event.type === 'EquityTransferFiled';
  return {
    kind: filed ? 'open' : 'undeclared',
    equityId,
    companyId,
    equityKind: kind,
    changes,
    parcelIds: parcels.map(({ parcelId }) => parcelId),
    contractIds,
    clauses,
    jurisdictions: [home, ...parcels.flatMap(({ jurisdictions }) => jurisdictions)],
    causedBy: filed ? event.data.causedBy : null,
    filedOn: event.effectiveOn,
    opinionsDueOn: filed ? event.data.opinionsDueOn : null,
    control: [],
    opinions: {},
    consent: { pending: null, granted: [], answer: null },
    step: { on: event.effectiveOn, reason: null, by: null },
    changedOn: filed ? null : event.effectiveOn,
    changedBy: null,
    grantedOn: null,
    foundOn: filed ? null : event.data.foundOn,
    suspected: [],
    found: [],
  };
};

/** Folds one event of an `equity-<id>` stream. */
export const evolve = (state: EquityState, event: EquityEvent): EquityState => {
  if (event.type === 'UndeclaredEquityTransferReported') return { ...begun(event), changedBy: { entry: event.id, basis: 'reported' } };
  if (event.type === 'EquityTransferFiled') return begun(event);
  if (state.kind === 'absent') return state;
  const after = continued(state, event);
  return event.type === 'EquityTransferCompleted' ? { ...after, changedBy: { entry: event.id, basis: event.data.basis } } : after;
};

/** The case after another fact. */
export const continued = (state: EquityCase, event: Exclude<EquityFact, Begun>): EquityCase => {
  const on = event.effectiveOn;
  switch (event.type) {
    case 'EquityContractsNamed':
      return {
        ...state,
        contractIds: [...state.contractIds, ...event.data.contractIds],
        clauses: [...state.clauses, ...event.data.clauses],
      };
    case 'ControlChangeDetermined': {
      const { changed, controllerBefore, controllerAfter, department, reason } = event.data;
      return { ...state, control: holdingFrom(state.control, on, { changed, controllerBefore, controllerAfter, department, reason }) };
    }
    case 'GrantorConsentRequested':
      return { ...state, consent: { ...state.consent, pending: { contractIds: event.data.contractIds, on } } };
    case 'GrantorConsentGranted': {
      const granted = [...state.consent.granted, ...event.data.contractIds.map((contractId) => ({ contractId, on }))];
      return { ...state, consent: { pending: null, granted, answer: { outcome: 'granted', on, words: event.data.conditions } } };
    }
    case 'GrantorConsentRefused':
      return { ...state, consent: { ...state.consent, pending: null, answer: { outcome: 'refused', on, words: event.data.reason } } };
    case 'EquityOpinionGiven': {
      const { department, opinion, reason } = event.data;
      const given = holdingFrom(state.opinions[department] ?? [], on, { opinion, reason });
      return { ...state, opinions: { ...state.opinions, [department]: given } };
    }
    case 'EquityTransferGranted':
      return { ...state, kind: 'granted', grantedOn: on, step: { on, reason: event.data.reason, by: null } };
    case 'EquityTransferRefused':
      return { ...state, kind: 'refused', step: { on, reason: event.data.reason, by: null } };
    case 'EquityTransferCancelled':
      return { ...state, kind: 'cancelled', step: { on, reason: event.data.reason, by: event.data.by } };
    case 'EquityTransferCompleted':
      return { ...state, kind: 'completed', changes: event.data.changes, changedOn: on, step: { on, reason: null, by: null } };
    case 'EquityClauseBreachSuspected':
      return { ...state, suspected: [...state.suspected, ...event.data.breaches] };
    case 'EquityDateCorrected':
      // An undeclared change begins with its own day.
      return { ...state, changedOn: on, filedOn: state.kind === 'undeclared' ? on : state.filedOn, step: { ...state.step, on } };
    case 'EquityDiscrepancyFound':
      return { ...state, found: [...state.found, event.data.discrepancy.en] };
  }
};
