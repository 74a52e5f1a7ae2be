import type { EffectiveDate } from '../kernel/index.ts';
import type { PartyEvent } from './events.ts';

export interface Absent {
  readonly kind: 'absent';
}

export interface Entered {
  readonly kind: 'entered';
  readonly partyId: string;
  readonly jurisdiction: string;
  readonly enteredOn: EffectiveDate;
  readonly name: string;
  readonly uscc: string | null;
  /** Parcels that a list names it for, whatever its right to them. */
  readonly landUserOf: readonly string[];
}

export type PartyState = Absent | Entered;

export const absent: PartyState = { kind: 'absent' };

/** Folds one event of a `party-<id>` stream. */
export const evolve = (state: PartyState, event: PartyEvent): PartyState => {
  if (event.type === 'EnterpriseEntered') return { kind: 'entered', ...event.data, enteredOn: event.effectiveOn, landUserOf: [] };
  if (state.kind === 'absent') return state;
  switch (event.type) {
    case 'UsccAssigned':
      return { ...state, uscc: event.data.uscc };
    case 'LandUserListed':
      return { ...state, landUserOf: [...state.landUserOf, event.data.parcelId] };
    default:
      return event satisfies never;
  }
};
