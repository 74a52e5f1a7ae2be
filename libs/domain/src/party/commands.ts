import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, jurisdictionCode, text, townCode, uscc } from '../kernel/index.ts';
import { homeCode, organisationKinds } from './events.ts';

const name = text(200).meta({ description: 'As printed in the source', example: '上海古岛时装有限公司' });
const reason = text(500).meta({ description: 'In words, without personal data', example: '营业执照登记信息变更' });
const party = { partyId: z.uuid() };
const other = z.uuid().toLowerCase();
const foreignRegister = z
  .strictObject({
    country: z.string().regex(/^[A-Z]{2}$/, 'expected a country of ISO 3166, for example "SG"'),
    register: text(100),
    number: text(50),
  })
  .meta({ description: 'Of the company register of another country', example: { country: 'SG', register: 'ACRA', number: '201912345K' } });

export const partyCommands = {
  EnterEnterprise: z.strictObject({ ...party, name, uscc: uscc.nullable().default(null), jurisdiction: homeCode }),
  EnterOrganisation: z.strictObject({
    ...party,
    kind: z.enum(organisationKinds),
    name,
    uscc: uscc.nullable().default(null),
    foreignRegister: foreignRegister.nullable().default(null),
    jurisdiction: homeCode,
  }),
  EnterNaturalPerson: z.strictObject({ ...party, vaultRecord: z.uuid(), jurisdiction: homeCode }),
  CorrectNaturalPerson: z.strictObject({ ...party, vaultRecord: z.uuid(), reason }),
  ErasePerson: z.strictObject({ ...party, reason }),
  AssignUscc: z.strictObject({ ...party, uscc }),
  ReportUscc: z.strictObject({
    ...party,
    uscc,
    heldBy: z.uuid().nullable().meta({ description: 'The other party that holds the code' }),
  }),
  RecordForeignRegister: z.strictObject({ ...party, foreignRegister }),
  RenameParty: z.strictObject({ ...party, name }),
  CorrectPartyName: z.strictObject({
    ...party,
    entry: z.uuid().meta({ description: 'The id of the event that gave the name' }),
    name,
    reason,
  }),
  MoveParty: z.strictObject({ ...party, jurisdiction: homeCode }),
  DissolveParty: z.strictObject({
    ...party,
    manner: z.enum(['deregistered', 'licence-revoked']).meta({ description: '注销 or 吊销' }),
    reason,
  }),
  MergeParty: z.strictObject({ ...party, into: other.meta({ description: 'The party that succeeds (合并)' }) }),
  DivideParty: z.strictObject({
    ...party,
    into: z.array(other).min(1).max(20).meta({ description: 'The parties that came of it (分立)' }),
    continues: z.boolean().meta({ description: '存续分立 (true) or 解散分立 (false)' }),
  }),
  RestoreParty: z.strictObject({ ...party, reason }),
  DeclarePartyDuplicate: z.strictObject({ ...party, sameAs: other.meta({ description: 'The entry that goes on' }), reason }),
  RevokePartyDuplicate: z.strictObject({ ...party, reason }),
  DeclareActualController: z.strictObject({ ...party, controllerId: other }),
  EndActualController: z.strictObject({ ...party, controllerId: other }),
  ListAsLandUser: z.strictObject({
    ...party,
    parcelId: z.uuid(),
    jurisdiction: townCode.meta({ description: 'Town of the parcel', example: '310116112' }),
    nameAsPrinted: name,
  }),
  ReserveUscc: z.strictObject({ ...party, uscc, jurisdiction: homeCode }),
  RecordPersonalDataRead: z.strictObject({
    ...party,
    readingId: z.uuid(),
    vaultRecord: z.uuid(),
    purpose: text(100),
    jurisdictions: z.array(jurisdictionCode).min(1),
  }),
} as const satisfies CommandCatalogue;

type Any = CommandOf<typeof partyCommands>;
export type ReserveUscc = Extract<Any, { type: 'ReserveUscc' }>;
export type RecordPersonalDataRead = Extract<Any, { type: 'RecordPersonalDataRead' }>;
export type PartyCommand = Exclude<Any, ReserveUscc | RecordPersonalDataRead>;
export type PartyCommandNamed<T extends PartyCommand['type']> = Extract<PartyCommand, { type: T }>;
