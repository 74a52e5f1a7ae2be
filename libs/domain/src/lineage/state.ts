import { type EffectiveDate, holdingFrom, type Identified, type Timeline, valueOn } from '../kernel/index.ts';
import type { Child, LineageEvent, Parent, Step, ToleranceFact } from './events.ts';

/** What a lineage is about, a split and a merger alike: these parcels end, those take their place. */
export interface Plan {
  readonly by: 'split' | 'merger';
  readonly parents: readonly Parent[];
  readonly children: readonly Child[];
}

export interface Absent {
  readonly kind: 'absent';
}

export interface Begun extends Plan {
  readonly kind: 'running' | 'abandoning' | 'completed' | 'abandoned';
  readonly lineageId: string;
  readonly basis: 'decided' | 'reported';
  readonly startedOn: EffectiveDate;
  readonly jurisdictions: readonly string[];
  /** Steps that are done and not undone. */
  readonly taken: readonly Step[];
  /** Codes that were refused: the parcel gets one later. */
  readonly waived: readonly Step[];
  /** The step at which the lineage stands still. */
  readonly refused: Step | null;
}

export type LineageState = Absent | Begun;

export const absent: LineageState = { kind: 'absent' };

/** Where a lineage stands; a stuck one waits for a person. */
export const phaseOf = (state: LineageState): LineageState['kind'] | 'stuck' | 'abandonment-stuck' => {
  if (state.kind === 'absent' || state.refused === null) return state.kind;
  return state.kind === 'abandoning' ? 'abandonment-stuck' : 'stuck';
};

export const sameStep = (one: Step | null, other: Step): boolean => one?.kind === other.kind && one.parcelId === other.parcelId;
export const includesStep = (steps: readonly Step[], wanted: Step): boolean => steps.some((each) => sameStep(each, wanted));
const without = (steps: readonly Step[], unwanted: Step): readonly Step[] => steps.filter((each) => !sameStep(each, unwanted));

/** What stands still after a step went on: nothing, if it was that one. */
const afterwards = (refused: Step | null, step: Step): Step | null => (sameStep(refused, step) ? null : refused);

/** Everything a lineage has to do, in order. */
export const stepsOf = ({ parents, children }: Plan): readonly Step[] => [
  ...parents.map(({ parcelId }) => ({ kind: 'parent-retired' as const, parcelId })),
  ...children.flatMap(({ parcelId, parcelCode }) => [
    { kind: 'child-entered' as const, parcelId },
    ...(parcelCode === null ? [] : [{ kind: 'code-assigned' as const, parcelId }]),
  ]),
];

/** What is still to be done. */
export const missingSteps = (state: Begun): readonly Step[] =>
  stepsOf(state).filter((step) => !includesStep(state.taken, step) && !includesStep(state.waived, step));

const begun = (event: Extract<LineageEvent, { type: 'SplitStarted' | 'MergerStarted' }>): Begun => {
  const { lineageId, basis } = event.data;
  const plan: Plan =
    event.type === 'SplitStarted'
      ? { by: 'split', parents: [event.data.parent], children: event.data.children }
      : { by: 'merger', parents: event.data.parents, children: [event.data.child] };
  const { effectiveOn: startedOn, jurisdictions } = event;
  return { kind: 'running', lineageId, basis, startedOn, jurisdictions, ...plan, taken: [], waived: [], refused: null };
};

/** Folds one event of a `lineage-<id>` stream. */
export const evolve = (state: LineageState, event: LineageEvent): LineageState => {
  if (event.type === 'SplitStarted' || event.type === 'MergerStarted') return begun(event);
  if (state.kind === 'absent') return state;
  switch (event.type) {
    case 'LineageStepTaken': {
      const { step } = event.data;
      return { ...state, taken: [...state.taken, step], refused: afterwards(state.refused, step) };
    }
    case 'LineageStepRefused': {
      const { step } = event.data;
      return step.kind === 'code-assigned' ? { ...state, waived: [...state.waived, step] } : { ...state, refused: step };
    }
    case 'LineageResumed':
      return { ...state, refused: null };
    case 'LineageAbandonmentBegun':
      // A code goes with the parcel that bears it.
      return { ...state, kind: 'abandoning', refused: null, taken: state.taken.filter(({ kind }) => kind !== 'code-assigned') };
    case 'LineageStepUndone': {
      const { step } = event.data;
      return { ...state, taken: without(state.taken, step), refused: afterwards(state.refused, step) };
    }
    case 'LineageAbandoned':
      return { ...state, kind: 'abandoned', refused: null };
    case 'ParcelSplit':
    case 'ParcelsMerged':
      return { ...state, kind: 'completed' };
    case 'LineageDiscrepancyFound':
      return state;
  }
};

/** By how much areas may differ where nobody has set a tolerance: 0.1 % of the area before, the rule of SOLA (FAO) for splits. */
export const usualTolerance = '0.1%';

/** Tolerances of one jurisdiction, as shares, by the day from which they hold. */
export type Tolerances = Timeline<string>;

/** Folds one event of a `lineagerule-<code>` stream. */
export const evolveTolerances = (state: Tolerances, event: Identified<ToleranceFact>): Tolerances =>
  holdingFrom(state, event.effectiveOn, event.data.tolerance);

/** The tolerance that holds on a day; undefined when none is set. */
export const toleranceOn = (state: Tolerances, on: EffectiveDate): string | undefined => valueOn(state, on);
