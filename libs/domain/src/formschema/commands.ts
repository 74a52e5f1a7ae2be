import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, jurisdictionCode, text } from '../kernel/index.ts';
import { fieldShape, formSchemaYear } from './events.ts';

export const formSchemaCommands = {
  PublishFormSchema: z.strictObject({
    jurisdiction: jurisdictionCode,
    year: formSchemaYear,
    title: z.strictObject({ zh: text(200), en: text(200) }),
    sample: text(2000).nullable().default(null).meta({ description: 'What a sample is and is not; null for forms of your own' }),
    fields: z.array(fieldShape(text)).min(1).max(300),
  }),
} as const satisfies CommandCatalogue;

export type FormSchemaCommand = CommandOf<typeof formSchemaCommands>;
