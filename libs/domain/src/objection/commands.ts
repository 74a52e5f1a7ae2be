import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, effectiveDate, jurisdictionCode, text } from '../kernel/index.ts';
import { grades } from '../scoring/index.ts';
import { lodgers, objectionCycle, outcomes } from './events.ts';

const objectionId = z.uuid();
const reason = text(2000);

export const objectionCommands = {
  LodgeObjection: z.strictObject({
    objectionId,
    parcelId: z.uuid().toLowerCase(),
    cycle: objectionCycle.meta({ description: 'The cycle in which the parcel was graded' }),
    edition: z.int().min(1).meta({ description: 'The edition of the decided list that is objected to', example: 1 }),
    partyId: z.uuid().toLowerCase().meta({ description: 'The enterprise that objects' }),
    grounds: text(4000).meta({ description: 'Why the grade is contested', example: '研发费用未计入' }),
    /** From the caller's scope. */
    lodgedBy: z.enum(lodgers),
    /** Every town the parcel lies in. Read by the service. */
    jurisdictions: z.array(jurisdictionCode).min(1),
    /** The decided grade, with the list that decided it; null before a decision. Read by the service. */
    final: z
      .strictObject({
        list: z.strictObject({ jurisdiction: jurisdictionCode, edition: z.int().min(1) }),
        document: z.string(),
        run: z.uuid(),
        grade: z.enum(grades).nullable(),
        partyIds: z.array(z.uuid()),
        decidedOn: effectiveDate,
        /** The last day on which the decision may be objected to. */
        objectionsUntil: effectiveDate,
      })
      .nullable(),
  }),
  /** `withdrawnBy` comes from the caller's scope. */
  WithdrawObjection: z.strictObject({ objectionId, reason, withdrawnBy: z.enum(lodgers) }),
  DecideObjection: z.strictObject({
    objectionId,
    outcome: z.enum(outcomes),
    reason,
    corrections: text(2000)
      .nullable()
      .default(null)
      .meta({ description: 'Which figures were wrong; their suppliers correct them before the objection is upheld' }),
    /** Whether who decides is who lodged it. Read by the service. */
    isLodger: z.boolean(),
  }),
} as const satisfies CommandCatalogue;

export type ObjectionCommand = CommandOf<typeof objectionCommands>;
export type CommandNamed<T extends ObjectionCommand['type']> = Extract<ObjectionCommand, { type: T }>;
