import { addDays, type Decision, factsOf, firstRefusal, type Rejection, refuse } from '../kernel/index.ts';
import type { CommandNamed, ObjectionCommand } from './commands.ts';
import { type ObjectionFact, objectionEvents } from './events.ts';
import { decidedByOther, lodgingRules, notBeforeLodging, objectionRefusals, rejectionCorrectsNothing, withdrawnByLodger } from './rules.ts';
import type { Closed, Lodged, ObjectionState } from './state.ts';

const fact = factsOf(objectionEvents);

/** Days in which the task force is to decide. An assumption: no document that could be read says how long it has. */
const daysToDecide = 30;

/** Decides on an `objection-<id>` stream: one enterprise against one decision on one parcel. */
export const decide = (command: ObjectionCommand, state: ObjectionState): Decision<ObjectionFact> => {
  if (command.type === 'LodgeObjection') return lodge(command, state);
  if (state.kind === 'absent') return refuse(objectionRefusals, 'objection-not-lodged');
  return command.type === 'WithdrawObjection' ? withdraw(command, state) : conclude(command, state);
};

/** A withdrawn one may be lodged again; a pending one on the same grounds is nothing new. */
const lodge = (command: CommandNamed<'LodgeObjection'>, state: ObjectionState): Decision<ObjectionFact> => {
  const { objectionId, parcelId, cycle, partyId, grounds, lodgedBy, jurisdictions, final } = command.data;
  if (state.kind === 'pending')
    return state.content.grounds === grounds ? [] : refuse(objectionRefusals, 'objection-already-pending', { lodgedOn: state.lodgedOn });
  if (state.kind === 'upheld' || state.kind === 'rejected') return over(state);
  if (final === null) return refuse(objectionRefusals, 'objection-grade-not-final');
  const refused = firstRefusal(lodgingRules, command, final);
  if (refused !== undefined) return refused;
  const { list, document, run, grade, objectionsUntil: until } = final;
  const decideBy = addDays(command.effectiveOn, daysToDecide);
  const content = { objectionId, parcelId, cycle, partyId, list, document, run, grade, grounds, lodgedBy, until, decideBy };
  return [fact(command, 'ObjectionLodged', content, jurisdictions)];
};

/** Why what is closed is not touched again. */
const over = ({ kind, reason }: Closed): Rejection =>
  refuse(objectionRefusals, kind === 'withdrawn' ? 'objection-already-withdrawn' : 'objection-already-decided', { reason });

const objectedOf = ({ content: { objectionId, parcelId, cycle, partyId } }: Lodged) => ({ objectionId, parcelId, cycle, partyId });

const withdraw = (command: CommandNamed<'WithdrawObjection'>, state: Lodged): Decision<ObjectionFact> => {
  const { reason } = command.data;
  if (state.kind !== 'pending') return state.kind === 'withdrawn' && state.reason === reason ? [] : over(state);
  const refused = firstRefusal([notBeforeLodging, withdrawnByLodger], command, state);
  return refused ?? [fact(command, 'ObjectionWithdrawn', { ...objectedOf(state), reason }, state.jurisdictions)];
};

const conclude = (command: CommandNamed<'DecideObjection'>, state: Lodged): Decision<ObjectionFact> => {
  const { outcome, reason, corrections } = command.data;
  if (state.kind !== 'pending') {
    const isRepeated = state.kind === outcome && state.reason === reason && state.corrections === corrections;
    return isRepeated ? [] : over(state);
  }
  const refused = firstRefusal([notBeforeLodging, decidedByOther, rejectionCorrectsNothing], command, state);
  if (refused !== undefined) return refused;
  const { list, document, run, grade } = state.content;
  return outcome === 'upheld'
    ? [fact(command, 'ObjectionUpheld', { ...objectedOf(state), list, document, run, grade, reason, corrections }, state.jurisdictions)]
    : [fact(command, 'ObjectionRejected', { ...objectedOf(state), reason }, state.jurisdictions)];
};
