// Chapter nine: the classes of the listed parcels under a sample standard, and why one of them stands where it stands.
import { figures, table } from '../import/table.ts';
import { chapter, none } from './chapter.ts';
import type { Explained, Graded } from './grade-questions.ts';
import { disclaimer, sampleStandard } from './sample-figures.ts';

const grades = { A: 'A 鼓励支持', B: 'B 保留提升', C: 'C 观察整改', D: 'D 整治退出', T: 'T 不评价' } as const;
/** A class with its word, A 鼓励支持. */
export const gradeName = (grade: Graded['grade']): string => (grade === null ? none : grades[grade]);

const abouts: Readonly<Record<string, string>> = {
  INPUT: '提供的数据',
  DETERMINATION: '判定',
  INDICATOR: '指标值',
  POINTS: '得分',
  EXTRA: '加减分',
  LACKING: '缺少的数据',
  SCORE: '综合得分',
  RANK: '排名',
  GRADE: '分类',
};

const cohortName = (code: string | null): string => sampleStandard.cohorts.find((each) => each.code === code)?.name.zh ?? none;

/** By cohort, the best first. */
const inOrder = (left: Graded, right: Graded): number =>
  (left.cohort ?? '').localeCompare(right.cohort ?? '') || (left.detail.rank ?? 0) - (right.detail.rank ?? 0);

const linesOf = ({ explain }: Explained): readonly (readonly string[])[] =>
  (explain ?? []).map(({ about, zh }, n, all) => [about === all[n - 1]?.about ? '' : (abouts[about] ?? about), zh]);

const hiddenFrom = ({ explain }: Explained): string =>
  explain === null ? '定级说明不予显示' : `${explain.filter(({ masked }) => masked).length} 行含涉税、统计数据，不予显示`;

export interface GradeChapter {
  /** Names of the parcels by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly results: readonly Graded[];
  /** The parcel that is explained, as the task force sees it and as the town does. */
  readonly explained: { readonly id: string; readonly taskForce: Explained; readonly town: Explained };
}

/** 定级说明: all results, one of them line by line, and what of it is not shown to the town. */
export const gradeChapter = ({ names, results, explained: { id, taskForce, town } }: GradeChapter): string => {
  const name = names.get(id) ?? none;
  return chapter(
    `九、定级说明（${results.length} 宗，样例）`,
    `${disclaimer}。适用${sampleStandard.title.zh}，不是金山区的标准。`,
    table(
      ['地块', '分组', figures('综合得分'), figures('组内名次'), '分类'],
      results
        .toSorted(inOrder)
        .map(({ parcelId, cohort, rankedOf, grade, detail: { score, rank } }) => [
          names.get(parcelId) ?? none,
          cohortName(cohort),
          score ?? none,
          rank === null ? none : `${rank}/${rankedOf ?? none}`,
          gradeName(grade),
        ]),
    ),
    `${name}为何列为${gradeName(taskForce.grade)}（区专班所见，${taskForce.explain?.length ?? 0} 行）：`,
    table(['环节', '说明'], linesOf(taskForce)),
    `以镇经办令牌查询同一宗：分类 ${gradeName(town.grade)}，${hiddenFrom(town)}。`,
  );
};
