// 评价专班 of a jurisdiction and year: which departments, and from which to which day.
import { addDays, type RecordedEvent } from '@yimu/domain/kernel';
import type { TaskForceEvent } from '@yimu/domain/taskforce/events';
import { evolveTaskForce, lastDayOf, noTaskForce, type TaskForceState } from '@yimu/domain/taskforce/state';
import { levelCodes } from '../engine/level-codes.ts';
import type { DatedProjection, DatedRow } from '../engine/projection.ts';

interface Standing {
  readonly place: Pick<TaskForceEvent['data'], 'jurisdiction' | 'year'> | null;
  readonly state: TaskForceState;
}

/** The roster, each member over its own days. */
export const taskForces: DatedProjection<Standing> = {
  name: 'task-forces',
  category: 'taskforce',
  tables: ['task_force', 'task_force_member'],
  initial: { place: null, state: noTaskForce },
  evolve: ({ state }, recorded: RecordedEvent) => {
    const event = recorded as unknown as TaskForceEvent;
    const { jurisdiction, year } = event.data;
    return { place: { jurisdiction, year }, state: evolveTaskForce(state, event) };
  },
  datedRows: ({ place, state }) => {
    if (place === null || state.kind === 'absent') return [];
    const of = { ...place, ...levelCodes(place.jurisdiction) };
    const { establishedOn, founding, reported, members } = state;
    const columns = { ...of, office: founding.office, established_on: establishedOn, reported_on: reported?.on ?? null };
    return [
      { table: 'task_force', key: 'task force', columns, from: establishedOn, to: null },
      ...members.flatMap((member, n): readonly DatedRow[] => {
        const { department, section, duty, from } = member;
        const last = lastDayOf(member);
        if (last !== null && last < from) return [];
        const seat = { department, section, duty, member_from: from, member_until: last };
        const row = { table: 'task_force_member', key: String(n), columns: { ...of, place: n, ...seat } };
        return [{ ...row, from, to: last === null ? null : addDays(last, 1) }];
      }),
    ];
  },
};
