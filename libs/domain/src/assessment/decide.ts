import { type Decision, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import { bottomOf } from './bottom.ts';
import type { CommandNamed } from './commands.ts';
import { assessmentEvents, type FactNamed } from './events.ts';
import { assessmentRefusals, namedOnce, saidBefore, someHaveScores } from './rules.ts';
import { type EnterpriseResult, finalOf, type ParcelState, type RankingState, type Results } from './state.ts';

const fact = factsOf(assessmentEvents);

/** Decides on an `assessment-<parcelId>-<cycle>` stream. */
export const decideParcel = (
  command: CommandNamed<'GradeParcel' | 'FinaliseGrade'>,
  state: ParcelState,
): Decision<FactNamed<'ParcelGraded' | 'GradeFinalised'>> => {
  switch (command.type) {
    case 'GradeParcel': {
      const { jurisdictions, ...result } = command.data;
      const before = saidBefore(state.results, result);
      if (before === 'no') return [fact(command, 'ParcelGraded', result, jurisdictions)];
      return before === 'same' ? [] : before;
    }
    case 'FinaliseGrade':
      return finalise(command, state);
  }
};

/** The enterprises that may see the grade from now on are those that share the result of the run. */
const finalise = (command: CommandNamed<'FinaliseGrade'>, state: ParcelState): Decision<FactNamed<'GradeFinalised'>> => {
  const { jurisdictions, ...decided } = command.data;
  const at = state.results.findIndex(({ run }) => run === decided.run);
  const graded = state.results[at];
  if (graded === undefined)
    return refuse(assessmentRefusals, 'assessment-final-run-unknown', { run: decided.run, parcelId: decided.parcelId });
  // What was scored again after this run, and is final, is not undone by deciding on the run again; only by changing the parcel itself.
  const isOutdated = state.results.findIndex(({ run }) => run === finalOf(state)?.run) > at;
  if (isOutdated && decided.grade === graded.grade) return [];
  const final = { ...decided, partyIds: graded.partyIds };
  return bitsOf(finalOf(state)) === bitsOf(final) ? [] : [fact(command, 'GradeFinalised', final, jurisdictions)];
};

/** Decides on an `enterpriseassessment-<partyId>-<cycle>` stream. */
export const decideEnterprise = (
  command: CommandNamed<'GradeEnterprise'>,
  state: Results<EnterpriseResult>,
): Decision<FactNamed<'EnterpriseGraded'>> => {
  const { jurisdictions, ...result } = command.data;
  const before = saidBefore(state, result);
  if (before === 'no') return [fact(command, 'EnterpriseGraded', result, jurisdictions)];
  return before === 'same' ? [] : before;
};

/** Decides on a `bottomranking-<place>-<cycle>` stream. */
export const decideRanking = (
  command: CommandNamed<'FreezeBottomRanking'>,
  state: RankingState,
): Decision<FactNamed<'BottomRankingFrozen'>> => {
  const refused = firstRefusal([namedOnce, someHaveScores], command, state);
  if (refused !== undefined) return refused;
  const { candidates, ...said } = command.data;
  const { ranked, entries } = bottomOf(candidates, said.size);
  const frozen = fact(command, 'BottomRankingFrozen', { ...said, ranked, entries: [...entries] }, [said.jurisdiction]);
  if (state === null) return [frozen];
  return bitsOf(state) === bitsOf(frozen.data)
    ? []
    : refuse(assessmentRefusals, 'assessment-ranking-frozen-otherwise', { year: said.cycle.year });
};
