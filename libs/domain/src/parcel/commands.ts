import { z } from 'zod';
import { area, type CommandCatalogue, type CommandOf, text, townCode } from '../kernel/index.ts';
import { anyParcelCode, landUses, legalities, ownerships } from './events.ts';

const name = text(200).meta({ description: 'As printed in the source', example: '上海古岛时装有限公司地块' });
const address = text(300);
const reason = text(500);
const rank = z
  .int()
  .nonnegative()
  .max(1_000_000_000)
  .default(0)
  .meta({ description: "Place in the import's manifest; decides among sources of one date" });

export const parcelCommands = {
  EnterParcel: z.strictObject({
    parcelId: z.uuid(),
    jurisdiction: townCode,
    name,
    address: address.nullable().default(null),
    landUse: z.enum(landUses).nullable().default(null),
    ownership: z.enum(ownerships).nullable().default(null),
    legality: z.enum(legalities).nullable().default(null),
    area: area.nullable().default(null),
    rank,
  }),
  ObserveParcelArea: z.strictObject({ parcelId: z.uuid(), area, rank }),
  CorrectParcelArea: z.strictObject({ parcelId: z.uuid(), observation: z.uuid(), area, reason }),
  ResolveParcelAreaConflict: z.strictObject({ parcelId: z.uuid(), observation: z.uuid(), reason }),
  ObserveParcelAddress: z.strictObject({ parcelId: z.uuid(), address }),
  AssignParcelCode: z.strictObject({ parcelId: z.uuid(), assigned: anyParcelCode }),
  ReserveParcelCode: z.strictObject({ parcelId: z.uuid(), code: z.string().min(1).max(28), jurisdiction: townCode }),
} as const satisfies CommandCatalogue;

type Any = CommandOf<typeof parcelCommands>;
export type ReserveParcelCode = Extract<Any, { type: 'ReserveParcelCode' }>;
export type ParcelCommand = Exclude<Any, ReserveParcelCode>;
