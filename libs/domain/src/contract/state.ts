import { addYears, type EffectiveDate, holdingFrom, type Timeline } from '../kernel/index.ts';
import { type Breaches, evolveBreaches, noBreaches } from './breaches.ts';
import { type ClauseHistory, evolveClauses, type SignedSupplement } from './clauses.ts';
import { type Construction, evolveConstruction, noConstruction } from './construction.ts';
import type { ContractEvent, ContractFact } from './events.ts';
import { evolveIdleCases, type IdleCase } from './idle-cases.ts';
import { type Extension, evolveMilestones, type Milestones, noMilestones } from './milestones.ts';

type DataOf<T extends ContractFact['type']> = Extract<ContractFact, { type: T }>['data'];
type Dated<T extends ContractFact['type']> = DataOf<T> & { readonly on: EffectiveDate; readonly id: string };

export type Particulars = Omit<DataOf<'ContractCorrected'>, 'reason'>;
type Subject = DataOf<'ComplianceAssessed'>['subject'];

interface Verdict {
  readonly subject: Subject;
  readonly reason: string;
}

/** The verdicts on one node, or on one clause in one year. */
export interface Assessed {
  readonly key: string;
  readonly verdicts: Timeline<Verdict>;
}

export interface Settlement {
  readonly settled: DataOf<'DepositSettled'>;
  readonly on: EffectiveDate;
  readonly source: ContractEvent['sources'][number] | undefined;
}

export interface Absent {
  readonly kind: 'absent';
}

export interface Contract {
  readonly kind: 'in-force' | 'terminated' | 'recovered';
  readonly contractId: string;
  /** The id of the event that signed it. */
  readonly entry: string;
  /** As it was recorded, and as corrected since. */
  readonly signed: DataOf<'ContractSigned'>;
  readonly particulars: Particulars;
  readonly since: EffectiveDate;
  /** Every town it ever concerned. */
  readonly towns: readonly string[];
  readonly clauses: readonly ClauseHistory[];
  readonly supplements: readonly SignedSupplement[];
  readonly milestones: Milestones;
  readonly extensions: readonly Extension[];
  readonly assessed: readonly Assessed[];
  readonly settlements: readonly Settlement[];
  readonly breaches: Breaches;
  readonly construction: Construction;
  readonly idleCases: readonly IdleCase[];
  readonly termination: Dated<'ContractTerminated'> | null;
  readonly recovery: Dated<'LandRecovered'> | null;
  /** Parcels that are no more: the event here that says so, and the parcel's own. */
  readonly parcelsEnded: readonly { readonly entry: string; readonly parcelId: string; readonly endedBy: string }[];
  /** Events that were annulled. */
  readonly annulled: readonly (string | undefined)[];
  /** Acts that take a contract in force for granted, by the ids of their events, the signing first. */
  readonly acts: readonly { readonly id: string; readonly on: EffectiveDate }[];
}

export type ContractState = Absent | Contract;

export const absent: ContractState = { kind: 'absent' };

/** What a verdict is about, as one text. */
export const subjectKey = (subject: Subject): string =>
  subject.kind === 'milestone' ? `milestone ${subject.node}` : `clause ${subject.no} ${subject.year ?? 'as a whole'}`;

/** The first day on which the contract holds no longer; undefined while it does. */
export const endedFrom = ({ termination, recovery }: Pick<Contract, 'termination' | 'recovery'>): EffectiveDate | undefined =>
  [termination, recovery]
    .filter((end) => end !== null)
    .map(({ on }) => on)
    .sort()[0];

/** The last day of the term; null when the contract does not tell. */
export const termEnd = ({ term: { years, from, until } }: Pick<Particulars, 'term'>): EffectiveDate | null => {
  if (until !== null) return until;
  return years === null || from === null ? null : addYears(from, years);
};

/** Acts that a contract must be in force for, and that an end on an earlier day would leave without one. */
const acts: readonly ContractFact['type'][] = [
  'SupplementaryAgreementSigned',
  'MilestonesExtended',
  'BreachDeclared',
  'BreachNoticeServed',
  'BreachClosed',
  'IdleInvestigationOpened',
  'IdleDetermined',
];

