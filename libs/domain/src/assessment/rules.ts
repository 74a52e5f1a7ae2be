// The policy of the assessment context: each rule is a function that names what is wrong, or nothing.
import { type RefusalCatalogue, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import type { CommandNamed } from './commands.ts';
import type { RankingState, Results } from './state.ts';

export const assessmentRefusals = {
  'assessment-run-graded-otherwise': {
    kind: 'conflict',
    en: 'The run {run} graded this subject already, with another result; a run computes the same each time.',
    zh: '评分任务{run}已得出该对象的评价结果，且内容不同；同一任务的结果应始终一致。',
  },
  'assessment-final-run-unknown': {
    kind: 'conflict',
    en: 'The run {run} never graded the parcel {parcelId}, so that there is no grade to make final.',
    zh: '评分任务{run}未对地块{parcelId}作出评价，没有可审定的等级。',
  },
  'assessment-ranking-frozen-otherwise': {
    kind: 'conflict',
    en: 'The bottom ranking of {year} is frozen already, with other entries.',
    zh: '{year}年度尾部企业排名已冻结，且内容不同。',
  },
  'assessment-ranking-names-twice': {
    kind: 'unacceptable',
    en: 'The enterprise {partyId} stands in the ranking twice.',
    zh: '企业{partyId}在排名中重复出现。',
  },
  'assessment-ranking-without-scores': {
    kind: 'conflict',
    en: 'No enterprise of this place has a score in the run {run}.',
    zh: '评分任务{run}中，该范围内没有任何企业取得得分。',
  },
} as const satisfies RefusalCatalogue;

/** What the run said of this subject before: nothing, the same, or something else, which is refused. */
export const saidBefore = <R extends { readonly run: string }>(results: Results<R>, said: R): 'no' | 'same' | Rejection => {
  const before = results.find(({ run }) => run === said.run);
  if (before === undefined) return 'no';
  return bitsOf(before) === bitsOf(said) ? 'same' : refuse(assessmentRefusals, 'assessment-run-graded-otherwise', { run: said.run });
};

export const namedOnce: Rule<CommandNamed<'FreezeBottomRanking'>, RankingState> = ({ data: { candidates } }) => {
  // A city has tens of thousands of them.
  const met = new Set<string>();
  for (const { partyId } of candidates) {
    if (met.has(partyId)) return refuse(assessmentRefusals, 'assessment-ranking-names-twice', { partyId });
    met.add(partyId);
  }
  return undefined;
};

export const someHaveScores: Rule<CommandNamed<'FreezeBottomRanking'>, RankingState> = ({ data: { candidates, run } }) =>
  candidates.some(({ score }) => score !== null) ? undefined : refuse(assessmentRefusals, 'assessment-ranking-without-scores', { run });
