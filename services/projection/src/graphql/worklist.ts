// 待办: what is to be done, in one sentence each.
import { addDays, effectiveDate, isWithin, jurisdictionCode, levelOf, withAllAbove } from '@yimu/domain/kernel';
import { readCycles } from '../read-models/cycles.ts';
import { type Owed, readOwed } from '../read-models/owed.ts';
import { withinOf } from '../read-models/within.ts';
import { readWorklist, type WorkKind, type WorkRow } from '../read-models/worklist.ts';
import type { View } from '../tenancy/view.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { lower, upper } from './naming.ts';

/** How far ahead the list looks unless it is told. */
const usualDays = 30;

type Said = WorkRow['said'];
interface Sentence {
  readonly zh: string;
  readonly en: string;
}

const nodes: Readonly<Record<string, string>> = {
  'construction-start': '开工',
  completion: '竣工',
  'production-start': '投产',
  'full-production': '达产',
};

const sentences: Readonly<Record<WorkKind, (said: Said) => Sentence>> = {
  forms: ({ cycle, checks }) => ({
    zh: `${cycle}评价周期：${checks}份体检表尚未填齐。`,
    en: `Cycle ${cycle}: forms of ${checks} health checks are missing.`,
  }),
  figures: ({ department, cycle, checks }) => ({
    zh: `${cycle}评价周期：${department}尚有${checks}份体检表的数据未提供。`,
    en: `Cycle ${cycle}: ${department} owes figures of ${checks} health checks.`,
  }),
  milestone: ({ number, node }) => ({
    zh: `合同${number}约定的${nodes[String(node)] ?? node}节点尚未完成。`,
    en: `Contract ${number}: the node ${node} is not achieved.`,
  }),
  'equity-consent': ({ filedOn }) => ({
    zh: `${filedOn}申报的股权变更，待出让人答复是否同意。`,
    en: `The grantor has not answered on the change of equity filed on ${filedOn}.`,
  }),
  'objection-window': ({ document }) => ({
    zh: `${document}审定结果处于异议期。`,
    en: `Objections to the decision ${document} are taken.`,
  }),
  'objection-decision': ({ lodgedOn }) => ({
    zh: `${lodgedOn}提出的异议待处理。`,
    en: `The objection lodged on ${lodgedOn} is to be decided.`,
  }),
  'line-review': ({ department, edition, parcels }) => ({
    zh: `第${edition}稿清单（${parcels}个地块）待${department}按条线审核。`,
    en: `Edition ${edition} of the list (${parcels} parcels) awaits the review of ${department}.`,
  }),
  'city-opinion': ({ edition, parcels }) => ({
    zh: `第${edition}稿四类清单（${parcels}个地块）待市级联合研判。`,
    en: `Edition ${edition} of the four-class list (${parcels} parcels) awaits the joint review of the city.`,
  }),
  'class-list-decision': ({ edition, parcels, opinions }) => ({
    zh: `第${edition}稿四类清单（${parcels}个地块）已有${opinions}个部门提出意见，待审定。`,
    en: `Edition ${edition} of the four-class list (${parcels} parcels) has ${opinions} opinions and awaits the decision.`,
  }),
  'seizure-expiring': ({ parcel, court, caseNumber }) => ({
    zh: `${parcel}：${court}${caseNumber}查封将到期。`,
    en: `${parcel}: the seizure by ${court}, ${caseNumber}, is about to end.`,
  }),
};

const item = ({ kind, due_on: dueOn, subject: subjectId, said }: WorkRow, asOf: string) => {
  const { department = null } = said;
  return { kind: upper(kind), dueOn, overdue: dueOn !== null && dueOn < asOf, subjectId, department, ...sentences[kind](said) };
};

/**
 * What is owed in the cycles that hold in a place and take figures. A city has the cycles of all its districts: it asks for their
 * completeness, one by one.
 */
const owedIn = async (view: View, code: string, places: readonly string[]): Promise<ReadonlyMap<string, Owed>> => {
  const owed = new Map<string, Owed>();
  if (levelOf(code) === 'city') return owed;
  const cycles = await readCycles(view, {});
  const open = cycles.filter(({ status, cycle_jurisdiction: of }) => status !== 'frozen' && (places.includes(of) || isWithin(of, code)));
  for (const { cycle } of open) {
    const found = await readOwed(view, cycle);
    if (found !== undefined) owed.set(cycle, found);
  }
  return owed;
};

const ofHealthChecks: readonly WorkKind[] = ['forms', 'figures'];

interface WorklistArguments extends PageArguments {
  readonly jurisdiction: string;
  readonly until?: string | null;
  readonly kinds?: readonly string[] | null;
  readonly department?: string | null;
}

/** The root field. */
export const worklistQueries = {
  worklist: async (_: unknown, args: WorklistArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const code = checked('jurisdiction', jurisdictionCode, args.jurisdiction);
    const view = viewAt(operation, point);
    const places = withAllAbove(code);
    const kinds = args.kinds?.map((kind) => lower(kind) as WorkKind);
    const asksForChecks = kinds?.some((kind) => ofHealthChecks.includes(kind)) !== false;
    const filter = {
      within: withinOf(code),
      places,
      owed: asksForChecks ? await owedIn(view, code, places) : new Map<string, Owed>(),
      until: args.until ?? addDays(checked('asOf', effectiveDate, point.asOf), usualDays),
      kinds,
      department: args.department ?? undefined,
    };
    return connect(
      args,
      cursorsOf(operation.cursorKey, [
        'worklist',
        operation.actor.scope,
        { ...filter, owed: [...filter.owed.keys()] },
        args.asOf,
        args.knownAt,
      ]),
      (limit, after) => readWorklist(view, filter, { limit, after }),
      (row) => ({ sort: row.sort, id: row.id }),
      (row) => item(row, point.asOf),
    );
  },
};
