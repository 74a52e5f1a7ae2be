// The policy of the party context: each rule is a function that names what is wrong, or nothing.
import { type Command, type EffectiveDate, nameKey, type Rule, refuse } from '../kernel/index.ts';
import type { PartyCommandNamed } from './commands.ts';
import { partyRefusals } from './refusals.ts';
import { type Entered, type ForeignRegister, isEnded, type Standing, sameStanding, standingOn } from './state.ts';

export { partyRefusals } from './refusals.ts';

export const notBeforeEntry: Rule<Command, Entered> = ({ effectiveOn }, { enteredOn }) =>
  effectiveOn < enteredOn ? refuse(partyRefusals, 'party-before-entry', { effectiveOn, enteredOn }) : undefined;

export const isAnOrganisation: Rule<Command, Entered> = (_, { person }) =>
  person === null ? undefined : refuse(partyRefusals, 'party-is-a-natural-person');

export const isAPerson: Rule<Command, Entered> = (_, { person }) =>
  person === null ? refuse(partyRefusals, 'party-is-no-natural-person') : undefined;

export const notErased: Rule<Command, Entered> = (_, { erased }) => (erased ? refuse(partyRefusals, 'party-person-erased') : undefined);

type GivesUscc = PartyCommandNamed<'AssignUscc' | 'ReportUscc' | 'EnterEnterprise' | 'EnterOrganisation'>;

export const noOtherUscc: Rule<GivesUscc, Entered> = ({ data: { uscc } }, { uscc: held }) =>
  held === null || uscc === null || held === uscc ? undefined : refuse(partyRefusals, 'party-has-another-uscc', { held, uscc });

const sameRegister = (left: ForeignRegister, right: ForeignRegister): boolean =>
  left.country === right.country && left.register === right.register;

const alreadyEntered = ({ name, jurisdiction }: Entered) =>
  refuse(partyRefusals, 'party-already-entered', { name: name ?? '自然人', jurisdiction });

/** An entry repeated says the same when its name has the same key and it tells nothing that is not known yet. */
export const saysTheSame: Rule<PartyCommandNamed<'EnterEnterprise' | 'EnterOrganisation'>, Entered> = ({ data }, state) => {
  const { name, jurisdiction, uscc, partyKind, foreignRegisters } = state;
  const { kind, foreignRegister } = 'kind' in data ? data : { kind: 'enterprise' as const, foreignRegister: null };
  const same =
    nameKey(data.name) === nameKey(name ?? '') &&
    data.jurisdiction === jurisdiction &&
    (data.uscc === null || data.uscc === uscc) &&
    kind === partyKind &&
    (foreignRegister === null ||
      foreignRegisters.some((known) => sameRegister(known, foreignRegister) && known.number === foreignRegister.number));
  return same ? undefined : alreadyEntered(state);
};

export const saysTheSamePerson: Rule<PartyCommandNamed<'EnterNaturalPerson'>, Entered> = ({ data }, state) =>
  data.vaultRecord === state.person?.vaultRecord && data.jurisdiction === state.jurisdiction ? undefined : alreadyEntered(state);

export const noOtherNumberThere: Rule<PartyCommandNamed<'RecordForeignRegister'>, Entered> = (
  { data: { foreignRegister: asked } },
  { foreignRegisters },
) => {
  const there = foreignRegisters.find((known) => sameRegister(known, asked));
  if (there === undefined || there.number === asked.number) return undefined;
  return refuse(partyRefusals, 'party-has-another-register-number', {
    country: there.country,
    register: there.register,
    held: there.number,
  });
};

export const nameIsKnown: Rule<PartyCommandNamed<'CorrectPartyName'>, Entered> = ({ data: { entry } }, { names }) =>
  names.some(({ value }) => value.id === entry) ? undefined : refuse(partyRefusals, 'party-name-unknown', { entry });

export const notEnded: Rule<Command, Entered> = ({ effectiveOn }, state) => {
  const since = state.standing.findLast(({ from }) => from <= effectiveOn);
  return since !== undefined && isEnded(since.value)
    ? refuse(partyRefusals, 'party-has-ended', { since: since.from, effectiveOn })
    : undefined;
};

export const endedOrWithoutLicence: Rule<Command, Entered> = ({ effectiveOn }, state) =>
  standingOn(state, effectiveOn).status === 'existing' ? refuse(partyRefusals, 'party-not-ended', { effectiveOn }) : undefined;

const firstAfter = (dates: readonly { readonly from: EffectiveDate }[], day: EffectiveDate): EffectiveDate | undefined =>
  dates.find(({ from }) => from > day)?.from;

/** A status is decided at the end of what is known: one that is recorded for a later day was decided knowing less. */
export const statusNotChangedLater: Rule<Command, Entered> = ({ effectiveOn }, { standing }) => {
  const later = firstAfter(standing, effectiveOn);
  return later === undefined ? undefined : refuse(partyRefusals, 'party-status-changed-later', { later });
};

/** The same, but that the status recorded for a later day may turn out to have come earlier, and an end to have followed the loss of the licence. */
export const statusStaysLater =
  (next: Standing): Rule<Command, Entered> =>
  (command, state) => {
    const later = state.standing.find(({ from }) => from > command.effectiveOn)?.value;
    const stays = later !== undefined && (sameStanding(later, next) || (next.status === 'licence-revoked' && isEnded(later)));
    return stays ? undefined : statusNotChangedLater(command, state);
  };

/** Who takes a new name or moves on a later day has not ended before. */
export const didNotActLater: Rule<Command, Entered> = ({ effectiveOn }, { names, homes }) => {
  const later = firstAfter(names, effectiveOn) ?? firstAfter(homes, effectiveOn);
  return later === undefined ? undefined : refuse(partyRefusals, 'party-acted-later', { later, effectiveOn });
};

export const successorIsAnother: Rule<PartyCommandNamed<'MergeParty' | 'DivideParty'>, Entered> = ({ data: { into } }, { partyId }) =>
  [into].flat().includes(partyId) ? refuse(partyRefusals, 'party-succeeds-itself') : undefined;

type DeclaresDuplicate = PartyCommandNamed<'DeclarePartyDuplicate'>;

export const duplicateOfAnother: Rule<DeclaresDuplicate, Entered> = ({ data: { sameAs } }, { partyId }) =>
  sameAs === partyId ? refuse(partyRefusals, 'party-duplicate-of-itself') : undefined;

export const notDuplicateElsewhere: Rule<DeclaresDuplicate, Entered> = (_, { duplicate }) =>
  duplicate === null || duplicate.revoked ? undefined : refuse(partyRefusals, 'party-duplicate-of-another', { sameAs: duplicate.sameAs });

export const duplicateHoldsNoCode: Rule<DeclaresDuplicate, Entered> = (_, { uscc }) =>
  uscc === null ? undefined : refuse(partyRefusals, 'party-duplicate-holds-code', { uscc });

export const controlledByAnother: Rule<PartyCommandNamed<'DeclareActualController'>, Entered> = (
  { data: { controllerId } },
  { partyId },
) => (controllerId === partyId ? refuse(partyRefusals, 'party-controls-itself') : undefined);