const evolveAssessed = (assessed: readonly Assessed[], on: EffectiveDate, { subject, reason }: DataOf<'ComplianceAssessed'>) => {
  const key = subjectKey(subject);
  const before = assessed.find((each) => each.key === key) ?? { key, verdicts: [] };
  const after = { ...before, verdicts: holdingFrom(before.verdicts, on, { subject, reason }) };
  return [...assessed.filter((each) => each !== before), after];
};

/** Folds what is neither clause, node, breach, building nor idleness. */
const evolveOwn = (state: Contract, event: ContractEvent): Contract => {
  const on = event.effectiveOn;
  switch (event.type) {
    case 'ContractCorrected': {
      const { reason: _, ...particulars } = event.data;
      return { ...state, particulars };
    }
    case 'SupplementaryAgreementSigned':
      return { ...state, supplements: [...state.supplements, { ...event.data, on }] };
    case 'MilestonesExtended':
      return { ...state, extensions: [...state.extensions, { ...event.data, on, id: event.id }] };
    case 'MilestoneAnnulled':
      return { ...state, annulled: [...state.annulled, event.corrects] };
    case 'ComplianceAssessed':
      return { ...state, assessed: evolveAssessed(state.assessed, on, event.data) };
    case 'DepositSettled':
      return { ...state, settlements: [...state.settlements, { settled: event.data, on, source: event.sources[0] }] };
    case 'ContractTerminated':
      return { ...state, termination: { ...event.data, on, id: event.id } };
    case 'LandRecovered':
      return { ...state, recovery: { ...event.data, on, id: event.id } };
    case 'ContractParcelEnded': {
      const { parcelId, endedBy } = event.data;
      return { ...state, parcelsEnded: [...state.parcelsEnded, { entry: event.id, parcelId, endedBy }] };
    }
    case 'ContractParcelRestored':
      return { ...state, parcelsEnded: state.parcelsEnded.filter(({ entry }) => entry !== event.corrects) };
    case 'ContractDecisionAnnulled':
      return {
        ...state,
        termination: state.termination?.id === event.corrects ? null : state.termination,
        recovery: state.recovery?.id === event.corrects ? null : state.recovery,
        acts: state.acts.filter(({ id }) => id !== event.corrects),
        annulled: [...state.annulled, event.corrects],
      };
    default:
      return state;
  }
};

const kindOf = ({ termination, recovery }: Contract): Contract['kind'] => {
  if (recovery !== null) return 'recovered';
  return termination === null ? 'in-force' : 'terminated';
};

const begin = (event: Extract<ContractEvent, { type: 'ContractSigned' }>): Contract => {
  const { clauses: _, milestones: __, ...particulars } = event.data;
  return {
    kind: 'in-force',
    contractId: event.data.contractId,
    entry: event.id,
    signed: event.data,
    particulars,
    since: event.effectiveOn,
    towns: event.jurisdictions,
    clauses: [],
    supplements: [],
    milestones: noMilestones,
    extensions: [],
    assessed: [],
    settlements: [],
    breaches: noBreaches,
    construction: noConstruction,
    idleCases: [],
    termination: null,
    recovery: null,
    parcelsEnded: [],
    annulled: [],
    acts: [{ id: event.id, on: event.effectiveOn }],
  };
};

const folded = (state: Contract, event: ContractEvent): Contract => {
  const own = evolveOwn(state, event);
  return {
    ...own,
    kind: kindOf(own),
    towns: [...new Set([...own.towns, ...event.jurisdictions])].sort(),
    clauses: evolveClauses(own.clauses, event),
    milestones: evolveMilestones(own.milestones, event),
    breaches: evolveBreaches(own.breaches, event),
    construction: evolveConstruction(own.construction, event),
    idleCases: evolveIdleCases(own.idleCases, event),
    acts: acts.includes(event.type) ? [...own.acts, { id: event.id, on: event.effectiveOn }] : own.acts,
  };
};

/** Folds one event of a `contract-<id>` stream. */
export const evolve = (state: ContractState, event: ContractEvent): ContractState => {
  if (event.type === 'ContractSigned') return folded(begin(event), event);
  return state.kind === 'absent' ? state : folded(state, event);
};
