// The commands that a run gives to its own cycle: what its cohorts have in common, its totals, or that it is given up.
import { cycle } from '@yimu/domain/cycle';
import type { CohortFigures, Grade } from '@yimu/domain/scoring';
import { runReactionCommand } from '@yimu/server';
import { cycleStream } from '../routes/cycle-place.ts';
import type { Started } from './cycle.ts';
import type { Giving } from './graded.ts';

export interface RunCommands {
  /** Records the figures of the n-th cohort. Like the others it answers false when the run is over meanwhile, and throws for every other refusal. */
  readonly recordCohort: (n: number, figures: CohortFigures) => Promise<boolean>;
  readonly complete: (totals: Readonly<Record<Grade | 'none', number>>) => Promise<boolean>;
  readonly abandon: (reason: string) => Promise<boolean>;
}

type Handled = Awaited<ReturnType<typeof runReactionCommand>>;

/** The commands of a run. Each has a number of its own, so that it is the same command whenever the run is carried out again. */
export const runCommands = ({ store, ...giving }: Giving, started: Started): RunCommands => {
  const { jurisdiction, year, subject, run } = started;
  const of = { jurisdiction, year, subject, run };
  const common = { ...giving, stream: cycleStream(started), decider: cycle };
  const goesOn = (handled: Handled): boolean => {
    if (handled.outcome === 'done') return true;
    if (handled.outcome === 'rejected' && handled.rejection.rule === 'cycle-run-over') return false;
    throw new Error(`run ${run}: ${handled.outcome === 'rejected' ? handled.rejection.rule : handled.outcome}`);
  };
  return {
    complete: async (totals) =>
      goesOn(await runReactionCommand(store, { ...common, n: 0, type: 'CompleteScoring', data: { ...of, totals } })),
    abandon: async (reason) =>
      goesOn(await runReactionCommand(store, { ...common, n: 1, type: 'AbandonScoring', data: { ...of, reason } })),
    recordCohort: async (n, { items, ...figures }) => {
      const data = { ...of, ...figures, items: [...items] };
      return goesOn(await runReactionCommand(store, { ...common, n: n + 2, type: 'RecordCohort', data }));
    },
  };
};
