// Decisions on voluntary transfers in joint review: filed, opinions, decided, withdrawn, registered (过户).
import { type Decision, type EffectiveDate, isRejection, type Rejection, refuse } from '../kernel/index.ts';
import type { RightCommand, RightCommandNamed } from './commands.ts';
import type { RightFact } from './events.ts';
import { parcelEnded } from './parcel-invariants.ts';
import { fact, known, recorded, saysTheSame } from './recorded.ts';
import { movesOf, rightOf } from './rights.ts';
import { holdersAsKept, notBefore, rightRefusals, unknown, wrongHolders } from './rules.ts';
import { burdeningOn, coursesOf } from './seizures.ts';
import type { Title } from './state.ts';
import { type Stage, sellerChanged, type TransferCase, transferCaseOf, transferCases } from './transfers.ts';

const stages: Readonly<Record<Stage, { readonly stageEn: string; readonly stageZh: string }>> = {
  'in-review': { stageEn: 'still in review', stageZh: '仍在审核中' },
  granted: { stageEn: 'granted', stageZh: '已获同意' },
  refused: { stageEn: 'refused', stageZh: '已被驳回' },
  withdrawn: { stageEn: 'withdrawn', stageZh: '已撤回' },
  registered: { stageEn: 'registered', stageZh: '已过户' },
};

/** A step is open in some stages only, and not before the step before it. */
const notOpen = ({ effectiveOn }: RightCommand, { stage, since }: TransferCase, ...open: readonly Stage[]): Rejection | undefined => {
  if (!open.includes(stage)) return refuse(rightRefusals, 'right-transfer-stage', stages[stage]);
  return effectiveOn < since ? refuse(rightRefusals, 'right-transfer-step-too-early', { effectiveOn, since }) : undefined;
};

/** A right that passed to others after a day: whoever takes it on that day does not keep it. */
export const movedLater = (title: Title, rightId: string, on: EffectiveDate): readonly Rejection[] => {
  const later = movesOf(title, rightId).find((move) => move.on > on);
  return later === undefined ? [] : [refuse(rightRefusals, 'right-moved-later', { on: later.on })];
};

/** A right is not given away by decision while it is seized, nor dated before a day on which it is known to have passed or been seized. */
export const cannotPass = ({ effectiveOn: on }: RightCommand, title: Title, rightId: string): Rejection | undefined => {
  const [seizure] = burdeningOn(title, rightId, on);
  if (seizure !== undefined) {
    const { court, caseNumber, until } = seizure;
    return refuse(rightRefusals, 'right-seized', { on, court, caseNumber, until: String(until) });
  }
  const [passedOn] = movedLater(title, rightId, on);
  if (passedOn !== undefined) return passedOn;
  const [next] = coursesOf(title, rightId).filter(({ entry, goneOn }) => entry.on > on && goneOn > entry.on);
  if (next === undefined) return parcelEnded(title, on);
  const { court, caseNumber } = next.entry.data;
  return refuse(rightRefusals, 'right-seized-later', { on, servedOn: next.entry.on, court, caseNumber });
};

export const file = (command: RightCommandNamed<'FileRightTransfer'>, title: Title): Decision<RightFact> => {
  const { parcelId, transferId, rightId, transferKind, price } = command.data;
  const right = rightOf(title, rightId);
  if (right === undefined) return unknown('right', rightId);
  const holders = [...holdersAsKept(command.data.holders)];
  const data = { parcelId, rightId, kind: right.kind, transferId, transferKind, holders, price };
  const next = fact(command, 'RightTransferFiled', data, title.jurisdictions);
  const found = transferCaseOf(title, transferId);
  if (found !== undefined) return known('transfer', transferId, found.filed, next);
  const open = transferCases(title).find(
    (other) =>
      other.filed.data.rightId === rightId &&
      (other.stage === 'in-review' || other.stage === 'granted') &&
      !sellerChanged(title, other, command.effectiveOn),
  );
  if (open !== undefined) return refuse(rightRefusals, 'right-transfer-under-way', { since: open.filed.on });
  const refused = wrongHolders(holders) ?? notBefore('right', command.effectiveOn, right.from) ?? parcelEnded(title, command.effectiveOn);
  return refused ?? [next];
};

export const giveOpinion = (command: RightCommandNamed<'RecordRightTransferOpinion'>, title: Title): Decision<RightFact> => {
  const found = transferCaseOf(title, command.data.transferId);
  if (found === undefined) return unknown('transfer', command.data.transferId);
  const next = fact(command, 'RightTransferOpinionRecorded', { ...command.data, rightId: found.filed.data.rightId }, title.jurisdictions);
  if (found.opinions.some((opinion) => saysTheSame(opinion, next))) return [];
  return notOpen(command, found, 'in-review') ?? [next];
};

export const decideTransfer = (command: RightCommandNamed<'DecideRightTransfer'>, title: Title): Decision<RightFact> => {
  const found = transferCaseOf(title, command.data.transferId);
  if (found === undefined) return unknown('transfer', command.data.transferId);
  const { rightId } = found.filed.data;
  const next = fact(command, 'RightTransferDecided', { ...command.data, rightId }, title.jurisdictions);
  if (saysTheSame(found.decided, next)) return [];
  const refused = notOpen(command, found, 'in-review');
  if (refused !== undefined) return refused;
  if (found.awaited.length > 0) return refuse(rightRefusals, 'right-transfer-opinions-missing', { departments: found.awaited.join('、') });
  return (command.data.outcome === 'granted' ? cannotPass(command, title, rightId) : undefined) ?? [next];
};

export const withdraw = (command: RightCommandNamed<'WithdrawRightTransfer'>, title: Title): Decision<RightFact> => {
  const found = transferCaseOf(title, command.data.transferId);
  if (found === undefined) return unknown('transfer', command.data.transferId);
  const next = fact(command, 'RightTransferWithdrawn', { ...command.data, rightId: found.filed.data.rightId }, title.jurisdictions);
  if (saysTheSame(found.withdrawn, next)) return [];
  return notOpen(command, found, 'in-review', 'granted') ?? recorded(command, title, next, 'reported');
};

export const registerTransfer = (command: RightCommandNamed<'RegisterRightTransfer'>, title: Title): Decision<RightFact> => {
  const { parcelId, transferId } = command.data;
  const found = transferCaseOf(title, transferId);
  if (found === undefined) return unknown('transfer', transferId);
  const { on: filedOn, data } = found.filed;
  const { rightId, kind, transferKind, holders } = data;
  if (found.stage === 'registered' && found.since === command.effectiveOn) return [];
  const refused = notOpen(command, found, 'granted') ?? cannotPass(command, title, rightId);
  if (refused !== undefined) return refused;
  const next = fact(
    command,
    'RightTransferred',
    { parcelId, rightId, kind, holders, transferId, transferKind, basis: 'decided' },
    title.jurisdictions,
  );
  const decision = recorded(command, title, next, 'decided');
  if (isRejection(decision) || !sellerChanged(title, found, command.effectiveOn)) return decision;
  return refuse(rightRefusals, 'right-transfer-seller-changed', { since: filedOn });
};
