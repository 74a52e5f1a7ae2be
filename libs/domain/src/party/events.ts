// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
// No event names a natural person: what is personal lies in the vault of the registry, under the id of a record there.
import { z } from 'zod';
import {
  discrepancy,
  type EventCatalogue,
  type FactOf,
  type Identified,
  jurisdictionCode,
  levelOf,
  townCode,
  uscc,
} from '../kernel/index.ts';

/** Where a party is at home: a town, or a district when the town is not known. */
export const homeCode = jurisdictionCode.refine((code) => levelOf(code) !== 'city', 'expected the code of a town or a district');

/** 集体经济组织或村集体, 机关, 法院, and others (foreign ones among them), which may have no USCC. */
export const organisationKinds = ['collective', 'government', 'court', 'other'] as const;

/** An entry in the company register of another country. */
const foreignRegister = z.strictObject({ country: z.string(), register: z.string(), number: z.string() });

export const partyEvents = {
  EnterpriseEntered: {
    version: 1,
    data: z.strictObject({ partyId: z.uuid(), name: z.string(), uscc: uscc.nullable(), jurisdiction: homeCode }),
  },
  OrganisationEntered: {
    version: 1,
    data: z.strictObject({
      partyId: z.uuid(),
      kind: z.enum(organisationKinds),
      name: z.string(),
      uscc: uscc.nullable(),
      foreignRegister: foreignRegister.nullable(),
      jurisdiction: homeCode,
    }),
  },
  /** A natural person is in the ledger; who it is lies in the vault, under the party's id and this record. */
  NaturalPersonEntered: {
    version: 1,
    data: z.strictObject({ partyId: z.uuid(), vaultRecord: z.uuid(), jurisdiction: homeCode }),
  },
  /** What the vault kept of the person was wrong; another record takes its place. */
  NaturalPersonCorrected: {
    version: 1,
    data: z.strictObject({ partyId: z.uuid(), vaultRecord: z.uuid(), reason: z.string() }),
  },
  /** The key of the person's data was destroyed: all its records are unreadable for ever. */
  PersonErased: { version: 1, data: z.strictObject({ partyId: z.uuid(), reason: z.string() }) },
  UsccAssigned: { version: 1, data: z.strictObject({ partyId: z.uuid(), uscc }) },
  /** A register names a code for the party that it cannot have here: another party holds it, or the party has another one. */
  UsccClaimed: {
    version: 1,
    data: z.strictObject({
      partyId: z.uuid(),
      uscc,
      /** The other party that held the code when this was said. */
      heldBy: z.uuid().nullable(),
    }),
  },
  ForeignRegisterRecorded: { version: 1, data: z.strictObject({ partyId: z.uuid(), foreignRegister }) },
  /** From this day on the party has this name; the names before stay as 曾用名. */
  PartyRenamed: { version: 1, data: z.strictObject({ partyId: z.uuid(), name: z.string() }) },
  PartyNameCorrected: { version: 1, data: z.strictObject({ partyId: z.uuid(), name: z.string(), reason: z.string() }) },
  PartyMoved: { version: 1, data: z.strictObject({ partyId: z.uuid(), jurisdiction: homeCode }) },
  /** 注销 ends the party; 吊销 takes its licence and leaves it to be wound up. */
  PartyDissolved: {
    version: 1,
    data: z.strictObject({ partyId: z.uuid(), manner: z.enum(['deregistered', 'licence-revoked']), reason: z.string() }),
  },
  /** 合并: the party ended, and `into` succeeds it. */
  PartyMerged: { version: 1, data: z.strictObject({ partyId: z.uuid(), into: z.uuid() }) },
  /** 分立: `into` came of it; it goes on beside them (存续分立) or ended (解散分立). */
  PartyDivided: { version: 1, data: z.strictObject({ partyId: z.uuid(), into: z.array(z.uuid()), continues: z.boolean() }) },
  /** The end of the party, or the taking of its licence, was undone (撤销注销登记, 撤销吊销). */
  PartyRestored: { version: 1, data: z.strictObject({ partyId: z.uuid(), reason: z.string() }) },
  /** Two entries are one and the same party (登记重复): not a merger, and revocable. */
  PartyDuplicateDeclared: { version: 1, data: z.strictObject({ partyId: z.uuid(), sameAs: z.uuid(), reason: z.string() }) },
  PartyDuplicateRevoked: { version: 1, data: z.strictObject({ partyId: z.uuid(), sameAs: z.uuid(), reason: z.string() }) },
  ActualControllerDeclared: { version: 1, data: z.strictObject({ partyId: z.uuid(), controllerId: z.uuid() }) },
  ActualControllerEnded: { version: 1, data: z.strictObject({ partyId: z.uuid(), controllerId: z.uuid() }) },
  LandUserListed: {
    version: 1,
    data: z.strictObject({
      partyId: z.uuid(),
      parcelId: z.uuid(),
      /** The parcel's town, which thereby sees the party. */
      jurisdiction: townCode,
      nameAsPrinted: z.string(),
      role: z.literal('land-user'),
      confirmed: z.literal(false),
    }),
  },
  /** A reported fact breaks a rule: `about` names the kind of the fact, which stands beside it in the same append. */
  PartyDiscrepancyFound: { version: 1, data: z.strictObject({ partyId: z.uuid(), discrepancy, about: z.string() }) },
  UsccReserved: { version: 1, data: z.strictObject({ uscc, partyId: z.uuid() }) },
  /** Somebody was shown what the vault keeps of a person. */
  PersonalDataRead: {
    version: 1,
    data: z.strictObject({ partyId: z.uuid(), readingId: z.uuid(), vaultRecord: z.uuid(), purpose: z.string() }),
  },
} as const satisfies EventCatalogue;

type Any = FactOf<typeof partyEvents>;
export type UsccFact = Extract<Any, { type: 'UsccReserved' }>;
export type AccessFact = Extract<Any, { type: 'PersonalDataRead' }>;
export type PartyFact = Exclude<Any, UsccFact | AccessFact>;
export type PartyEvent = Identified<PartyFact>;
