// What follows from a grade (两个导向、高进低退): each policy over the days on which it says so.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { PolicyEvent } from '@yimu/domain/policy/events';
import { policyOn } from '@yimu/domain/policy/read';
import { absent, evolve, type PolicyState } from '@yimu/domain/policy/state';
import { piecewise } from '../engine/dated.ts';
import { levelCodes } from '../engine/level-codes.ts';
import type { DatedProjection } from '../engine/projection.ts';

/** Policies in force; a policy that ended has no row from that day on. */
export const policies: DatedProjection<PolicyState> = {
  name: 'policies',
  category: 'policy',
  tables: ['policy'],
  initial: absent,
  evolve: (state, recorded: RecordedEvent) => evolve(state, recorded as unknown as PolicyEvent),
  datedRows: (state) => {
    if (state.kind === 'absent') return [];
    return piecewise([...state.contents.map(({ from }) => from), state.ended?.on], (day) => {
      const policy = policyOn(state, day);
      if (policy === undefined) return [];
      const { jurisdiction, code, department, name, basis, grades, effect, details } = policy;
      const columns = { jurisdiction, code, department, name, document: basis.document, clause: basis.clause };
      const content = { ...columns, grades: JSON.stringify(grades), effect, details, ...levelCodes(jurisdiction) };
      return [{ table: 'policy', key: 'policy', columns: content }];
    });
  },
};
