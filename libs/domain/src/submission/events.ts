// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { type EventCatalogue, type FactOf, type Identified, jurisdictionCode } from '../kernel/index.ts';
import { subjects, suppliers } from '../scoring/index.ts';

/** The forms of 一地一表: 用地主体自评表, 企业信息采集表, and the survey of town or technical unit (松规划资源〔2023〕123号). */
export const formKinds = ['self-assessment', 'enterprise-information', 'survey'] as const;
export type FormKind = (typeof formKinds)[number];

/** Who filled a form: the enterprise, town or park itself, either for it from stamped paper (代填), or a mandated technical unit. */
export const fillers = ['enterprise', 'town', 'on-behalf', 'mandated-unit'] as const;

export const submissionYear = z.int().min(2000).max(2100);
/** The calendar year that a figure is of. */
export const figureYear = z.int().min(2000).max(2100);

/** Whose 体检表: a parcel in a cycle of parcels, or an enterprise in a cycle of enterprises. */
const ofSubject = {
  subjectId: z.uuid(),
  subject: z.enum(subjects),
  cycle: z.strictObject({ jurisdiction: jurisdictionCode, year: submissionYear }),
};
/** The enterprise on the parcel that it is about; null for the parcel as a whole. */
const partyId = z.uuid().nullable();
const form = z.enum(formKinds);
const quantity = z.string().meta({ example: 'tax' });
const value = z.string().meta({ example: '128.5' });
const unit = z.string().meta({ example: '万元' });
/** One figure: a decimal as text, or the code of an option (then without a unit: ''). */
export const figure = z.strictObject({ quantity, value, unit });
export const answer = z.strictObject({ field: z.string().meta({ example: 'vacancy' }), value: z.string().meta({ example: 'partial' }) });
export const formSchemaRef = z.strictObject({ jurisdiction: jurisdictionCode, year: submissionYear, version: z.int().min(1) });

export const submissionEvents = {
  /** The subject belongs to the cycle: its form is handed out, and figures are owed. */
  HealthCheckOpened: {
    version: 1,
    data: z.strictObject({
      ...ofSubject,
      /** 统一编码 or USCC, else the id: what ranks equals in the end. */
      code: z.string().meta({ example: '31011610900100GB00001' }),
      town: jurisdictionCode,
      /** The enterprises that use the parcel; of an enterprise only itself. */
      enterprises: z.array(z.uuid()),
    }),
  },
  /** Other enterprises use the parcel than were known. */
  EnterprisesRenamed: { version: 1, data: z.strictObject({ ...ofSubject, enterprises: z.array(z.uuid()), reason: z.string() }) },
  /** Figures of one supplier for one year. Those of a form replace what the same form of the same enterprise said before. */
  FiguresSupplied: {
    version: 1,
    data: z.strictObject({
      ...ofSubject,
      partyId,
      supplier: z.enum(suppliers),
      period: figureYear,
      figures: z.array(figure).min(1),
      form: form.nullable(),
    }),
  },
  /** The supplier gave another value than the one that stands: the first stands until one is corrected. */
  FigureContradicted: {
    version: 1,
    data: z.strictObject({
      ...ofSubject,
      partyId,
      supplier: z.enum(suppliers),
      period: figureYear,
      quantity,
      standing: z.strictObject({ event: z.uuid(), value }),
      said: z.string().meta({ example: '12.85' }),
    }),
  },
  /** Instead of the figure of the corrected event another one holds; null withdraws it: it is missing then. */
  FigureCorrected: {
    version: 1,
    data: z.strictObject({
      ...ofSubject,
      partyId,
      supplier: z.enum(suppliers),
      period: figureYear,
      quantity,
      value: value.nullable(),
      unit,
      reason: z.string(),
    }),
  },
  FormSubmitted: {
    version: 1,
    data: z.strictObject({
      ...ofSubject,
      partyId,
      form,
      schema: formSchemaRef,
      answers: z.array(answer).min(1),
      filledBy: z.enum(fillers),
      mandateId: z.uuid().nullable(),
    }),
  },
  FormReturned: { version: 1, data: z.strictObject({ ...ofSubject, partyId, form, reason: z.string(), fields: z.array(z.string()) }) },
  FormConfirmed: { version: 1, data: z.strictObject({ ...ofSubject, partyId, form }) },
} as const satisfies EventCatalogue;

export type SubmissionFact = FactOf<typeof submissionEvents>;
export type SubmissionEvent = Identified<SubmissionFact>;
