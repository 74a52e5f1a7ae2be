// What others ask of a mandate: whether the unit may act, for whom and where.
import { type EffectiveDate, isWithin } from '../kernel/index.ts';
import type { mandateTasks } from './events.ts';
import { holdsOn, type MandateState } from './state.ts';

/** True when the unit may do that task at that place (town or district) on that day. */
export const mayActOn = (state: MandateState, task: (typeof mandateTasks)[number], place: string, on: EffectiveDate): boolean =>
  holdsOn(state, on) && state.content.tasks.includes(task) && isWithin(place, state.content.jurisdiction);
