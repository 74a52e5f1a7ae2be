// Decisions on mortgages.
import { type Decision, refuse } from '../kernel/index.ts';
import type { RightCommandNamed } from './commands.ts';
import type { RightFact } from './events.ts';
import { basisOf, corrected, fact, known, recorded } from './recorded.ts';
import { rightOf } from './rights.ts';
import { notBefore, rightRefusals, things, unknown } from './rules.ts';
import { type Entry, entriesOf, type Title } from './state.ts';
import { transferIsKnown } from './transfers.ts';

const entryOf = (title: Title, mortgageId: string): Entry<'MortgageRegistered'> | undefined =>
  entriesOf(title, 'MortgageRegistered').find(({ data }) => data.mortgageId === mortgageId);

export const mortgage = (command: RightCommandNamed<'RegisterMortgage' | 'ReportMortgage'>, title: Title): Decision<RightFact> => {
  const basis = basisOf(command);
  const { mortgageId, rightId } = command.data;
  const next = fact(command, 'MortgageRegistered', { ...command.data, basis }, title.jurisdictions);
  const entry = entryOf(title, mortgageId);
  if (entry !== undefined) return known('mortgage', mortgageId, entry, next);
  const right = rightOf(title, rightId);
  if (right === undefined) return unknown('right', rightId);
  return notBefore('right', command.effectiveOn, right.from) ?? recorded(command, title, next, basis);
};

export const consentToTransfer = (command: RightCommandNamed<'RecordMortgageeConsent'>, title: Title): Decision<RightFact> => {
  const { parcelId, mortgageId, transferId } = command.data;
  const entry = entryOf(title, mortgageId);
  if (entry === undefined) return unknown('mortgage', mortgageId);
  const { rightId } = entry.data;
  if (!transferIsKnown(title, rightId, transferId)) return unknown('transfer', transferId);
  const given = entriesOf(title, 'MortgageeConsentRecorded').some(
    ({ on, data }) => data.mortgageId === mortgageId && data.transferId === transferId && on <= command.effectiveOn,
  );
  if (given) return [];
  const next = fact(command, 'MortgageeConsentRecorded', { parcelId, rightId, mortgageId, transferId }, title.jurisdictions);
  return notBefore('mortgage', command.effectiveOn, entry.on) ?? [next];
};

export const release = (command: RightCommandNamed<'ReleaseMortgage'>, title: Title): Decision<RightFact> => {
  const { parcelId, mortgageId, reason } = command.data;
  const entry = entryOf(title, mortgageId);
  if (entry === undefined) return unknown('mortgage', mortgageId);
  const [released] = entriesOf(title, 'MortgageReleased').filter(({ data }) => data.mortgageId === mortgageId);
  if (released !== undefined)
    return released.on === command.effectiveOn && released.data.reason === reason
      ? []
      : refuse(rightRefusals, 'title-ended-otherwise', { ...things.mortgage, on: released.on });
  const next = fact(command, 'MortgageReleased', { parcelId, rightId: entry.data.rightId, mortgageId, reason }, title.jurisdictions);
  return notBefore('mortgage', command.effectiveOn, entry.on) ?? [next];
};

export const correctMortgage = (command: RightCommandNamed<'CorrectMortgage'>, title: Title): Decision<RightFact> => {
  const entry = entryOf(title, command.data.mortgageId);
  if (entry === undefined) return unknown('mortgage', command.data.mortgageId);
  const data = { ...command.data, rightId: entry.data.rightId };
  const next = fact(command, 'MortgageCorrected', data, title.jurisdictions, entry.id);
  return corrected(command, title, entry, next, entry.data.basis);
};
