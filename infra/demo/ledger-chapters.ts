// Chapters five to eight: conflicts, findings, one parcel's trail, and the ledger as of a day.
import { tidyName } from '../import/normalise.ts';
import { figures, table } from '../import/table.ts';
import { chapter, none } from './chapter.ts';
import type { Answers, Finding, Parcel, TrailEvent } from './questions.ts';
import { actorName, beijingTime, eventName, mu, sourceName } from './wording.ts';

/** 面积冲突: every figure of the parcels whose sources disagree. */
export const conflictChapter = (parcels: readonly Parcel[]): string => {
  const open = parcels.filter(({ areaConflict }) => areaConflict === 'OPEN');
  return chapter(
    `五、面积冲突（${open.length} 宗）`,
    table(
      ['地块', '来源', figures('面积（亩）'), '取数'],
      open.flatMap(({ name, areas }) =>
        areas.map(({ value, counted, document, annex, row }) => [
          tidyName(name),
          sourceName({ number: document ?? none, annex, row }),
          mu(value),
          counted ? '计入' : '不计入',
        ]),
      ),
    ),
  );
};

/** A line of a finding without the 文号 that all lines share. */
const placeInDocument = (label: string): string => label.replace(/^\S+〔\d+〕\d+号\s*/u, '');

/** 待核实事项: what a rule noticed, with everything a person needs to judge it. */
export const findingChapter = (findings: readonly Finding[], parcels: readonly Parcel[]): string =>
  chapter(
    `六、待核实事项（${findings.length} 项）`,
    table(
      [figures('序号'), '事项', '地块', '依据', '内容', '立项'],
      findings.flatMap(({ titleZh, subjectId, openedOn, detail }, i) =>
        detail.map(({ labelZh, value }, line) => [
          ...(line === 0 ? [i + 1, titleZh, tidyName(parcels.find(({ id }) => id === subjectId)?.name ?? none)] : ['', '', '']),
          placeInDocument(labelZh),
          value,
          line === 0 ? openedOn : '',
        ]),
      ),
    ),
  );

/** 变更轨迹 of one parcel. */
export const trailChapter = (name: string, events: readonly TrailEvent[]): string =>
  chapter(
    `七、变更轨迹（${tidyName(name)}）`,
    table(
      ['记载时间（北京）', '生效日期', '事项', '经办', '来源'],
      events.map(({ recordedAt, effectiveOn, type, actor, sources }) => [
        beijingTime(recordedAt),
        effectiveOn,
        eventName(type),
        actorName(actor),
        sources.map(sourceName).join('；'),
      ]),
    ),
  );

/** 时点查询: the same question as of several days. */
export const asOfChapter = (name: string, days: readonly { readonly asOf: string; readonly answers: Answers }[]): string =>
  chapter(
    `八、时点查询（${name}）`,
    table(
      ['截至', '录入', figures('地块数'), figures('面积（亩）'), figures('目标项数'), figures('面积冲突'), figures('待核实')],
      days.map(({ asOf, answers: { own, targets, findings } }) => [
        asOf,
        own?.label ?? none,
        own?.parcels?.count ?? none,
        own?.parcels?.area == null ? none : mu(own.parcels.area.mu),
        targets.length || none,
        own?.parcels?.openConflicts ?? none,
        findings.nodes.length || none,
      ]),
    ),
  );
