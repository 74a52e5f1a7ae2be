// What stands against a decision on an objection outside of its own stream.
import { type Rejection, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { objectionRefusals } from './rules.ts';
import type { ObjectionState } from './state.ts';

export interface Deciding {
  readonly outcome: CommandNamed<'DecideObjection'>['data']['outcome'];
  /** Whether who decides stands for a town, not for its district: the list that is contested is made of lists of towns. */
  readonly isOfTown: boolean;
  /** The last edition of the district's list that was decided. */
  readonly decided: number;
}

/** Why a pending objection is not decided so; nothing of one that is decided already, so that a request sent again finds its answer. */
export const undecidable = (state: ObjectionState, { outcome, isOfTown, decided }: Deciding): Rejection | undefined => {
  if (state.kind !== 'pending') return undefined;
  if (isOfTown) return refuse(objectionRefusals, 'objection-decided-below-district');
  const { edition } = state.content.list;
  // A parcel scored again among the members of an earlier run would take the place of what was decided since.
  return outcome === 'upheld' && decided > edition
    ? refuse(objectionRefusals, 'objection-decision-superseded', { edition, decided })
    : undefined;
};
