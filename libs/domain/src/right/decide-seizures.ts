// Decisions on seizures. All are acts of a court that reach us: they are recorded, and what they show to be broken beside them.
import { type Decision, refuse } from '../kernel/index.ts';
import type { RightCommandNamed } from './commands.ts';
import type { RightFact } from './events.ts';
import { corrected, fact, known, recorded } from './recorded.ts';
import { rightOf } from './rights.ts';
import { notBefore, rightRefusals, things, unknown, wrongSeizure } from './rules.ts';
import { type Entry, entriesOf, type Title } from './state.ts';

const entryOf = (title: Title, seizureId: string): Entry<'SeizureRecorded'> | undefined =>
  entriesOf(title, 'SeizureRecorded').find(({ data }) => data.seizureId === seizureId);

export const seize = (command: RightCommandNamed<'RecordSeizure'>, title: Title): Decision<RightFact> => {
  const { seizureId, rightId } = command.data;
  const next = fact(command, 'SeizureRecorded', command.data, title.jurisdictions);
  const entry = entryOf(title, seizureId);
  if (entry !== undefined) return known('seizure', seizureId, entry, next);
  const right = rightOf(title, rightId);
  if (right === undefined) return unknown('right', rightId);
  const refused = notBefore('right', command.effectiveOn, right.from) ?? wrongSeizure(command.effectiveOn, command.data);
  return refused ?? recorded(command, title, next, 'reported');
};

export const renew = (command: RightCommandNamed<'RenewSeizure'>, title: Title): Decision<RightFact> => {
  const { seizureId, renewalId } = command.data;
  const entry = entryOf(title, seizureId);
  if (entry === undefined) return unknown('seizure', seizureId);
  const next = fact(command, 'SeizureRenewed', { ...command.data, rightId: entry.data.rightId }, title.jurisdictions);
  const [renewed] = entriesOf(title, 'SeizureRenewed').filter(({ data }) => data.renewalId === renewalId);
  if (renewed !== undefined) return known('renewal', renewalId, renewed, next);
  const refused = notBefore('seizure', command.effectiveOn, entry.on) ?? wrongSeizure(command.effectiveOn, command.data);
  return refused ?? recorded(command, title, next, 'reported');
};

/** Release (解封): the next waiting seizure takes force on that day. */
export const release = (command: RightCommandNamed<'ReleaseSeizure'>, title: Title): Decision<RightFact> => {
  const { parcelId, seizureId } = command.data;
  const entry = entryOf(title, seizureId);
  if (entry === undefined) return unknown('seizure', seizureId);
  const [released] = entriesOf(title, 'SeizureReleased').filter(({ data }) => data.seizureId === seizureId);
  if (released !== undefined)
    return released.on === command.effectiveOn
      ? []
      : refuse(rightRefusals, 'title-ended-otherwise', { ...things.seizure, on: released.on });
  const next = fact(command, 'SeizureReleased', { parcelId, rightId: entry.data.rightId, seizureId }, title.jurisdictions);
  return notBefore('seizure', command.effectiveOn, entry.on) ?? recorded(command, title, next, 'reported');
};

export const correctSeizure = (command: RightCommandNamed<'CorrectSeizure'>, title: Title): Decision<RightFact> => {
  const entry = entryOf(title, command.data.seizureId);
  if (entry === undefined) return unknown('seizure', command.data.seizureId);
  const data = { ...command.data, rightId: entry.data.rightId };
  const next = fact(command, 'SeizureCorrected', data, title.jurisdictions, entry.id);
  return wrongSeizure(command.effectiveOn, command.data) ?? corrected(command, title, entry, next, 'reported');
};
