// Chapter ten: one parcel from its form to its final class, and who sees what of it.
import { figures, table } from '../import/table.ts';
import { chapter, none } from './chapter.ts';
import { gradeName } from './grade-chapter.ts';
import type { PathEvent, Seen } from './path-questions.ts';
import { stepOf } from './path-wording.ts';
import { disclaimer } from './sample-figures.ts';
import { actorName, beijingTime, isRule, sourceName } from './wording.ts';

/** The office that acted, or the rule of the system. */
const officeName = ({ sub, role, department }: PathEvent['actor']): string =>
  department ?? actorName({ sub: isRule(sub) ? sub : null, role });

const stepRow = ({ type, effectiveOn, recordedAt, actor, sources, data }: PathEvent): readonly (readonly string[])[] => {
  const told = stepOf(type, data);
  if (told === undefined) return [];
  return [[effectiveOn, beijingTime(recordedAt), told.step, officeName(actor), told.result, sources.map(sourceName).join('；')]];
};

export interface Viewer {
  readonly name: string;
  readonly seen: Seen | null;
}

const explained = (lines: Seen['explain']): string => {
  if (lines === null) return none;
  const masked = lines.filter((line) => line.masked).length;
  return masked === 0 ? `${lines.length} 行` : `${lines.length} 行，其中 ${masked} 行不予显示`;
};

/** A class may be provisional again, after one that was decided. */
const stateName = (final: boolean, decision: Seen['decision']): string => {
  if (decision === null) return '暂定';
  return final ? `已审定 ${decision.document}` : `暂定（此前审定 ${gradeName(decision.grade)}）`;
};

const viewerRow = ({ name, seen }: Viewer): readonly string[] => {
  if (seen === null) return [name, '无此结果', none, none, none, none];
  const { grade, final, decision, rankedOf, detail, explain } = seen;
  return [
    name,
    gradeName(grade),
    stateName(final, decision),
    detail.score ?? none,
    detail.rank === null ? none : `${detail.rank}/${rankedOf ?? none}`,
    explained(explain),
  ];
};

export interface PathChapter {
  readonly name: string;
  readonly events: readonly PathEvent[];
  readonly viewers: readonly Viewer[];
}

/** 一宗地的一年: the steps in the order in which they were recorded, then what each viewer is told of the result. */
export const pathChapter = ({ name, events, viewers }: PathChapter): string =>
  chapter(
    `十、一宗地的一年（${name}，样例）`,
    `${disclaimer}；表单、清单、意见、审定及文号均为演示，未经任何部门作出。`,
    table(['日期', '记载时间（北京）', '环节', '经办', '结果', '来源'], events.flatMap(stepRow)),
    '各查询身份所见的评价结果：',
    table(['查询身份', '分类', '状态', figures('综合得分'), figures('组内名次'), '定级说明'], viewers.map(viewerRow)),
  );
