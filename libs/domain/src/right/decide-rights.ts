// Decisions on the rights themselves: entering, correcting, certificates, ending.
import { type Decision, nameKey, refuse } from '../kernel/index.ts';
import type { RightCommandNamed } from './commands.ts';
import type { RightFact } from './events.ts';
import { basisOf, corrected, fact, known, recorded } from './recorded.ts';
import { certificateOn, endOf, rightOf } from './rights.ts';
import { holdersAsKept, notBefore, rightRefusals, things, unknown, wrongHolders, wrongTerm } from './rules.ts';
import { entriesOf, type Title } from './state.ts';

/** The right, another than the given one, that a certificate number belongs to. */
const ownerOf = (title: Title, number: string): string | undefined =>
  entriesOf(title, 'RightRegistered', 'CertificateRegistered').find(
    ({ data }) => data.certificateNumber !== null && nameKey(data.certificateNumber) === nameKey(number),
  )?.data.rightId;

export const register = (command: RightCommandNamed<'RegisterRight' | 'ReportRight'>, title: Title): Decision<RightFact> => {
  const { jurisdiction, ...asked } = command.data;
  const basis = basisOf(command);
  const data = { ...asked, holders: [...holdersAsKept(asked.holders)], basis };
  const next = fact(command, 'RightRegistered', data, [jurisdiction, ...title.jurisdictions]);
  const [entry] = entriesOf(title, 'RightRegistered').filter((each) => each.data.rightId === asked.rightId);
  if (entry !== undefined) return known('right', asked.rightId, entry, next);
  const { certificateNumber: number } = asked;
  const taken =
    number === null || ownerOf(title, number) === undefined ? undefined : refuse(rightRefusals, 'right-certificate-taken', { number });
  return wrongHolders(data.holders) ?? wrongTerm(command.effectiveOn, asked.until) ?? taken ?? recorded(command, title, next, basis);
};

export const correct = (command: RightCommandNamed<'CorrectRight'>, title: Title): Decision<RightFact> => {
  const { rightId, until } = command.data;
  const entry = entriesOf(title, 'RightRegistered').find((each) => each.data.rightId === rightId);
  if (entry === undefined) return unknown('right', rightId);
  const data = { ...command.data, holders: [...holdersAsKept(command.data.holders)] };
  const next = fact(command, 'RightCorrected', data, title.jurisdictions, entry.id);
  return wrongHolders(data.holders) ?? wrongTerm(command.effectiveOn, until) ?? corrected(command, title, entry, next, entry.data.basis);
};

export const registerCertificate = (command: RightCommandNamed<'RegisterCertificate'>, title: Title): Decision<RightFact> => {
  const { parcelId, rightId, certificateNumber } = command.data;
  const entry = entriesOf(title, 'RightRegistered').find((each) => each.data.rightId === rightId);
  if (entry === undefined) return unknown('right', rightId);
  const refused = notBefore('right', command.effectiveOn, entry.on);
  if (refused !== undefined) return refused;
  const owner = ownerOf(title, certificateNumber);
  if (owner !== undefined && owner !== rightId) return refuse(rightRefusals, 'right-certificate-taken', { number: certificateNumber });
  const held = certificateOn(title, entry, command.effectiveOn);
  if (held !== null && nameKey(held) === nameKey(certificateNumber)) return [];
  const { kind } = entry.data;
  return [fact(command, 'CertificateRegistered', { parcelId, rightId, kind, certificateNumber }, title.jurisdictions)];
};

export const end = (command: RightCommandNamed<'EndRight' | 'ReportRightEnd'>, title: Title): Decision<RightFact> => {
  const { parcelId, rightId, reason } = command.data;
  const right = rightOf(title, rightId);
  if (right === undefined) return unknown('right', rightId);
  const ended = endOf(title, rightId);
  if (ended !== undefined)
    return ended.on === command.effectiveOn && ended.data.reason === reason
      ? []
      : refuse(rightRefusals, 'title-ended-otherwise', { ...things.right, on: ended.on });
  const basis = basisOf(command);
  const next = fact(command, 'RightEnded', { parcelId, rightId, kind: right.kind, reason, basis }, title.jurisdictions);
  return notBefore('right', command.effectiveOn, right.from) ?? recorded(command, title, next, basis);
};
