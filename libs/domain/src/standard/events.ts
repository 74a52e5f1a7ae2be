// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { decimal, type EventCatalogue, effectiveDate, type FactOf, type Identified, jurisdictionCode, share } from '../kernel/index.ts';
import {
  arithmetic,
  type Condition,
  comparisons,
  connectives,
  dimensions,
  type Expression,
  grades,
  mergers,
  type Standard,
  subjects,
  suppliers,
} from '../scoring/index.ts';

/** Operators in formulas, and connectives in conditions, nest this deep and no deeper. */
const deepest = { formulas: 5, conditions: 3 };
/** Operands of one operator. */
const widest = 20;

const code = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'expected a code of small letters, digits and hyphens')
  .max(60)
  .meta({ description: 'A code of small letters, digits and hyphens', example: 'tax-per-mu' });

/** Nested so many levels: the shape itself is finite, so that no text can be deep enough to hurt. */
const nested = <T>(levels: number, leaf: z.ZodType<T>, branch: (inner: z.ZodType<T>) => z.ZodType<T>): z.ZodType<T> =>
  Array.from({ length: levels }).reduce<z.ZodType<T>>((inner) => z.union([leaf, branch(inner)]), leaf);

/**
 * The shape of a standard.
 * @param number a number of the standard: `decimal` where it is stored, any text where it is drafted, so that NaN and 1e400 are refused by name
 * @param words a printed text up to a length
 */
export const standardShape = (number: z.ZodType<string, string>, words: (longest: number) => z.ZodType<string, string>) => {
  const name = z.strictObject({ zh: words(200), en: words(200) });
  const unit = z.union([z.literal(''), words(40)]);
  const expression = nested<Expression>(
    deepest.formulas,
    z.discriminatedUnion('op', [
      z.strictObject({ op: z.literal('constant'), value: number }),
      z.strictObject({ op: z.literal('quantity'), code }),
    ]),
    (inner) => z.strictObject({ op: z.enum(arithmetic), of: z.array(inner).min(2).max(widest) }),
  );
  const condition = nested<Condition>(
    deepest.conditions,
    z.discriminatedUnion('op', [
      z.strictObject({ op: z.literal('is'), quantity: code, options: z.array(code).min(1).max(widest) }),
      z.strictObject({ op: z.literal('known'), quantity: code }),
      z.strictObject({ op: z.enum(comparisons), of: z.tuple([expression, expression]) }),
    ]),
    (inner) => z.strictObject({ op: z.enum(connectives), of: z.array(inner).min(1).max(widest) }),
  );
  const interval = { from: number.nullable(), below: number.nullable() };
  const grade = z.enum(grades);
  const quantity = z.strictObject({
    code,
    name,
    unit,
    kind: z.enum(['decimal', 'option']),
    options: z.array(code).max(50),
    suppliedBy: z.enum(suppliers),
    merge: z.enum(mergers),
  });
  const indicator = z.strictObject({
    code,
    name,
    dimension: z.enum(dimensions),
    unit,
    direction: z.enum(['higher', 'lower']),
    formula: expression,
    decimals: z.int().min(0).max(12),
    suppliedBy: z.enum(suppliers),
    required: z.boolean(),
  });
  const bound = z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('is'), quantity: code, options: z.array(code).min(1).max(50) }),
    z.strictObject({ op: z.literal('between'), quantity: code, ...interval }),
  ]);
  const determination = z.strictObject({
    code,
    kind: z.enum(['veto', 'direct', 'unrated']),
    name,
    basis: words(200),
    when: condition,
    grade: grade.nullable(),
  });
  const method = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ratio'), base: number, cap: number.nullable(), floor: number.nullable() }),
    z.strictObject({ kind: z.literal('min-max'), low: number, high: number, level: number }),
    z.strictObject({
      kind: z.literal('bands'),
      bands: z
        .array(z.strictObject({ ...interval, points: number }))
        .min(1)
        .max(50),
    }),
  ]);
  const scheme = z.strictObject({
    code,
    total: number,
    decimals: z.int().min(0).max(12),
    items: z
      .array(z.strictObject({ indicator: code, weight: number, method, missing: z.enum(['zero', 'cohort-mean', 'unrated']) }))
      .min(1)
      .max(100),
    extras: z.array(z.strictObject({ code, name, when: condition, points: expression, atLeast: number, atMost: number })).max(50),
    ties: z.strictObject({ by: z.array(code).max(20), equals: z.enum(['by-code', 'better', 'worse']) }),
    cutOffs: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('share'),
        classes: z
          .array(z.strictObject({ grade, upTo: share }))
          .min(1)
          .max(grades.length),
        rounding: z.enum(['down', 'nearest', 'up']),
      }),
      z.strictObject({
        kind: z.literal('score'),
        classes: z
          .array(z.strictObject({ grade, from: number.nullable() }))
          .min(1)
          .max(grades.length),
      }),
    ]),
  });
  return z.strictObject({
    title: name,
    sample: z.strictObject({ place: words(100), source: words(300), notes: words(2000) }).nullable(),
    quantities: z.array(quantity).min(1).max(200),
    indicators: z.array(indicator).min(1),
    cohorts: z
      .array(z.strictObject({ code, name, within: z.array(bound).max(20), scheme: code }))
      .min(1)
      .max(50),
    determinations: z.array(determination).max(100),
    schemes: z.array(scheme).min(1).max(50),
    unratedGrade: grade.nullable(),
  }) satisfies z.ZodType<Standard>;
};

export const standardYear = z.int().min(2000).max(2100);

/** Where a standard belongs: jurisdiction, year, and whether it grades parcels or enterprises. */
const place = { jurisdiction: jurisdictionCode, year: standardYear, subject: z.enum(subjects) };
/** A version counts from 1 and is a new one once the last is published. */
export const standardVersion = z.int().min(1);
export const standardVersionRef = z.strictObject({ jurisdiction: jurisdictionCode, year: standardYear, version: standardVersion });
const versioned = { ...place, version: standardVersion };

export const standardEvents = {
  /** The whole content of a version that is not published yet; a later draft replaces it. */
  StandardDrafted: {
    version: 1,
    data: z.strictObject({ ...versioned, parent: standardVersionRef.nullable(), content: standardShape(decimal, () => z.string()) }),
  },
  /** The last draft of this version was examined and nothing is wrong with it. */
  StandardValidated: { version: 1, data: z.strictObject(versioned) },
  /** Binding from effectiveOn on, up to and including `validUntil` where there is one; the content never changes again. */
  StandardPublished: { version: 1, data: z.strictObject({ ...versioned, validUntil: effectiveDate.nullable() }) },
  /** From effectiveOn on another version holds. */
  StandardSuperseded: { version: 1, data: z.strictObject({ ...versioned, by: standardVersionRef }) },
} as const satisfies EventCatalogue;

export type StandardFact = FactOf<typeof standardEvents>;
export type StandardEvent = Identified<StandardFact>;
