// What follows from a grade.
import { jurisdictionCode, withAllAbove } from '@yimu/domain/kernel';
import { type PolicyRow, readPolicies } from '../read-models/policies.ts';
import { checked } from './arguments.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { listOf, upper } from './naming.ts';
import { type Pointed, together } from './together.ts';

const policy = (row: PolicyRow) => ({ ...row, grades: listOf<string>(row.grades), effect: upper(row.effect) });

/** Root fields about policies. */
export const policyQueries = {
  policies: async (
    _: unknown,
    args: { readonly jurisdiction: string; readonly grade?: string | null; readonly department?: string | null } & TimeArguments,
    operation: Operation,
  ) => {
    const view = viewAt(operation, pointOf(operation, args));
    const jurisdictions = withAllAbove(checked('jurisdiction', jurisdictionCode, args.jurisdiction));
    const filter = { jurisdictions, grade: args.grade ?? undefined, department: args.department ?? undefined };
    return (await readPolicies(view, filter)).map(policy);
  },
};

interface Graded extends Pointed {
  readonly row: { readonly cycle_jurisdiction: string; readonly list_jurisdiction: string | null; readonly final_grade: string | null };
}

/** What follows from the decided grade of a result, by the policies of the district that decided and all above it. */
export const assessmentPolicies = together(async (view, assessments: readonly Graded[]) => {
  const of = assessments.map(({ row }) => withAllAbove(row.list_jurisdiction ?? row.cycle_jurisdiction));
  const rows = await readPolicies(view, { jurisdictions: [...new Set(of.flat())] });
  const known = rows.map(policy);
  return assessments.map(({ row: { final_grade: grade } }, n) =>
    known.filter(({ jurisdiction, grades }) => grade !== null && grades.includes(grade) && of[n]?.includes(jurisdiction) === true),
  );
});
