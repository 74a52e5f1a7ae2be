import { type EffectiveDate, holdingFrom, type Timeline } from '../kernel/index.ts';
import type { JurisdictionEvent } from './events.ts';

export interface Absent {
  readonly kind: 'absent';
}

export interface Registered {
  readonly kind: 'registered';
  readonly code: string;
  readonly registeredOn: EffectiveDate;
  /** The name it was registered under, which a repeated registration is compared with. */
  readonly firstName: string;
  readonly names: Timeline<string>;
  /** From this day on the successor stands in its place. */
  readonly recoded: { readonly on: EffectiveDate; readonly successor: string } | null;
}

export type JurisdictionState = Absent | Registered;

export const absent: JurisdictionState = { kind: 'absent' };

/** Folds one event of a `jurisdiction-<code>` stream. */
export const evolve = (state: JurisdictionState, event: JurisdictionEvent): JurisdictionState => {
  if (event.type === 'JurisdictionRegistered') {
    const { code, name } = event.data;
    const names = holdingFrom([], event.effectiveOn, name);
    return { kind: 'registered', code, registeredOn: event.effectiveOn, firstName: name, names, recoded: null };
  }
  if (state.kind === 'absent') return state;
  switch (event.type) {
    case 'JurisdictionRenamed':
      return { ...state, names: holdingFrom(state.names, event.effectiveOn, event.data.name) };
    case 'JurisdictionRecoded':
      return { ...state, recoded: { on: event.effectiveOn, successor: event.data.successor } };
  }
};
