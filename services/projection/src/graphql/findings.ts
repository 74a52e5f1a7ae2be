// What rules found and a person has to look at (待核实).
import { jurisdictionCode } from '@yimu/domain/kernel';
import { type FindingFilter, readFindings } from '../read-models/findings.ts';
import { withinOf } from '../read-models/within.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import * as present from './present.ts';
import { daysOf, type GivenDates } from './ranges.ts';
import { uuid } from './uuid.ts';

interface GivenFilter {
  readonly status?: string | null;
  readonly rule?: string | null;
  readonly rules?: readonly string[] | null;
  readonly subject?: string | null;
  readonly jurisdiction?: string | null;
  readonly opened?: GivenDates | null;
}

const filterOf = ({ status, rule, rules, subject, jurisdiction, opened }: GivenFilter): FindingFilter => ({
  status: status?.toLowerCase(),
  rule: rule ?? undefined,
  rules: rules ?? undefined,
  subjectIds: subject == null ? undefined : [checked('filter.subject', uuid, subject)],
  within: jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, jurisdiction)),
  opened: daysOf(opened),
});

/** Root fields about findings. */
export const findingQueries = {
  findings: async (_: unknown, args: PageArguments & { filter?: GivenFilter | null }, operation: Operation) => {
    const view = viewAt(operation, pointOf(operation, args));
    const filter = filterOf(args.filter ?? {});
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['findings', operation.actor.scope, args.filter, args.asOf, args.knownAt]),
      (limit, after) => readFindings(view, filter, { limit, after }),
      (row) => ({ sort: row.opened_on, id: row.finding_id }),
      present.finding,
    );
  },
};
