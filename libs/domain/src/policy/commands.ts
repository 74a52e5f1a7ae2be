import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, departments, jurisdictionCode, text } from '../kernel/index.ts';
import { effects, policyCode, policyGrades } from './events.ts';

const place = { jurisdiction: jurisdictionCode, code: policyCode };
const reason = text(500);
/** The department of who gives the command; null for the task force, which speaks for all. From the caller. */
const by = z.enum(departments).nullable();

const content = {
  name: text(200).meta({ description: 'Name of the policy', example: '差别化电价' }),
  grades: z
    .array(z.enum(policyGrades))
    .min(1)
    .max(policyGrades.length)
    .meta({ description: 'The grades it follows from', example: ['D'] }),
  effect: z.enum(effects),
  details: text(4000).meta({ description: 'What follows, as the document says it', example: '按规定执行差别化电价' }),
};

export const policyCommands = {
  SetGradePolicy: z.strictObject({
    ...place,
    department: z.enum(departments).meta({ description: 'The department that carries it out', example: '经委' }),
    ...content,
    by,
  }),
  ReplaceGradePolicy: z.strictObject({ ...place, ...content, reason, by }),
  EndGradePolicy: z.strictObject({ ...place, reason, by }),
} as const satisfies CommandCatalogue;

export type PolicyCommand = CommandOf<typeof policyCommands>;
export type CommandNamed<T extends PolicyCommand['type']> = Extract<PolicyCommand, { type: T }>;
