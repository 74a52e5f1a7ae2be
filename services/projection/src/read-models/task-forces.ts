import type { View } from '../tenancy/view.ts';

export interface TaskForceRow {
  readonly jurisdiction: string;
  readonly year: number;
  readonly office: string;
  readonly established_on: string;
  readonly reported_on: string | null;
  readonly revision: number;
}

/** The task force of a place and year; the rows are one or none. */
export const readTaskForce = (view: View, jurisdiction: string, year: number): Promise<TaskForceRow[]> =>
  view.read(
    ({ bind, at, within }) => `select t.jurisdiction, t.year, t.office, t.established_on::text as established_on,
        t.reported_on::text as reported_on, t.revision
      from task_force t where t.jurisdiction = ${bind(jurisdiction)} and t.year = ${bind(year)} and ${at('t')} and ${within('task_force', 't')}`,
  );

export interface MemberRow {
  readonly department: string;
  readonly section: string | null;
  readonly duty: string;
  readonly member_from: string;
  readonly member_until: string | null;
}

/** Who sits in it on the day, in the order in which they were appointed. */
export const readMembers = (view: View, jurisdiction: string, year: number): Promise<MemberRow[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select m.department, m.section, m.duty, m.member_from::text as member_from, m.member_until::text as member_until
      from task_force_member m where m.jurisdiction = ${bind(jurisdiction)} and m.year = ${bind(year)}
        and ${at('m')} and ${within('task_force_member', 'm')} order by m.place`,
  );
