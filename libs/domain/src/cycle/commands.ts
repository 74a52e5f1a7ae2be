import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, effectiveDate, jurisdictionCode, text } from '../kernel/index.ts';
import { subjects } from '../scoring/index.ts';
import { classTotals, cohortFigures, cycleYear, phases, schedule, standardRef } from './events.ts';

const place = { jurisdiction: jurisdictionCode, year: cycleYear, subject: z.enum(subjects) };
const ofRun = { ...place, run: z.uuid() };
const reason = text(500);

export const cycleCommands = {
  OpenCycle: z.strictObject({
    ...place,
    standard: standardRef.nullable().default(null).meta({ description: 'The version of the standard that binds the whole cycle' }),
    /** How that version stands in its own stream; null when it was never published. Read by the service. */
    published: z
      .strictObject({ validFrom: effectiveDate, validUntil: effectiveDate.nullable(), supersededFrom: effectiveDate.nullable() })
      .nullable(),
    schedule,
  }),
  AdvancePhase: z.strictObject({ ...place, phase: z.enum(phases) }),
  RescheduleCycle: z.strictObject({ ...place, schedule, reason }),
  SetFigureYear: z.strictObject({
    ...place,
    figureYear: cycleYear.meta({ description: "The calendar year that figures must be of; the year before the cycle's until it is said" }),
  }),
  FreezeCycle: z.strictObject(place),
  ReopenCycle: z.strictObject({ ...place, reason }),
  StartScoring: z.strictObject({ ...ofRun, position: text(200) }),
  RecordCohort: z.strictObject({ ...ofRun, ...cohortFigures }),
  CompleteScoring: z.strictObject({ ...ofRun, totals: classTotals }),
  AbandonScoring: z.strictObject({ ...ofRun, reason }),
} as const satisfies CommandCatalogue;

export type CycleCommand = CommandOf<typeof cycleCommands>;
export type CommandNamed<T extends CycleCommand['type']> = Extract<CycleCommand, { type: T }>;
