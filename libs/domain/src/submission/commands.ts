import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, effectiveDate, jurisdictionCode, rawText, text } from '../kernel/index.ts';
import { subjects, suppliers } from '../scoring/index.ts';
import { figureYear, fillers, formKinds, submissionYear } from './events.ts';

const id = z.uuid().toLowerCase();
const ofSubject = {
  subjectId: id,
  subject: z.enum(subjects),
  cycle: z.strictObject({ jurisdiction: jurisdictionCode, year: submissionYear }),
};
const partyId = id
  .nullable()
  .default(null)
  .meta({ description: 'The enterprise on the parcel that it is about; null for the parcel as a whole' });
const enterprises = z.array(id).max(200).meta({ description: 'The enterprises that use the parcel, owners and lessees' });
const form = z.enum(formKinds);
const code = text(60);
const reason = text(500);
const period = figureYear.meta({ description: 'The calendar year that the figures are of' });
/** Any text, so that NaN, 1e400 and their like are refused by name and not by shape. */
const value = rawText(400).meta({ description: 'A decimal as text, or the code of an option', example: '128.5' });
const unit = rawText(40).meta({ description: "As the standard states it; '' for an option", example: '万元' });

/** What the cycle and its standard say of the figures that are named; null without a cycle. Read by the service. */
export const terms = z
  .strictObject({
    isFrozen: z.boolean(),
    /** The last day of the evaluation phase; null when the schedule has none. */
    evaluationEnds: effectiveDate.nullable(),
    figureYear,
    /** Those of the named codes that the standard has. */
    quantities: z.array(
      z.strictObject({
        code: z.string(),
        unit: z.string(),
        kind: z.enum(['decimal', 'option']),
        options: z.array(z.string()),
        suppliedBy: z.enum(suppliers),
      }),
    ),
  })
  .nullable();
export type Terms = NonNullable<z.output<typeof terms>>;

export const fieldKinds = ['decimal', 'integer', 'text', 'date', 'option', 'yes-no'] as const;

/** The fields of one form in the version in force; null when none is. Read by the service. */
const schema = z
  .strictObject({
    jurisdiction: jurisdictionCode,
    year: submissionYear,
    version: z.int().min(1),
    fields: z.array(
      z.strictObject({
        code: z.string(),
        kind: z.enum(fieldKinds),
        unit: z.string(),
        options: z.array(z.string()),
        isRequired: z.boolean(),
        /** The quantity of the standard that the answer supplies. */
        quantity: z.string().nullable(),
      }),
    ),
  })
  .nullable();
export type FormSchema = NonNullable<z.output<typeof schema>>;
export type Field = FormSchema['fields'][number];

/** Who looks a form through: the town or park it lies in, or the district's task force. Told by the caller's role. */
export const reviewers = ['town', 'task-force'] as const;

export const submissionCommands = {
  OpenHealthCheck: z.strictObject({
    ...ofSubject,
    code: text(60).meta({ description: '统一编码 or USCC, else the id: what ranks equals in the end', example: '31011610900100GB00001' }),
    town: jurisdictionCode,
    enterprises,
    /** How the cycle stands; null when it was never opened. Read by the service. */
    cycleState: z.enum(['open', 'frozen', 'reopened']).nullable(),
  }),
  RenameEnterprises: z.strictObject({ ...ofSubject, enterprises, reason }),
  SupplyFigures: z.strictObject({
    ...ofSubject,
    partyId,
    supplier: z.enum(suppliers),
    period,
    figures: z
      .array(z.strictObject({ quantity: code, value, unit }))
      .min(1)
      .max(200),
    terms,
  }),
  CorrectFigure: z.strictObject({
    ...ofSubject,
    partyId,
    supplier: z.enum(suppliers),
    period,
    quantity: code,
    value: value.nullable().meta({ description: 'null withdraws the figure: it is missing then, which is not zero' }),
    unit,
    reason,
    event: id.meta({ description: 'The event by which the figure stands that is wrong' }),
    terms,
  }),
  SubmitForm: z.strictObject({
    ...ofSubject,
    partyId,
    form,
    answers: z
      .array(z.strictObject({ field: code, value: text(500) }))
      .min(1)
      .max(200),
    filledBy: z.enum(fillers),
    mandateId: id.nullable(),
    schema,
    terms,
  }),
  ReturnForm: z.strictObject({
    ...ofSubject,
    partyId,
    form,
    reason,
    fields: z.array(code).max(200).default([]).meta({ description: 'The fields to look at again' }),
    reviewer: z.enum(reviewers),
  }),
  ConfirmForm: z.strictObject({
    ...ofSubject,
    partyId,
    form,
    reviewer: z.enum(reviewers),
    /** Who confirms, and who submitted what is confirmed: the actor of that event; null when nothing was submitted. Read by the service. */
    by: z.string(),
    submitted: z.strictObject({ event: id, by: z.string() }).nullable(),
  }),
} as const satisfies CommandCatalogue;

export type SubmissionCommand = CommandOf<typeof submissionCommands>;
export type CommandNamed<T extends SubmissionCommand['type']> = Extract<SubmissionCommand, { type: T }>;
