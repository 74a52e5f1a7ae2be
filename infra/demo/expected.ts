// What the tables of 漕府〔2024〕11号 say, added up by hand from the document: what the demo's answers are checked against.
import { tidyName } from '../import/normalise.ts';
import { Sentence } from '../local/sentence.ts';
import type { Answers } from './questions.ts';
import { mu, spreadOf } from './wording.ts';

/** Figures by name. */
type Figures = Readonly<Record<string, string>>;

/** 辖区总览, the same for the town, its district and the city. */
const parcels: Figures = {
  地块数: '8',
  '面积（亩）': '287.97',
  '面积（m²）': '191980.00',
  '浮动（亩）': '0.03',
  面积冲突: '1',
  待核实: '2',
};
const nothing: Figures = Object.fromEntries(Object.keys(parcels).map((name) => [name, '无']));

/** Everything else the town is told. */
const lists: Figures = {
  目标项数: '24',
  '2024 年腾退低效用地': '80.00 STRETCH 0',
  '2025 年腾退低效用地': '11.77 STRETCH 0',
  '2026 年腾退低效用地': '43.74 STRETCH 0',
  '2024 年提升低效用地': '76.07 STRETCH 0',
  '2025 年提升低效用地': '17.96 ASSURED 0.04',
  '2026 年提升低效用地': '30.59 STRETCH 0',
  面积冲突: '上海古岛时装有限公司地块 30.62/30.59',
  待核实事项:
    '上海古岛时装有限公司地块：盘活·收储 2025、提升·亩均税收提升 2026；上海普利滋纺织染整有限公司地块：盘活·合作开发 2025、腾退·腾退 2026',
};

const overviewFigures = ({ own }: Answers): Figures => {
  const sum = own?.parcels ?? null;
  if (own === null || sum === null) return nothing;
  return {
    地块数: String(sum.count),
    '面积（亩）': sum.area?.mu ?? '无',
    '面积（m²）': sum.area?.m2 ?? '无',
    '浮动（亩）': spreadOf(sum) ?? '0',
    面积冲突: String(sum.openConflicts),
    待核实: String(own.openFindings),
  };
};

const listFigures = ({ targets, parcels: { nodes }, findings }: Answers): Figures => {
  const planned = targets.flatMap(({ indicator, year, planned: sum }) =>
    sum === null ? [] : [[`${year} 年${indicator}`, `${mu(sum.value)} ${sum.tierReached} ${sum.gaps.stretch}`]],
  );
  const conflicts = nodes
    .filter(({ areaConflict }) => areaConflict === 'OPEN')
    .map(({ name, areas }) => `${tidyName(name)} ${areas.map(({ value }) => value).join('/')}`);
  const open = findings.nodes.map(({ subjectId, detail }) => {
    const subject = tidyName(nodes.find(({ id }) => id === subjectId)?.name ?? '');
    return `${subject}：${detail.flatMap(({ value }) => (value.includes('·') ? value : [])).join('、')}`;
  });
  return {
    目标项数: String(targets.length),
    ...Object.fromEntries(planned),
    面积冲突: conflicts.join('；'),
    待核实事项: open.toSorted().join('；'),
  };
};

const differences = (whose: string, expected: Figures, actual: Figures): readonly string[] =>
  Object.entries(expected)
    .filter(([name, figure]) => actual[name] !== figure)
    .map(([name, figure]) => `${whose}${name}应为 ${figure}，实为 ${actual[name] ?? '无'}`);

export interface Checked {
  readonly name: string;
  readonly answers: Answers;
  readonly expected: 'all' | 'nothing';
}

/** Compares answers as of the day of the document with the document. Returns how many figures agree; throws a Sentence naming those that do not. */
export const checkFigures = (checked: readonly Checked[]): number => {
  const faults = checked.flatMap(({ name, answers, expected }) => {
    const overview = differences(name, expected === 'all' ? parcels : nothing, overviewFigures(answers));
    const others = expected === 'all' ? lists : { 目标项数: '0', 面积冲突: '', 待核实事项: '' };
    return [...overview, ...differences(name, others, listFigures(answers))];
  });
  if (faults.length > 0) throw new Sentence(`核对不符：${faults.join('；')}。`);
  return checked.reduce(
    (count, { expected }) => count + Object.keys(parcels).length + (expected === 'all' ? Object.keys(lists).length : 3),
    0,
  );
};
