import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, effectiveDate, jurisdictionCode, rawText, text } from '../kernel/index.ts';
import { subjects } from '../scoring/index.ts';
import { standardShape, standardVersion, standardVersionRef, standardYear } from './events.ts';

const place = {
  jurisdiction: jurisdictionCode,
  year: standardYear,
  subject: z.enum(subjects).meta({ description: 'Whether it grades parcels or enterprises; their results are never merged' }),
};
const versioned = { ...place, version: standardVersion };
/** Any text, so that NaN, 1e400 and their like are refused by name and not by shape. */
const number = rawText(400).meta({ description: 'A decimal as text', example: '24.097' });

export const standardCommands = {
  DraftStandard: z.strictObject({
    ...place,
    parent: standardVersionRef
      .nullable()
      .default(null)
      .meta({ description: 'The published standard that it adapts: of a level above, or an earlier one of its own' }),
    /** Whether that version is published; null where none is named. Read by the service. */
    parentPublished: z.boolean().nullable(),
    content: standardShape(number, text),
  }),
  ValidateStandard: z.strictObject(versioned),
  PublishStandard: z.strictObject({
    ...versioned,
    validUntil: effectiveDate.nullable().default(null).meta({ description: 'The last day it holds; null while none is fixed' }),
  }),
  SupersedeStandard: z.strictObject({
    ...versioned,
    by: standardVersionRef.meta({ description: 'What holds instead, usually the standard of the next year' }),
  }),
} as const satisfies CommandCatalogue;

export type StandardCommand = CommandOf<typeof standardCommands>;
export type CommandNamed<T extends StandardCommand['type']> = Extract<StandardCommand, { type: T }>;
