// Who grades: the task force of a place and year, and the technical units that work for it.
import { jurisdictionCode } from '@yimu/domain/kernel';
import { readMandates } from '../read-models/mandates.ts';
import { readMembers, readTaskForce } from '../read-models/task-forces.ts';
import { withinOf } from '../read-models/within.ts';
import { checked } from './arguments.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { listOf, lower, upper } from './naming.ts';

/** Root fields about those who grade. */
export const taskForceQueries = {
  taskForce: async (_: unknown, args: { readonly jurisdiction: string; readonly year: number } & TimeArguments, operation: Operation) => {
    const view = viewAt(operation, pointOf(operation, args));
    const code = checked('jurisdiction', jurisdictionCode, args.jurisdiction);
    const [row] = await readTaskForce(view, code, args.year);
    if (row === undefined) return null;
    const { jurisdiction, year, office, established_on: establishedOn, reported_on: reportedOn, revision } = row;
    const members = (await readMembers(view, code, args.year)).map(
      ({ department, section, duty, member_from: from, member_until: until }) => {
        return { department, section, duty: upper(duty), from, until };
      },
    );
    return { jurisdiction, year, office, establishedOn, reportedOn, members, revision };
  },

  mandates: async (
    _: unknown,
    args: { readonly jurisdiction?: string | null; readonly status?: string | null } & TimeArguments,
    operation: Operation,
  ) => {
    const view = viewAt(operation, pointOf(operation, args));
    const within = args.jurisdiction == null ? undefined : withinOf(checked('jurisdiction', jurisdictionCode, args.jurisdiction));
    return (await readMandates(view, { within, status: lower(args.status) })).map((row) => ({
      id: row.mandate_id,
      unit: row.unit,
      uscc: row.uscc,
      jurisdiction: row.jurisdiction,
      tasks: listOf<string>(row.tasks).map(upper),
      from: row.mandate_from,
      until: row.mandate_until,
      status: upper(row.status),
      revokedOn: row.revoked_on,
      revokeReason: row.revoke_reason,
      revision: row.revision,
    }));
  },
};
