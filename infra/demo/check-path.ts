// What the way of a parcel must have come to: the demo does not end well otherwise.
import { Sentence } from '../local/sentence.ts';
import type { PathEvent, Seen } from './path-questions.ts';

/** Every step once, in the order of 松规划资源〔2023〕123号. */
const order = [
  'HealthCheckOpened',
  'FormSubmitted',
  'FormConfirmed',
  'FiguresSupplied',
  'ParcelGraded',
  'TownListSubmitted',
  'LineReviewed',
  'ClassListSubmitted',
  'CityOpinionGiven',
  'ClassListDecided',
  'GradeFinalised',
  'ClassListPublished',
];

export interface Walked {
  readonly events: readonly PathEvent[];
  readonly town: Seen | null;
  readonly taskForce: Seen | null;
  readonly enterprise: { readonly before: Seen | null; readonly after: Seen | null };
}

/** What was decided of it, whatever was found since: a run that somebody started after the decision is provisional again. */
const said = (seen: Seen | null): string => {
  if (seen === null) return '无';
  return seen.decision === null ? '暂定' : `${seen.decision.grade ?? '未分类'} 已审定`;
};

/**
 * Compares where the parcel came with where it has to come: all steps taken, the class decided, and told to the enterprise only since.
 * @returns how many points agree; throws a Sentence naming those that do not
 */
export const checkPath = ({ events, town, taskForce, enterprise: { before, after } }: Walked): number => {
  const taken = [...new Set(events.map(({ type }) => type))].filter((type) => order.includes(type));
  const final = `${taskForce?.decision?.grade ?? '未分类'} 已审定`;
  const points = [
    ['流程环节', order.join('、'), taken.join('、')],
    ['区专班所见', final, said(taskForce)],
    ['镇所见', final, said(town)],
    ['企业审定前所见', '无', said(before)],
    ['企业审定后所见', final, said(after)],
    ['企业所见定级说明中不予显示的行', '0', String(after?.explain?.filter(({ masked }) => masked).length ?? '无')],
  ] as const;
  const faults = points.flatMap(([name, expected, actual]) => (expected === actual ? [] : [`${name}应为 ${expected}，实为 ${actual}`]));
  if (faults.length > 0) throw new Sentence(`样例流程核对不符：${faults.join('；')}。`);
  return points.length;
};
