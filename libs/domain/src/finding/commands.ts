import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, departments, jurisdictionCode, text } from '../kernel/index.ts';
import { outcomes, subjectKinds } from './events.ts';

const label = text(400);

export const findingCommands = {
  OpenFinding: z.strictObject({
    findingId: z.uuid(),
    rule: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,79}$/, 'expected the name of a rule, for example "parcel-on-several-lists"')
      .meta({ example: 'parcel-on-several-lists' }),
    subject: z.strictObject({ kind: z.enum(subjectKinds), id: z.uuid() }),
    jurisdictions: z.array(jurisdictionCode).min(1, 'expected at least one code').max(50),
    causedBy: z.uuid().meta({ description: 'Id of the event that met the rule' }),
    titleZh: text(200),
    titleEn: text(200),
    detail: z.array(z.strictObject({ labelZh: label, labelEn: label, value: text(1000) })).max(50),
    departments: z.array(z.enum(departments)).optional().meta({ description: 'Those that are to look at it' }),
  }),
  CloseFinding: z.strictObject({ findingId: z.uuid(), outcome: z.enum(outcomes), reason: text(500) }),
} as const satisfies CommandCatalogue;

export type FindingCommand = CommandOf<typeof findingCommands>;
