// What others may take from a cycle: the results of a run that is completed, and of nothing else.
import { type Rejection, refuse } from '../kernel/index.ts';
import { cycleRefusals } from './rules.ts';
import { type CycleState, runOf } from './state.ts';

/** What keeps the results of a run from being used; nothing once it is completed. */
export const unfinished = (state: CycleState, run: string): Rejection | undefined => {
  const kind = state.kind === 'absent' ? undefined : runOf(state, run)?.kind;
  if (kind === undefined) return refuse(cycleRefusals, 'cycle-run-unknown', { run });
  return kind === 'completed' ? undefined : refuse(cycleRefusals, 'cycle-run-not-completed', { run });
};

/** Said of a subject that somebody names as graded by the run, and that is not, in that place. */
export const withoutResult = (run: string, subject: string, jurisdiction: string): Rejection =>
  refuse(cycleRefusals, 'cycle-run-without-result', { run, subject, jurisdiction });
