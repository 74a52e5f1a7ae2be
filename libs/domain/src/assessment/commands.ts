import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, decimal, jurisdictionCode, text, townCode } from '../kernel/index.ts';
import { grades } from '../scoring/index.ts';
import { classListRef, cycleRef, result } from './events.ts';

/** Every town the subject lies in or works in. */
const jurisdictions = z.array(townCode).min(1);

export const assessmentCommands = {
  /** Given by the scoring job alone. */
  GradeParcel: z.strictObject({ parcelId: z.uuid(), partyIds: z.array(z.uuid()), jurisdictions, ...result }),
  /** Given by reactions: the city decided, on the grade of the run or otherwise. */
  FinaliseGrade: z.strictObject({
    parcelId: z.uuid(),
    cycle: cycleRef,
    run: z.uuid(),
    grade: z.enum(grades).nullable(),
    list: classListRef,
    document: text(100),
    jurisdictions,
  }),
  /** Given by the scoring job alone. */
  GradeEnterprise: z.strictObject({ partyId: z.uuid(), jurisdictions, ...result }),
  FreezeBottomRanking: z.strictObject({
    jurisdiction: jurisdictionCode.meta({ description: 'The town or district whose enterprises are ranked' }),
    parkId: z
      .uuid()
      .nullable()
      .default(null)
      .meta({ description: 'The park whose enterprises are ranked; null for the whole jurisdiction' }),
    cycle: cycleRef,
    run: z.uuid(),
    // One event names them all.
    size: z.int().min(1).max(300).default(30).meta({ description: 'How many of the last are named' }),
    /** The enterprises of the place with the results of that run. Read by the service. */
    candidates: z.array(z.strictObject({ partyId: z.uuid(), code: z.string(), score: decimal.nullable() })),
  }),
} as const satisfies CommandCatalogue;

export type AssessmentCommand = CommandOf<typeof assessmentCommands>;
export type CommandNamed<T extends AssessmentCommand['type']> = Extract<AssessmentCommand, { type: T }>;
