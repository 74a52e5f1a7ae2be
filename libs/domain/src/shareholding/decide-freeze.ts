// Freezes are a court's: what is reported of them is kept, and what it breaks is told beside it.
import {
  addYears,
  compareFractions,
  type Decision,
  type EffectiveDate,
  factsOf,
  fractionOf,
  isRejection,
  type Rejection,
  refuse,
} from '../kernel/index.ts';
import type { ShareholdingCommandNamed } from './commands.ts';
import { type ShareholdingFact, shareholdingEvents } from './events.ts';
import { found } from './found.ts';
import { endOf, type Freeze, isWaitingOn } from './freezes.ts';
import { shareholdingRefusals } from './rules.ts';
import { knownAfter, type Shareholdings } from './state.ts';
import { ownShare } from './structure.ts';

const fact = factsOf(shareholdingEvents);

const endsEarly = (on: EffectiveDate, until: EffectiveDate | null): Rejection | undefined =>
  until !== null && until < on ? refuse(shareholdingRefusals, 'shares-freeze-ends-early', { on, until }) : undefined;

/** 民诉法解释 (2022) 第四百八十五条: other property rights are frozen for three years at most, each time. */
const tooLong = (on: EffectiveDate, until: EffectiveDate | null): Rejection | undefined =>
  until !== null && until > addYears(on, 3) ? refuse(shareholdingRefusals, 'shares-freeze-too-long', { on, until }) : undefined;

const beyondHolding = ({ data: { holderId, share }, effectiveOn: on }: ShareholdingCommandNamed<'FreezeShares'>, state: Shareholdings) => {
  const held = ownShare(knownAfter(state.entries.filter((entry) => entry.on <= on)), holderId);
  return held !== null && compareFractions(held, fractionOf(share)) >= 0
    ? undefined
    : refuse(shareholdingRefusals, 'shares-freeze-beyond-holding', { holderId, share, on });
};

export const freeze = (
  command: ShareholdingCommandNamed<'FreezeShares'>,
  state: Shareholdings,
  concerned: readonly string[],
): Decision<ShareholdingFact> => {
  const { companyId, holderId, share, court, caseNumber, waiting, until } = command.data;
  const { effectiveOn: on } = command;
  const refused = endsEarly(on, until);
  if (refused !== undefined) return refused;
  const isKnown = state.freezes.some(
    (known) =>
      known.from === on &&
      known.holderId === holderId &&
      known.share === share &&
      known.court === court &&
      known.caseNumber === caseNumber &&
      known.waiting === waiting,
  );
  if (isKnown) return [];
  return [
    fact(command, 'SharesFrozen', { companyId, holderId, share, court, caseNumber, waiting, until }, concerned),
    ...found(command, [beyondHolding(command, state), tooLong(on, until)], 'SharesFrozen', concerned),
  ];
};

const begunFreeze = ({ freezes }: Shareholdings, id: string, on: EffectiveDate): Freeze | Rejection => {
  const known = freezes.find((each) => each.id === id);
  if (known === undefined) return refuse(shareholdingRefusals, 'shares-freeze-unknown', { freeze: id });
  return on < known.from ? refuse(shareholdingRefusals, 'shares-freeze-not-begun', { on, from: known.from }) : known;
};

/** A renewal is of a term that runs: before it there is none, after it the freeze is over. */
const withoutEffect = (known: Freeze, on: EffectiveDate): Rejection | undefined => {
  const ended = endOf(known, on);
  if (ended === null) return undefined;
  return isWaitingOn(known, on)
    ? refuse(shareholdingRefusals, 'shares-freeze-waiting', { on })
    : refuse(shareholdingRefusals, 'shares-freeze-over', { ended, on });
};

export const renew = (
  command: ShareholdingCommandNamed<'RenewShareFreeze'>,
  state: Shareholdings,
  concerned: readonly string[],
): Decision<ShareholdingFact> => {
  const { companyId, freeze: id, until } = command.data;
  const { effectiveOn: on } = command;
  const known = begunFreeze(state, id, on);
  if (isRejection(known)) return known;
  const refused = endsEarly(on, until);
  if (refused !== undefined) return refused;
  if (known.renewals.some((renewal) => renewal.from === on && renewal.until === until)) return [];
  return [
    fact(command, 'ShareFreezeRenewed', { companyId, freeze: id, until }, concerned),
    ...found(command, [withoutEffect(known, on), tooLong(on, until)], 'ShareFreezeRenewed', concerned),
  ];
};

export const lift = (
  command: ShareholdingCommandNamed<'LiftShareFreeze'>,
  state: Shareholdings,
  concerned: readonly string[],
): Decision<ShareholdingFact> => {
  const { companyId, freeze: id } = command.data;
  const known = begunFreeze(state, id, command.effectiveOn);
  if (isRejection(known)) return known;
  const { liftedOn } = known;
  const { effectiveOn: on } = command;
  if (liftedOn === on) return [];
  const otherwise = liftedOn === null ? undefined : refuse(shareholdingRefusals, 'shares-freeze-lifted-otherwise', { liftedOn, on });
  return [
    fact(command, 'ShareFreezeLifted', { companyId, freeze: id }, concerned),
    ...found(command, [otherwise], 'ShareFreezeLifted', concerned),
  ];
};
