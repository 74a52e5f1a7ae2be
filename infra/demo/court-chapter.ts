// Chapter eleven: what courts and regulators ask, one question after the other, each with its answer as a table.
import { figures, table } from '../import/table.ts';
import { chapter, none } from './chapter.ts';
import { caseNumber, days } from './court-cast.ts';
import { type Change, type ControlChanged, type Late, type PlannedByGrade, plannedGrades, type Ruled } from './court-questions.ts';
import { gradeName } from './grade-chapter.ts';
import { beijingTime, mu, roleName } from './wording.ts';

/** An answer as of today, and as it was known before two things were corrected. */
export interface NowAndThen<T> {
  readonly now: readonly T[];
  readonly before: readonly T[];
}

const nameOf = (party: { readonly name: string | null } | null | undefined): string => party?.name ?? none;

const controlRows = ({ now, before }: NowAndThen<ControlChanged>): readonly (readonly string[])[] =>
  now.flatMap(({ id, changedOn, company, control, landAuctions }) =>
    landAuctions.map(({ parcel, gradeThen, auctionOn, lot }) => [
      changedOn,
      nameOf(company),
      `${nameOf(control?.controllerBefore)} → ${nameOf(control?.controllerAfter)}`,
      nameOf(parcel),
      gradeThen === null ? none : gradeName(gradeThen.grade),
      auctionOn,
      lot?.auction?.caseNumber ?? none,
      before.some((each) => each.id === id) ? '已知' : '未知',
    ]),
  );

const controllersOf = (controllers: readonly (readonly { readonly name: string | null }[])[] | null): string =>
  controllers?.map((joint) => joint.map(nameOf).join('、')).join('；') ?? none;

const rulingRows = (known: string, lots: readonly Ruled[]): readonly (readonly string[])[] =>
  lots.flatMap(({ ruledOn, holdersOnRulingDay }) =>
    (holdersOnRulingDay ?? []).map(({ party, controllers }) => [known, ruledOn ?? none, nameOf(party), controllersOf(controllers)]),
  );

/** What is planned somewhere, with the word that says whose lists these are. */
export interface PlannedIn {
  readonly lists: string;
  readonly level: string;
  readonly byGrade: PlannedByGrade;
}

const plannedRows = ({ lists, level, byGrade }: PlannedIn): readonly (readonly (string | number)[])[] =>
  plannedGrades.flatMap((grade) =>
    byGrade[grade].map(({ jurisdiction: { name }, parcels, area }) => [
      lists,
      level,
      name,
      gradeName(grade),
      parcels,
      area === null ? none : mu(area.mu),
    ]),
  );

/** A value of a field in words: 是, 否, — where it is not known. */
export const said = (value: unknown): string => {
  if (value === null) return none;
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
const kinds = { APPEARED: '新增', CHANGED: '变更', ENDED: '终止' } as const;

/** What changed between two days. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly Change[];
}

/** One line for each field that changed; of what appeared or ended, one for each topic and document. */
const changeRows = ({ from, to, changes }: Span): readonly (readonly string[])[] => {
  const span = `${from} 至 ${to}`;
  const whole = Map.groupBy(
    changes.filter(({ kind }) => kind !== 'CHANGED'),
    ({ label, kind, event }) => [label, kinds[kind], event.document ?? none].join('\n'),
  );
  const rows = [...whole].map(([key, { length }]) => {
    const [label = none, kind = none, document = none] = key.split('\n');
    return [label, kind, none, none, `${length} 项`, document];
  });
  const fields = changes
    .filter(({ kind }) => kind === 'CHANGED')
    .flatMap(({ label, event, changes: of }) =>
      of.map((field) => [label, kinds.CHANGED, field.label, said(field.from), said(field.to), event.document ?? none]),
    );
  return [...rows, ...fields].map((row, n) => [n === 0 ? span : '', ...row]);
};

const lateNames: Readonly<Record<string, string>> = {
  UndeclaredEquityTransferReported: '发现未申报股权变更',
  EquityDateCorrected: '变更日期更正',
};
const lateRow = ({ type, effectiveOn, recordedAt, recordedLateBy, actor: { role, department } }: Late): readonly (string | number)[] => [
  lateNames[type] ?? type,
  effectiveOn,
  beijingTime(recordedAt),
  recordedLateBy ?? none,
  department ?? roleName(role),
];

export interface CourtChapter {
  readonly control: NowAndThen<ControlChanged>;
  readonly ruling: NowAndThen<Ruled>;
  readonly planned: readonly PlannedIn[];
  readonly followed: { readonly name: string; readonly spans: readonly Span[] };
  readonly late: { readonly days: number; readonly events: readonly Late[] };
}

/** 监管与法院: five questions. */
export const courtChapter = ({ control, ruling, planned, followed, late }: CourtChapter): string =>
  chapter(
    '十一、监管与法院（样例）',
    '样例数据，非真实：样例市、样例区及其地块、企业、法院、案号、文号均为演示所拟，与任何企业和案件无关；漕泾镇的清单为真实，其分类为样例。',
    `（一）拍卖前 24 个月内，哪些股权变更改变了 C、D 类地块用地主体的实际控制人？（拍卖日 ${days.auction}）`,
    table(['变更日期', '用地主体', '实际控制人', '地块', '变更时分类', '拍卖日', '案号', '更正之前'], controlRows(control)),
    `其中一起原记为 ${days.misdated}，早于 24 个月；更正为 ${days.inTruth} 之后才在其内，按更正之前所知查询则不列入。`,
    `（二）裁定之日，谁控制被处置地块的权利人？（${caseNumber}）`,
    table(['所知', '裁定日', '权利人', '实际控制人'], [...rulingRows('现在', ruling.now), ...rulingRows('更正之前', ruling.before)]),
    '（三）2025 年计划收储的土地，各区、各镇各类各有多少亩？',
    table(['清单', '层级', '辖区', '分类', figures('地块数'), figures('面积（亩）')], planned.flatMap(plannedRows)),
    `（四）${followed.name}在两个日期之间有何变化？`,
    table(['期间', '事项', '变动', '字段', '原', '新', '文号'], followed.spans.flatMap(changeRows)),
    `（五）哪些股权变更迟录超过 ${late.days} 天？`,
    table(['事项', '生效日期', '记载时间（北京）', figures('迟录天数'), '经办'], late.events.map(lateRow)),
  );
