// What differs between two points of both times.
import type { ScopeKind } from '@yimu/domain/kernel';
import type { Planning } from '../tenancy/planning.ts';
import type { View } from '../tenancy/view.ts';
import type { BeliefRow } from './belief-rows.ts';
import type { Target } from './belief-sets.ts';
import { holdsAt, readBeliefs } from './beliefs.ts';
import type { Topic } from './topics/index.ts';
import type { Within } from './within.ts';

/** Two views of one caller, at the point from which and at the point to which is asked. */
export interface Between {
  readonly from: View;
  readonly to: View;
}

export interface DifferingRows {
  /** What holds at the first point and is not the same belief at the second. */
  readonly gone: readonly BeliefRow[];
  /** What holds at the second and is not the same belief at the first. */
  readonly come: readonly BeliefRow[];
}

interface Question {
  readonly topics: readonly Topic[];
  readonly target: Target;
  readonly kind: ScopeKind;
}

const readAtBoth = async ({ from, to }: Between, question: Question, planning: Planning): Promise<DifferingRows> => {
  const [gone, come] = await Promise.all([
    readBeliefs(from, { ...question, when: { not: to.point } }, planning),
    readBeliefs(to, { ...question, when: { not: from.point } }, planning),
  ]);
  return { gone, come };
};

const readAtOnce = async ({ from, to }: Between, question: Question, planning: Planning): Promise<DifferingRows> => {
  const rows = await readBeliefs(to, { ...question, when: { either: from.point } }, planning);
  return { gone: rows.filter(({ here }) => !here), come: rows.filter(({ here }) => here) };
};

/**
 * The beliefs about a target that hold at one of the points alone. Those that hold at both, which are most, are never fetched. What has a
 * place of its own is seen by that place whatever the point, so one look is enough; all else is asked about at each of the points.
 */
export const readDiffering = async (between: Between, question: Question, planning: Planning): Promise<DifferingRows> => {
  if (question.target.kind !== 'place') return readAtBoth(between, question, planning);
  const beside = question.topics.filter((topic) => topic.beside !== undefined);
  const placed = question.topics.filter((topic) => topic.beside === undefined);
  const [one, both] = await Promise.all([
    readAtOnce(between, { ...question, topics: placed }, planning),
    readAtBoth(between, { ...question, topics: beside }, planning),
  ]);
  return { gone: [...one.gone, ...both.gone], come: [...one.come, ...both.come] };
};

/** The codes of a jurisdiction and of all below it that exist at either point, in order. Who sees them does not depend on the point. */
export const readCodesWithin = async ({ from, to }: Between, inside: Within): Promise<readonly string[]> => {
  const rows = await to.read<{ code: string }>(
    ({ bind, at, within }) => `select distinct j.code from jurisdiction j
      where j.${inside.column} = ${bind(inside.code)} and (${at('j')} or ${holdsAt(from.point, 'j', { bind })}) and ${within('jurisdiction', 'j')}`,
  );
  return rows.map(({ code }) => code).toSorted();
};
