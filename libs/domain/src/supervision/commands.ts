import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, jurisdictionCode, levelOf, text } from '../kernel/index.ts';
import { finalGrade, landTouch, ruleYears, tenure } from './events.ts';

/** The places that the parcel concerns, as the fact tells that caused the command. */
const jurisdictions = z.array(jurisdictionCode).min(1);

export const supervisionCommands = {
  NoteTenure: z.strictObject({ ...tenure, jurisdictions }),
  NoteTenureAnnulled: z.strictObject({ parcelId: z.uuid(), tenureId: z.uuid(), causedBy: z.uuid() }),
  NoteGrade: z.strictObject({ ...finalGrade, document: text(200), jurisdictions }),
  NoteGradedLandTouched: z.strictObject(landTouch),
  SetSupervisionRule: z.strictObject({
    // A town would lift its land out of the supervision of its district.
    jurisdiction: jurisdictionCode.refine((code) => levelOf(code) !== 'town', 'expected the code of a city or district'),
    leaseYears: ruleYears.leaseYears.meta({ description: '租赁满几年纳入监管; 3 where no rule is set', example: 3 }),
    holdingYears: ruleYears.holdingYears.meta({ description: '拿地满几年纳入监管; 5 where no rule is set', example: 5 }),
  }),
} as const satisfies CommandCatalogue;

type Any = CommandOf<typeof supervisionCommands>;
export type SetSupervisionRule = Extract<Any, { type: 'SetSupervisionRule' }>;
export type SupervisionCommand = Exclude<Any, SetSupervisionRule>;
export type CommandNamed<T extends SupervisionCommand['type']> = Extract<SupervisionCommand, { type: T }>;
