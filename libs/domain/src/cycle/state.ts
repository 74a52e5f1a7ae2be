import { type EffectiveDate, firstOf } from '../kernel/index.ts';
import type { CycleEvent, CycleFact } from './events.ts';

export type CycleData<T extends CycleFact['type']> = Extract<CycleFact, { type: T }>['data'];
export type Schedule = CycleData<'CycleOpened'>['schedule'];
export type Phase = Schedule[number]['phase'];
export type CohortFigures = Omit<CycleData<'CohortMeasured'>, 'jurisdiction' | 'year' | 'subject' | 'run'>;

/** One run of the scoring job. Its cohorts and results belong to its position. */
export interface Run {
  readonly id: string;
  readonly position: string;
  /** The year its figures are of: that of the cycle when it started. */
  readonly figureYear: number;
  readonly kind: 'running' | 'completed' | 'abandoned';
  readonly cohorts: readonly CohortFigures[];
  /** The totals of a completed run. */
  readonly totals: CycleData<'ScoringCompleted'>['totals'] | null;
}

export interface Opened {
  /** Open, frozen, or open again after a freeze. */
  readonly kind: 'open' | 'frozen' | 'reopened';
  readonly openedOn: EffectiveDate;
  readonly standard: CycleData<'CycleOpened'>['standard'];
  readonly schedule: Schedule;
  readonly phase: Phase;
  /** The calendar year that figures must be of. */
  readonly figureYear: number;
  readonly runs: readonly Run[];
}

export type CycleState = { readonly kind: 'absent' } | Opened;

export const absent: CycleState = { kind: 'absent' };

/** Assumed while nobody says otherwise: a cycle judges the last whole year before its own. The documents name no year. */
const figuresLagBy = 1;

/** The run of an id; undefined when none was started under it. */
export const runOf = ({ runs }: Opened, id: string): Run | undefined => runs.find((run) => run.id === id);

/** The last run that was completed, whose results stand; undefined before the first. */
export const standingRun = ({ runs }: Opened): Run | undefined => runs.findLast(({ kind }) => kind === 'completed');

/** The phase that the schedule names for a day; undefined between phases and outside them. */
export const scheduledOn = ({ schedule }: Opened, on: EffectiveDate): Phase | undefined =>
  schedule.findLast(({ starts, ends }) => starts <= on && on <= ends)?.phase;

const opened = (event: Extract<CycleEvent, { type: 'CycleOpened' }>): Opened => {
  const { year, standard, schedule } = event.data;
  const figureYear = year - figuresLagBy;
  return { kind: 'open', openedOn: event.effectiveOn, standard, schedule, phase: firstOf(schedule).phase, figureYear, runs: [] };
};

const changed = (state: Opened, event: Exclude<CycleEvent, { type: 'CycleOpened' }>): Opened => {
  const withRun = (id: string, change: (run: Run) => Run): Opened => ({
    ...state,
    runs: state.runs.map((run) => (run.id === id ? change(run) : run)),
  });
  switch (event.type) {
    case 'PhaseAdvanced':
      return { ...state, phase: event.data.phase };
    case 'CycleRescheduled':
      return { ...state, schedule: event.data.schedule };
    case 'FigureYearSet':
      return { ...state, figureYear: event.data.figureYear };
    case 'CycleFrozen':
      return { ...state, kind: 'frozen' };
    case 'CycleReopened':
      return { ...state, kind: 'reopened' };
    case 'ScoringStarted': {
      const { run: id, position } = event.data;
      const run = { id, position, figureYear: state.figureYear, kind: 'running', cohorts: [], totals: null } as const;
      return { ...state, runs: [...state.runs, run] };
    }
    case 'CohortMeasured': {
      const { cohort, members, items } = event.data;
      return withRun(event.data.run, (run) => ({ ...run, cohorts: [...run.cohorts, { cohort, members, items }] }));
    }
    case 'ScoringCompleted':
      return withRun(event.data.run, (run) => ({ ...run, kind: 'completed', totals: event.data.totals }));
    case 'ScoringAbandoned':
      return withRun(event.data.run, (run) => ({ ...run, kind: 'abandoned' }));
  }
};

/** Folds one event of a `cycle-<code>-<year>` stream. */
export const evolve = (state: CycleState, event: CycleEvent): CycleState => {
  if (event.type === 'CycleOpened') return opened(event);
  return state.kind === 'absent' ? state : changed(state, event);
};
