import { type Decision, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import { bottomOf } from './bottom.ts';
import type { CommandNamed } from './commands.ts';
import { assessmentEvents, type FactNamed } from './events.ts';
import { assessmentRefusals, namedOnce, saidBefore, someHaveScores } from './rules.ts';
import type { EnterpriseResult, ParcelResult, RankingState, Results } from './state.ts';

const fact = factsOf(assessmentEvents);

/** Decides on an `assessment-<parcelId>-<cycle>` stream. */
export const decideParcel = (command: CommandNamed<'GradeParcel'>, state: Results<ParcelResult>): Decision<FactNamed<'ParcelGraded'>> => {
  const { jurisdictions, ...result } = command.data;
  const before = saidBefore(state, result);
  if (before === 'no') return [fact(command, 'ParcelGraded', result, jurisdictions)];
  return before === 'same' ? [] : before;
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

/** Decides on a `bottomranking-<place>-<year>` stream. */
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
