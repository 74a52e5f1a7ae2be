// Who a party is: its names, its codes, what the vault keeps of a person, and which entries are one party.
import {
  type Decision,
  discrepancyOf,
  factsOf,
  firstRefusal,
  nameKey,
  type Rejection,
  refuse,
  reservationRefusals,
} from '../kernel/index.ts';
import type { PartyCommandNamed } from './commands.ts';
import { type PartyFact, partyEvents } from './events.ts';
import {
  duplicateHoldsNoCode,
  duplicateOfAnother,
  isAnOrganisation,
  isAPerson,
  nameIsKnown,
  noOtherNumberThere,
  noOtherUscc,
  notDuplicateElsewhere,
  notEnded,
  notErased,
  partyRefusals,
} from './rules.ts';
import { concernedFrom, type Entered, nameOn } from './state.ts';

const fact = factsOf(partyEvents);

export const correctPerson = (command: PartyCommandNamed<'CorrectNaturalPerson'>, state: Entered): Decision<PartyFact> => {
  const refused = firstRefusal([isAPerson, notErased], command, state);
  if (refused !== undefined) return refused;
  const { partyId, person } = state;
  const { vaultRecord, reason } = command.data;
  if (person?.vaultRecord === vaultRecord) return [];
  const corrected = { partyId, vaultRecord, reason };
  return [fact(command, 'NaturalPersonCorrected', corrected, concernedFrom(state, command.effectiveOn), person?.id)];
};

export const erasePerson = (command: PartyCommandNamed<'ErasePerson'>, state: Entered): Decision<PartyFact> => {
  if (state.erased) return [];
  const erased = { partyId: state.partyId, reason: command.data.reason };
  return isAPerson(command, state) ?? [fact(command, 'PersonErased', erased, concernedFrom(state, command.effectiveOn))];
};

export const assignUscc = (command: PartyCommandNamed<'AssignUscc'>, state: Entered): Decision<PartyFact> => {
  const { uscc } = command.data;
  if (state.uscc === uscc) return [];
  return (
    firstRefusal([isAnOrganisation, noOtherUscc], command, state) ?? [
      fact(command, 'UsccAssigned', { partyId: state.partyId, uscc }, concernedFrom(state, command.effectiveOn)),
    ]
  );
};

/** A code that a register reports is assigned when it can be, and else kept as a claim beside the rule that it breaks. */
export const reportUscc = (command: PartyCommandNamed<'ReportUscc'>, state: Entered): Decision<PartyFact> => {
  const { uscc, heldBy } = command.data;
  const { partyId } = state;
  if (state.uscc === uscc || state.claims.includes(uscc)) return [];
  const refused = isAnOrganisation(command, state);
  if (refused !== undefined) return refused;
  const concerned = concernedFrom(state, command.effectiveOn);
  const broken: readonly (Rejection | undefined)[] = [
    heldBy === null ? undefined : refuse(reservationRefusals, 'code-already-held', { code: uscc }),
    noOtherUscc(command, state),
  ];
  const found = broken.filter((each) => each !== undefined);
  if (found.length === 0) return [fact(command, 'UsccAssigned', { partyId, uscc }, concerned)];
  return [
    fact(command, 'UsccClaimed', { partyId, uscc, heldBy }, concerned),
    ...found.map((each) =>
      fact(command, 'PartyDiscrepancyFound', { partyId, discrepancy: discrepancyOf(each), about: 'UsccClaimed' }, concerned),
    ),
  ];
};

export const recordRegister = (command: PartyCommandNamed<'RecordForeignRegister'>, state: Entered): Decision<PartyFact> => {
  const refused = firstRefusal([isAnOrganisation, noOtherNumberThere], command, state);
  if (refused !== undefined) return refused;
  const { foreignRegister } = command.data;
  const isKnown = state.foreignRegisters.some(
    ({ country, register }) => country === foreignRegister.country && register === foreignRegister.register,
  );
  if (isKnown) return [];
  const recorded = { partyId: state.partyId, foreignRegister };
  return [fact(command, 'ForeignRegisterRecorded', recorded, concernedFrom(state, command.effectiveOn))];
};

export const rename = (command: PartyCommandNamed<'RenameParty'>, state: Entered): Decision<PartyFact> => {
  const refused = firstRefusal([isAnOrganisation, notEnded], command, state);
  if (refused !== undefined) return refused;
  const { name } = command.data;
  const known = [nameOn(state, command.effectiveOn)].filter((each) => each !== null);
  if (known.some((each) => nameKey(each) === nameKey(name))) return [];
  return [fact(command, 'PartyRenamed', { partyId: state.partyId, name }, concernedFrom(state, command.effectiveOn))];
};

export const correctName = (command: PartyCommandNamed<'CorrectPartyName'>, state: Entered): Decision<PartyFact> => {
  const refused = firstRefusal([isAnOrganisation, nameIsKnown], command, state);
  if (refused !== undefined) return refused;
  const { entry, name, reason } = command.data;
  if (state.names.some(({ value }) => value.id === entry && value.name === name)) return [];
  const corrected = { partyId: state.partyId, name, reason };
  return [fact(command, 'PartyNameCorrected', corrected, concernedFrom(state, command.effectiveOn), entry)];
};

export const declareDuplicate = (command: PartyCommandNamed<'DeclarePartyDuplicate'>, state: Entered): Decision<PartyFact> => {
  const { sameAs, reason } = command.data;
  if (state.duplicate?.sameAs === sameAs && !state.duplicate.revoked) return [];
  return (
    firstRefusal([duplicateOfAnother, notDuplicateElsewhere, duplicateHoldsNoCode], command, state) ?? [
      fact(command, 'PartyDuplicateDeclared', { partyId: state.partyId, sameAs, reason }, concernedFrom(state, command.effectiveOn)),
    ]
  );
};

export const revokeDuplicate = (command: PartyCommandNamed<'RevokePartyDuplicate'>, state: Entered): Decision<PartyFact> => {
  const { partyId, duplicate } = state;
  if (duplicate === null) return refuse(partyRefusals, 'party-not-a-duplicate');
  if (duplicate.revoked) return [];
  const revoked = { partyId, sameAs: duplicate.sameAs, reason: command.data.reason };
  return [fact(command, 'PartyDuplicateRevoked', revoked, concernedFrom(state, command.effectiveOn))];
};
