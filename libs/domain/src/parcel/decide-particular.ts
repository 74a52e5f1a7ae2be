// Facts that hold from a day on, and corrections of them.
import { type Decision, factsOf, firstRefusal } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { type ParcelFact, parcelEvents } from './events.ts';
import { isRecordedOn, particularOf, type RecordingFact, recordedBy, sameParticular } from './particulars.ts';
import { notBeforeParticular, particularFault, particularIsKnown, particularStands } from './rules.ts';
import type { Entered } from './state.ts';

const fact = factsOf(parcelEvents);

/** Records a particular unless it is the last word of that day already; the same value on another day is a further witness. */
export const record = (recording: RecordingFact, state: Entered): Decision<ParcelFact> => {
  const particular = particularOf(recording);
  if (isRecordedOn(state.particulars, recording.effectiveOn, particular)) return [];
  return particularFault(particular) ?? [recording];
};

export const correctParticular = (command: CommandNamed<'CorrectParcelParticular'>, state: Entered): Decision<ParcelFact> => {
  const refused = firstRefusal([particularIsKnown, particularStands, notBeforeParticular], command, state);
  if (refused !== undefined) return refused;
  const { parcelId, entry, particular, reason } = command.data;
  const before = recordedBy(state.particulars, entry, particular.kind);
  if (before !== undefined && sameParticular(before.value.particular, particular)) return [];
  const corrected = fact(command, 'ParcelParticularCorrected', { parcelId, particular, reason }, [state.jurisdiction], entry);
  return particularFault(particular) ?? [corrected];
};

export const annulParticular = (command: CommandNamed<'AnnulParcelParticular'>, state: Entered): Decision<ParcelFact> => {
  const { parcelId, entry, particular, reason } = command.data;
  if (recordedBy(state.particulars, entry, particular)?.value.annulled === true) return [];
  const annulled = fact(command, 'ParcelParticularAnnulled', { parcelId, particular, reason }, [state.jurisdiction], entry);
  return firstRefusal([particularIsKnown, notBeforeParticular], command, state) ?? [annulled];
};
