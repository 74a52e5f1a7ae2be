import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, text, townCode, uscc } from '../kernel/index.ts';
import { homeCode } from './events.ts';

const name = text(200).meta({ description: 'As printed in the source', example: '上海古岛时装有限公司' });

export const partyCommands = {
  EnterEnterprise: z.strictObject({ partyId: z.uuid(), name, uscc: uscc.nullable().default(null), jurisdiction: homeCode }),
  AssignUscc: z.strictObject({ partyId: z.uuid(), uscc }),
  ListAsLandUser: z.strictObject({
    partyId: z.uuid(),
    parcelId: z.uuid(),
    jurisdiction: townCode.meta({ description: 'Town of the parcel', example: '310116112' }),
    nameAsPrinted: name,
  }),
  ReserveUscc: z.strictObject({ partyId: z.uuid(), uscc, jurisdiction: homeCode }),
} as const satisfies CommandCatalogue;

type Any = CommandOf<typeof partyCommands>;
export type ReserveUscc = Extract<Any, { type: 'ReserveUscc' }>;
export type PartyCommand = Exclude<Any, ReserveUscc>;
