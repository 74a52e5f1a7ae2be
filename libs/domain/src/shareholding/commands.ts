import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, effectiveDate, jurisdictionCode, share, text } from '../kernel/index.ts';
import { changeCauses } from './events.ts';

const other = z.uuid().toLowerCase();
const groupNumber = z.int().min(1).max(99);
const holding = z.strictObject({
  holderId: other,
  share: share.nullable().meta({ description: 'Of the whole company; null where it is not known or held jointly only' }),
  group: groupNumber.nullish().meta({ description: 'The group it holds with jointly (共同共有)' }),
});
const structure = {
  holdings: z.array(holding).max(200),
  groups: z
    .array(z.strictObject({ group: groupNumber, share: share.nullable() }))
    .max(50)
    .optional()
    .meta({ description: 'What each group holds together; null where it is not known' }),
};
const company = {
  companyId: z.uuid(),
  /** Every place that the company concerns; those that are known already need not be said again. */
  jurisdictions: z.array(jurisdictionCode).optional(),
};
const transfer = {
  ...company,
  fromId: other,
  toId: other,
  share: share.meta({ description: 'Of the whole company, not of what the holder has' }),
  equityId: other.nullable().default(null),
  caseNumber: text(100).nullish().meta({ description: '案号 of the court that disposes of the share; its own freeze does not bind it' }),
};
const reason = text(500);
const until = effectiveDate.meta({ description: 'The last day of the term' });
const freeze = z.uuid().meta({ description: 'The id of the event that recorded the freeze' });

export const shareholdingCommands = {
  RecordShareholdings: z.strictObject({ ...company, ...structure }),
  ChangeShareholdings: z.strictObject({
    ...company,
    cause: z.enum(changeCauses),
    before: z.strictObject(structure),
    after: z.strictObject(structure),
    equityId: other.nullable().default(null),
  }),
  TransferShares: z.strictObject(transfer),
  ReportShareTransfer: z.strictObject(transfer),
  CorrectShareholdings: z.strictObject({
    ...company,
    entry: z.uuid().meta({ description: 'The id of the event that recorded the structure' }),
    ...structure,
    reason,
  }),
  AnnulShareTransfer: z.strictObject({
    ...company,
    entry: z.uuid().meta({ description: 'The id of the event that recorded the transfer' }),
    reason,
  }),
  FreezeShares: z.strictObject({
    ...company,
    holderId: other,
    share,
    court: text(100),
    caseNumber: text(100),
    waiting: z.boolean().default(false).meta({ description: '轮候冻结' }),
    until: until.nullable().default(null),
  }),
  RenewShareFreeze: z.strictObject({ ...company, freeze, until }),
  LiftShareFreeze: z.strictObject({ ...company, freeze }),
} as const satisfies CommandCatalogue;

export type ShareholdingCommand = CommandOf<typeof shareholdingCommands>;
export type ShareholdingCommandNamed<T extends ShareholdingCommand['type']> = Extract<ShareholdingCommand, { type: T }>;
