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
import { sentences } from './work-sentences.ts';

/** How far ahead the list looks unless it is told. */
const usualDays = 30;

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
