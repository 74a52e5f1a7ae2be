// How the steps of an evaluation are called, and what came of each.
import { assessmentEvents } from '@yimu/domain/assessment/events';
import { classListEvents } from '@yimu/domain/classlist/events';
import { submissionEvents } from '@yimu/domain/submission/events';
import type { z } from 'zod';
import { none } from './chapter.ts';
import { gradeName } from './grade-chapter.ts';
import { sampleStandard } from './sample-figures.ts';

const forms = { 'self-assessment': '用地主体自评表', 'enterprise-information': '企业信息采集表', survey: '实地调查表' } as const;
const verdicts = { passed: '通过', returned: '退回' } as const;
const opinions = { agree: '同意', remarks: '有修改意见', object: '不同意' } as const;

const quantityName = (code: string): string => sampleStandard.quantities.find((each) => each.code === code)?.name.zh ?? code;

/** A 2 宗、B 3 宗: classes in which nothing stands are left out. */
const totalsText = ({ none: without, ...classes }: Readonly<Record<string, number>>): string =>
  [...Object.entries(classes), ['未分类', without ?? 0] as const].flatMap(([name, n]) => (n === 0 ? [] : [`${name} ${n} 宗`])).join('、');

interface Listed {
  readonly edition: number;
  readonly parcels: number;
  readonly totals: Readonly<Record<string, number>>;
}
const listText = ({ edition, parcels, totals }: Listed): string => `第 ${edition} 稿，${parcels} 宗：${totalsText(totals)}`;

/** What came of an event, told from its data. */
const telling =
  <S extends z.ZodType>(step: string, { data: shape }: { readonly data: S }, tell: (data: z.output<S>) => string) =>
  (data: unknown) => ({ step, result: tell(shape.parse(data)) });

/** By type of event; what is not here belongs to the details of a step. */
const steps: Readonly<Record<string, (data: unknown) => { readonly step: string; readonly result: string }>> = {
  HealthCheckOpened: telling('体检表下发', submissionEvents.HealthCheckOpened, () => '一地一表'),
  FormSubmitted: telling('表单填报', submissionEvents.FormSubmitted, ({ form }) => `${forms[form]}，已提交`),
  FormReturned: telling('表单退回', submissionEvents.FormReturned, ({ form, reason }) => `${forms[form]}：${reason}`),
  FormConfirmed: telling('表单确认', submissionEvents.FormConfirmed, ({ form }) => `${forms[form]}，已确认`),
  FiguresSupplied: telling('部门供数', submissionEvents.FiguresSupplied, ({ period, figures: { length } }) => {
    return `${period} 年数据 ${length} 项`;
  }),
  FigureCorrected: telling('数据更正', submissionEvents.FigureCorrected, ({ quantity, reason }) => `${quantityName(quantity)}：${reason}`),
  ParcelGraded: telling('评分定级', assessmentEvents.ParcelGraded, ({ grade, score, rank, of }) => {
    return `${gradeName(grade)}（暂定），综合得分 ${score ?? none}，组内 ${rank ?? none}/${of ?? none}`;
  }),
  TownListSubmitted: telling('街镇提交清单', classListEvents.TownListSubmitted, listText),
  LineReviewed: telling('条线审核把关', classListEvents.LineReviewed, ({ verdict }) => verdicts[verdict]),
  ClassListSubmitted: telling('区专班提交四类清单', classListEvents.ClassListSubmitted, listText),
  CityOpinionGiven: telling('市级联合研判', classListEvents.CityOpinionGiven, ({ verdict }) => opinions[verdict]),
  ClassListDecided: telling('审定', classListEvents.ClassListDecided, ({ parcels, objectionsUntil }) => {
    return `${parcels} 宗，异议截止 ${objectionsUntil}`;
  }),
  GradeFinalised: telling('最终分类生效', assessmentEvents.GradeFinalised, ({ grade }) => gradeName(grade)),
  ClassListPublished: telling('清单公布', classListEvents.ClassListPublished, ({ classes }) => {
    return classes.map(({ grade, parcels }) => `${grade} ${parcels} 宗`).join('、');
  }),
};

/** The step that an event is and what came of it; undefined for what is no step of its own. */
export const stepOf = (type: string, data: unknown): { readonly step: string; readonly result: string } | undefined => steps[type]?.(data);
