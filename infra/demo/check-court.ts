// What the answers of chapter eleven must be: worked out by hand from the sample story, and from 漕府〔2024〕11号 where real lists are asked.
import { Sentence } from '../local/sentence.ts';
import { type CourtChapter, type NowAndThen, type PlannedIn, said } from './court-chapter.ts';
import type { ControlChanged, Ruled } from './court-questions.ts';
import { plannedGrades } from './court-questions.ts';

const controlOf = (transfers: readonly ControlChanged[]): string =>
  transfers
    .map(({ changedOn, control, landAuctions }) => {
      const of = landAuctions.map(({ parcel, gradeThen, auctionOn }) => `${parcel?.name ?? '无'} ${gradeThen?.grade ?? '无'} ${auctionOn}`);
      return `${changedOn} ${control?.controllerAfter?.name ?? '无'} ${of.join('、')}`;
    })
    .toSorted()
    .join('；');

const rulingOf = (lots: readonly Ruled[]): string =>
  lots
    .flatMap(({ ruledOn, holdersOnRulingDay }) =>
      (holdersOnRulingDay ?? []).map(({ party, controllers }) => {
        return `${ruledOn ?? '无'} ${party.name ?? '无'} ${
          controllers
            ?.flat()
            .map(({ name }) => name ?? '无')
            .join('、') ?? '无'
        }`;
      }),
    )
    .join('；');

const plannedOf = ({ byGrade }: PlannedIn): string =>
  plannedGrades
    .flatMap((grade) =>
      byGrade[grade].map(({ jurisdiction, parcels, area }) => `${grade} ${jurisdiction.name} ${parcels} ${area?.mu ?? '无'}`),
    )
    .join('；');

const changesOf = ({ followed: { spans } }: CourtChapter): readonly string[] =>
  spans.map(({ changes }) =>
    changes
      .flatMap(({ label, kind, event, changes: fields }) => {
        const document = event.document ?? '无';
        if (kind !== 'CHANGED') return [`${label} ${document}`];
        return fields.map((field) => `${field.label} ${said(field.from)}→${said(field.to)} ${document}`);
      })
      .toSorted()
      .join('；'),
  );

const both = <T>(name: string, of: (answer: readonly T[]) => string, { now, before }: NowAndThen<T>, expected: readonly [string, string]) =>
  [
    [name, expected[0], of(now)],
    [`${name}（更正之前）`, expected[1], of(before)],
  ] as const;

const inTime = '2024-06-01 样例集团有限公司 样例一号地块 D 2025-03-20';
const misdated = '2023-04-10 样例新主有限公司 样例一号地块 D 2025-03-20';
const [list, decided] = ['漕府〔2024〕11号', '样例〔2024〕1号（非真实）'];

/** As planned in the districts and then the towns of both cities. */
const planned = [
  'B 金山区 1 30.62',
  'B 漕泾镇 1 30.62',
  'C 样例区 1 20.00；D 样例区 2 20.00',
  'C 样例甲镇 1 20.00；D 样例甲镇 1 12.00；D 样例乙镇 1 8.00',
] as const;

/** Of the parcel whose lists disagree: what its lists brought, and what the sample decision did. */
const changed = [
  ['地块', '面积（分来源）', '面积（分来源）', '用地主体', '处置计划', '处置计划', '待核实事项']
    .map((label) => `${label} ${list}`)
    .toSorted()
    .join('；'),
  [`审定文号 —→${decided} ${decided}`, `审定日期 —→2024-12-10 ${decided}`, `审定类别 —→B ${decided}`, `已审定 否→是 ${decided}`]
    .toSorted()
    .join('；'),
] as const;

/** How many recordings came late: three changes and a correction. */
const lateOnes = 4;

/**
 * Compares the answers with what they have to be.
 * @returns how many agree; throws a Sentence naming those that do not
 */
export const checkCourt = (asked: CourtChapter): number => {
  const { control, ruling, late } = asked;
  const points = [
    ...both('实际控制人变更', controlOf, control, [`${misdated}；${inTime}`, inTime]),
    ...both('裁定之日实际控制人', rulingOf, ruling, [
      '2025-04-10 样例一厂有限公司 样例收购有限公司',
      '2025-04-10 样例一厂有限公司 样例集团有限公司',
    ]),
    ...planned.map((expected, n) => ['计划收储', expected, asked.planned[n] === undefined ? '无' : plannedOf(asked.planned[n])] as const),
    ...changesOf(asked).map((actual, n) => ['两日之间的变化', changed[n] ?? '无', actual] as const),
    ['迟录', `${lateOnes} 条`, `${late.events.filter(({ recordedLateBy }) => (recordedLateBy ?? 0) > late.days).length} 条`],
  ] as const;
  const faults = points.flatMap(([name, expected, actual]) => (expected === actual ? [] : [`${name}应为 ${expected}，实为 ${actual}`]));
  if (faults.length > 0) throw new Sentence(`监管与法院核对不符：${faults.join('。')}。`);
  return points.length;
};
