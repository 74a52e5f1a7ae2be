import { type Decider, decider } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { decideEnterprise, decideParcel, decideRanking } from './decide.ts';
import type { FactNamed } from './events.ts';
import {
  type EnterpriseResult,
  evolveEnterprise,
  evolveParcel,
  evolveRanking,
  type ParcelState,
  type RankingState,
  type Results,
  ungraded,
  ungradedParcel,
} from './state.ts';

export { bottomOf } from './bottom.ts';
export { assessmentCommands } from './commands.ts';
export { recorded, whatIf, whatIfLabel } from './grade.ts';
export { computed } from './read.ts';
export { finalOf, gradeOf, standing } from './state.ts';

/** Streams `assessment-<parcelId>-<cycle>`. */
export const parcelAssessment: Decider<
  CommandNamed<'GradeParcel' | 'FinaliseGrade'>,
  FactNamed<'ParcelGraded' | 'GradeFinalised'>,
  ParcelState
> = decider({ initial: ungradedParcel, evolve: evolveParcel, decide: decideParcel });

/** Streams `enterpriseassessment-<partyId>-<cycle>`. */
export const enterpriseAssessment: Decider<
  CommandNamed<'GradeEnterprise'>,
  FactNamed<'EnterpriseGraded'>,
  Results<EnterpriseResult>
> = decider({ initial: ungraded, evolve: evolveEnterprise, decide: decideEnterprise });

/** Streams `bottomranking-<place>-<cycle>`. */
export const bottomRanking: Decider<CommandNamed<'FreezeBottomRanking'>, FactNamed<'BottomRankingFrozen'>, RankingState> = decider({
  initial: null,
  evolve: evolveRanking,
  decide: decideRanking,
});
