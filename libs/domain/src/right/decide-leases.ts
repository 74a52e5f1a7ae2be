// Decisions on leases, subleases and operators.
import { type Decision, refuse } from '../kernel/index.ts';
import type { RightCommandNamed } from './commands.ts';
import type { RightFact } from './events.ts';
import { leaseEndOf, leaseEntriesOf, leaseOf } from './leases.ts';
import { basisOf, corrected, fact, known, recorded } from './recorded.ts';
import { rightOf } from './rights.ts';
import { notBefore, rightRefusals, things, unknown, wrongLease } from './rules.ts';
import { entriesOf, type Title } from './state.ts';

type Letting = RightCommandNamed<
  'RegisterLease' | 'ReportLease' | 'RegisterSublease' | 'ReportSublease' | 'AppointOperator' | 'ReportOperator'
>;

const letOut = (command: Letting, title: Title, rightId: string, next: RightFact): Decision<RightFact> => {
  const { leaseId } = command.data;
  const entry = leaseEntriesOf(title).find(({ data }) => data.leaseId === leaseId);
  if (entry !== undefined) return known('lease', leaseId, entry, next);
  const right = rightOf(title, rightId);
  if (right === undefined) return unknown('right', rightId);
  const refused = wrongLease(command.data) ?? notBefore('right', command.effectiveOn, right.from);
  return refused ?? recorded(command, title, next, basisOf(command));
};

export const lease = (command: RightCommandNamed<'RegisterLease' | 'ReportLease'>, title: Title): Decision<RightFact> => {
  const data = { ...command.data, basis: basisOf(command) };
  return letOut(command, title, data.rightId, fact(command, 'LeaseRegistered', data, title.jurisdictions));
};

export const appointOperator = (command: RightCommandNamed<'AppointOperator' | 'ReportOperator'>, title: Title): Decision<RightFact> => {
  const data = { ...command.data, basis: basisOf(command) };
  return letOut(command, title, data.rightId, fact(command, 'OperatorAppointed', data, title.jurisdictions));
};

export const sublet = (command: RightCommandNamed<'RegisterSublease' | 'ReportSublease'>, title: Title): Decision<RightFact> => {
  const upper = leaseOf(title, command.data.parentLeaseId);
  if (upper === undefined) return unknown('lease', command.data.parentLeaseId);
  const data = { ...command.data, rightId: upper.rightId, basis: basisOf(command) };
  const next = fact(command, 'SubleaseRegistered', data, title.jurisdictions);
  return letOut(command, title, upper.rightId, next);
};

export const consentToSublease = (command: RightCommandNamed<'RecordSubleaseConsent'>, title: Title): Decision<RightFact> => {
  const { parcelId, leaseId, lesseeId } = command.data;
  const found = leaseOf(title, leaseId);
  if (found === undefined) return unknown('lease', leaseId);
  const given = entriesOf(title, 'SubleaseConsentRecorded').some(
    ({ on, data }) => data.leaseId === leaseId && data.lesseeId === lesseeId && on <= command.effectiveOn,
  );
  if (given) return [];
  const next = fact(command, 'SubleaseConsentRecorded', { parcelId, rightId: found.rightId, leaseId, lesseeId }, title.jurisdictions);
  return notBefore('lease', command.effectiveOn, found.on) ?? [next];
};

export const endLease = (command: RightCommandNamed<'EndLease'>, title: Title): Decision<RightFact> => {
  const { parcelId, leaseId, reason } = command.data;
  const found = leaseOf(title, leaseId);
  if (found === undefined) return unknown('lease', leaseId);
  const ended = leaseEndOf(title, leaseId);
  if (ended !== undefined)
    return ended.on === command.effectiveOn && ended.data.reason === reason
      ? []
      : refuse(rightRefusals, 'title-ended-otherwise', { ...things.lease, on: ended.on });
  const next = fact(command, 'LeaseEnded', { parcelId, rightId: found.rightId, leaseId, reason }, title.jurisdictions);
  // A lease ends in life; what that shows of its subleases is recorded beside it.
  return notBefore('lease', command.effectiveOn, found.on) ?? recorded(command, title, next, 'reported');
};

export const correctLease = (command: RightCommandNamed<'CorrectLease'>, title: Title): Decision<RightFact> => {
  const { leaseId } = command.data;
  const entry = leaseEntriesOf(title).find(({ data }) => data.leaseId === leaseId);
  if (entry === undefined) return unknown('lease', leaseId);
  const data = { ...command.data, rightId: entry.data.rightId };
  const next = fact(command, 'LeaseCorrected', data, title.jurisdictions, entry.id);
  return wrongLease(command.data) ?? corrected(command, title, entry, next, entry.data.basis);
};
