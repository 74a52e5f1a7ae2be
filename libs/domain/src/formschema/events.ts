// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { type EventCatalogue, type FactOf, type Identified, jurisdictionCode } from '../kernel/index.ts';

/** The forms of 一地一表 (松规划资源〔2023〕123号): 用地主体自评表, 企业信息采集表, and the survey of town or technical unit. */
export const forms = ['self-assessment', 'enterprise-information', 'survey'] as const;

/** What an answer is; a yes-no is answered `yes` or `no`, an option by its code. */
export const fieldKinds = ['decimal', 'integer', 'text', 'date', 'option', 'yes-no'] as const;

export const formSchemaYear = z.int().min(2000).max(2100);

/** A code of small letters, digits and hyphens, as standards have them. */
export const formCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'expected a code of small letters, digits and hyphens')
  .max(60)
  .meta({ description: 'A code of small letters, digits and hyphens', example: 'vacant-area' });

/** @param words a printed text up to a length */
export const fieldShape = (words: (longest: number) => z.ZodType<string, string>) => {
  const name = z.strictObject({ zh: words(200), en: words(200) });
  return z.strictObject({
    form: z.enum(forms),
    code: formCode,
    name,
    kind: z.enum(fieldKinds),
    /** Of a number; '' for everything else and for numbers without one. */
    unit: z.union([z.literal(''), words(40)]),
    options: z.array(z.strictObject({ code: formCode, name })).max(50),
    isRequired: z.boolean(),
    /** The quantity of the standard that the answer supplies; null for what is only to be known. */
    quantity: formCode.nullable(),
  });
};

export const formSchemaEvents = {
  /** From effectiveOn on the forms of this jurisdiction and year have these fields; a later version replaces all of them. */
  FormSchemaPublished: {
    version: 1,
    data: z.strictObject({
      jurisdiction: jurisdictionCode,
      year: formSchemaYear,
      /** Counts from 1. */
      version: z.int().min(1),
      title: z.strictObject({ zh: z.string(), en: z.string() }),
      /** What a sample is and is not; null for forms of one's own. */
      sample: z.string().nullable(),
      fields: z.array(fieldShape(() => z.string())).min(1),
    }),
  },
} as const satisfies EventCatalogue;

export type FormSchemaFact = FactOf<typeof formSchemaEvents>;
export type FormSchemaEvent = Identified<FormSchemaFact>;
