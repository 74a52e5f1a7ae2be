import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, jurisdictionCode, text } from '../kernel/index.ts';

const name = text(100).meta({ description: 'Official name', example: '漕泾镇' });

export const jurisdictionCommands = {
  RegisterJurisdiction: z.strictObject({
    code: jurisdictionCode,
    name,
    parent: jurisdictionCode.nullable().meta({ description: 'Code one level up; null for a city', example: '310116' }),
  }),
  RenameJurisdiction: z.strictObject({ code: jurisdictionCode, name }),
  RecodeJurisdiction: z.strictObject({ code: jurisdictionCode, successor: jurisdictionCode, reason: text(500) }),
} as const satisfies CommandCatalogue;

export type JurisdictionCommand = CommandOf<typeof jurisdictionCommands>;
