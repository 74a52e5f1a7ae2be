// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import {
  departments,
  type EventCatalogue,
  effectiveDate,
  type FactOf,
  type Identified,
  jurisdictionCode,
  levelOf,
  townCode,
} from '../kernel/index.ts';
import { type Grade, grades, subjects } from '../scoring/index.ts';

const districtCode = jurisdictionCode
  .refine((code) => levelOf(code) === 'district', 'expected a district code of 6 digits')
  .meta({ description: 'Code of a district', example: '310116' });

/** Which cycle the lists are of. */
const ofCycle = {
  cycle: z.strictObject({
    jurisdiction: jurisdictionCode.meta({ example: '310116' }),
    year: z.int().min(2000).max(2100).meta({ example: 2024 }),
  }),
  subject: z.enum(subjects),
};
/** Which list of a town or park, which list of a district. */
export const ofTown = { town: townCode, ...ofCycle };
export const ofDistrict = { jurisdiction: districtCode, ...ofCycle };

const count = z.int().min(0);
/** An edition counts from 1; a new one follows a return or a withdrawal. */
export const edition = z.int().min(1);
export const grade = z.enum(grades);
/** How many stand in each class, and how many in none. */
export const listTotals = z.strictObject({ A: count, B: count, C: count, D: count, T: count, none: count } satisfies Record<
  Grade | 'none',
  z.ZodType
>);
/** A list names a run: the grades are its results, which never change, and are not repeated here. */
const graded = { run: z.uuid(), totals: listTotals, parcels: z.int().min(1) };

/** What is wrong with a parcel of a list, in one indicator or as a whole; `towns` are those it is graded in. */
export const line = z.strictObject({
  parcelId: z.uuid(),
  towns: z.array(townCode),
  indicator: z.string().nullable().meta({ example: 'tax-per-mu' }),
  reason: z.string(),
});
/** A department that supplies quantities of the standard, and the indicators that are its line. */
export const reviewer = z.strictObject({ department: z.enum(departments), indicators: z.array(z.string()) });
export const reviewVerdicts = ['passed', 'returned'] as const;
/** 同意, 有修改意见, 不同意. */
export const opinionVerdicts = ['agree', 'remarks', 'object'] as const;
export const townEdition = z.strictObject({ town: townCode, edition });

const ofTownEdition = { ...ofTown, edition };
const ofDistrictEdition = { ...ofDistrict, edition };

export const classListEvents = {
  TownListSubmitted: { version: 1, data: z.strictObject({ ...ofTownEdition, ...graded, reviewers: z.array(reviewer) }) },
  /** 审核把关: what a department says of its own line. */
  LineReviewed: {
    version: 1,
    data: z.strictObject({
      ...ofTownEdition,
      department: z.enum(departments),
      verdict: z.enum(reviewVerdicts),
      lines: z.array(line),
      reason: z.string().nullable(),
    }),
  },
  /** By the task force, or because the city returned lines of it with the edition `classList` of the district's list. */
  TownListReturned: {
    version: 1,
    data: z.strictObject({ ...ofTownEdition, reason: z.string(), lines: z.array(line), classList: edition.nullable() }),
  },
  TownListWithdrawn: { version: 1, data: z.strictObject({ ...ofTownEdition, reason: z.string() }) },

  /** 四类清单: one list per district, of the lists of its towns. */
  ClassListSubmitted: { version: 1, data: z.strictObject({ ...ofDistrictEdition, ...graded, towns: z.array(townEdition).min(1) }) },
  /** 联合研判: the last opinion of a department on an edition stands. */
  CityOpinionGiven: {
    version: 1,
    data: z.strictObject({
      ...ofDistrictEdition,
      department: z.string(),
      verdict: z.enum(opinionVerdicts),
      text: z.string().nullable(),
      lines: z.array(line),
    }),
  },
  /** As a whole, or by lines: `towns` are those whose lines are returned and who submit again. */
  ClassListReturned: {
    version: 1,
    data: z.strictObject({ ...ofDistrictEdition, reason: z.string(), lines: z.array(line), towns: z.array(townEdition) }),
  },
  /** 审定. Final is what the run found, but for the changes; `found` is what it found of those. */
  ClassListDecided: {
    version: 1,
    data: z.strictObject({
      ...ofDistrictEdition,
      ...graded,
      document: z.string().meta({ example: '漕府〔2024〕11号' }),
      /** The last day on which objections are taken. */
      objectionsUntil: effectiveDate,
      /** Why it was decided against a department that objects; null where none does. */
      overrides: z.string().nullable(),
      changes: z.array(
        z.strictObject({ parcelId: z.uuid(), towns: z.array(townCode), found: grade.nullable(), grade, reason: z.string() }),
      ),
    }),
  },
  /** 两个导向的四类清单: the lists of these classes are out. */
  ClassListPublished: {
    version: 1,
    data: z.strictObject({ ...ofDistrictEdition, classes: z.array(z.strictObject({ grade, parcels: count })).min(1) }),
  },
} as const satisfies EventCatalogue;

export type ClassListEventFact = FactOf<typeof classListEvents>;
/** What stands on a `townlist-` stream. */
export type TownListFact = Extract<ClassListEventFact, { type: 'LineReviewed' | `TownList${string}` }>;
export type TownListEvent = Identified<TownListFact>;
/** What stands on a `classlist-` stream. */
export type ClassListFact = Exclude<ClassListEventFact, TownListFact>;
export type ClassListEvent = Identified<ClassListFact>;
export type DataOf<T extends ClassListEventFact['type']> = Extract<ClassListEventFact, { type: T }>['data'];
