import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, departments, effectiveDate, text, townCode } from '../kernel/index.ts';
import { edition, grade, listTotals, ofDistrict, ofTown, opinionVerdicts, reviewer, reviewVerdicts, townEdition } from './events.ts';

const reason = text(500);
const indicator = text(60)
  .nullable()
  .default(null)
  .meta({ description: 'The code of the indicator that is wrong; null for the parcel as a whole' });

/** A line as it is sent; which towns the parcel is graded in is read by the service. */
export const sentLine = z.strictObject({ parcelId: z.uuid(), indicator, reason: text(200) });
export const sentChange = z.strictObject({ parcelId: z.uuid(), grade, reason: text(200) });
/** The lines of a command, without and with what the service reads. */
export const sentLines = z.array(sentLine).max(200).default([]);
const lines = z.array(sentLine.extend({ towns: z.array(townCode) })).max(200);
export const sentChanges = z
  .array(sentChange)
  .max(200)
  .default([])
  .meta({ description: 'Where the decision differs from what the run found' });
const changes = z.array(sentChange.extend({ towns: z.array(townCode), found: grade.nullable() })).max(200);

const ofTownEdition = { ...ofTown, edition };
const ofDistrictEdition = { ...ofDistrict, edition };
/** What the run found here; null when it is not the last completed run of the cycle. Read by the service. */
const results = { totals: listTotals, parcels: z.int().min(0) };
/** How whoever reviews stands to whoever submitted. Read by the service. */
const approver = z.enum(['above', 'peer', 'submitter']);
/** The lists of the towns as they stand now, since the day of their last step. Read by the service. */
const lists = z.array(z.strictObject({ ...townEdition.shape, run: z.uuid(), isCleared: z.boolean(), since: effectiveDate }));

export const classListCommands = {
  SubmitTownList: z.strictObject({
    ...ofTown,
    run: z.uuid().meta({ description: 'The last completed scoring run of the cycle, whose results are submitted' }),
    results: z.strictObject(results).nullable(),
    /** The departments that supply quantities of the standard of the run. Read by the service. */
    reviewers: z.array(reviewer),
  }),
  ReviewLine: z.strictObject({
    ...ofTownEdition,
    /** That of whoever reviews. */
    department: z.enum(departments),
    verdict: z.enum(reviewVerdicts),
    lines,
    reason: reason.nullable().default(null),
    approver,
  }),
  ReturnTownList: z.strictObject({
    ...ofTownEdition,
    reason,
    lines,
    /** The edition of the district's list that the city returned; null when the task force returns by itself. */
    classList: edition.nullable(),
    approver,
    /** True while the district's list holds this edition. Read by the service. */
    isTaken: z.boolean(),
  }),
  WithdrawTownList: z.strictObject({ ...ofTownEdition, reason, isTaken: z.boolean() }),

  SubmitClassList: z.strictObject({
    ...ofDistrict,
    run: z.uuid(),
    towns: z.array(townEdition).min(1).max(300).meta({ description: 'The lists of the towns that make up the list, each by its edition' }),
    results: z.strictObject({ ...results, towns: z.array(townCode) }).nullable(),
    lists,
  }),
  GiveCityOpinion: z.strictObject({
    ...ofDistrictEdition,
    /** That of whoever gives it; null when the token names none. */
    department: text(40).nullable(),
    verdict: z.enum(opinionVerdicts),
    text: text(2000).nullable().default(null),
    lines,
    approver,
  }),
  ReturnClassList: z.strictObject({ ...ofDistrictEdition, reason, lines, approver }),
  DecideClassList: z.strictObject({
    ...ofDistrictEdition,
    objectionsUntil: effectiveDate.meta({ description: 'The last day on which objections are taken' }),
    overrides: reason
      .nullable()
      .default(null)
      .meta({ description: 'Why it is decided although a department objects; null where none does' }),
    changes,
    lists,
    approver,
  }),
  PublishClassList: z.strictObject({ ...ofDistrictEdition, classes: z.array(grade).min(1) }),
} as const satisfies CommandCatalogue;

export type ClassListsCommand = CommandOf<typeof classListCommands>;
export type CommandNamed<T extends ClassListsCommand['type']> = Extract<ClassListsCommand, { type: T }>;
/** Decided on a `townlist-` stream. */
export type TownListCommand = CommandNamed<'SubmitTownList' | 'ReviewLine' | 'ReturnTownList' | 'WithdrawTownList'>;
/** Decided on a `classlist-` stream. */
export type ClassListCommand = Exclude<ClassListsCommand, TownListCommand>;
