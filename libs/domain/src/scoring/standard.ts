// A standard as data: what is supplied, what is computed of it, who is compared with whom, and what follows.
import { type Department, departments } from '../kernel/index.ts';
import type { Condition, Expression } from './expression.ts';

/** A 鼓励支持, B 保留提升, C 观察整改, D 整治退出, T 不评价 where a standard has it. */
export const grades = ['A', 'B', 'C', 'D', 'T'] as const;
export type Grade = (typeof grades)[number];

/** 四个论英雄 (亩产、效益、能耗、环境), or a letter of the REG index system, which no document expands. */
export const dimensions = ['亩产', '效益', '能耗', '环境', 'R', 'E', 'G'] as const;

/** Who owes a figure: a department, the town or park (街镇、园区), or the land user itself. */
export const suppliers = [...departments, '街镇', '园区', '用地主体'] as const;
export type Supplier = Department | '街镇' | '园区' | '用地主体';

/** Parcels and enterprises are graded apart and never merged (资源利用效率评价 is of enterprises). */
export const subjects = ['parcel', 'enterprise'] as const;
export type SubjectKind = (typeof subjects)[number];

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** How the figures of several enterprises on one parcel become the parcel's: added, the largest, all the same, or the foremost option. */
export const mergers = ['sum', 'largest', 'same', 'foremost'] as const;

/** A supplied figure, or one of listed options (a yes or no is a choice of two). */
export interface Quantity {
  readonly code: string;
  readonly name: Words;
  readonly unit: string;
  readonly kind: 'decimal' | 'option';
  /** The options in the order in which the foremost counts; none for a decimal. */
  readonly options: readonly string[];
  readonly suppliedBy: Supplier;
  readonly merge: (typeof mergers)[number];
}

export interface Indicator {
  readonly code: string;
  readonly name: Words;
  readonly dimension: (typeof dimensions)[number];
  readonly unit: string;
  readonly direction: 'higher' | 'lower';
  readonly formula: Expression;
  /** On how many decimals its value is rounded, half away from zero. */
  readonly decimals: number;
  /** The department whose line it is in the review (按条线审核把关). */
  readonly suppliedBy: Supplier;
  /** Whether its figures are owed by everyone; what follows when one is missing is said by each item. */
  readonly required: boolean;
}

/** From `from` on, below `below`; null where there is no bound. */
export interface Interval {
  readonly from: string | null;
  readonly below: string | null;
}

export type Bound =
  | { readonly op: 'is'; readonly quantity: string; readonly options: readonly string[] }
  | ({ readonly op: 'between'; readonly quantity: string } & Interval);

/** Members that are compared with each other: those within all bounds. */
export interface Cohort {
  readonly code: string;
  readonly name: Words;
  readonly within: readonly Bound[];
  readonly scheme: string;
}

/** What is decided without a score: a veto (一票否决) first, then a direct determination, then what is not rated. */
export interface Determination {
  readonly code: string;
  readonly kind: 'veto' | 'direct' | 'unrated';
  readonly name: Words;
  /** The clause it rests on, as printed. */
  readonly basis: string;
  readonly when: Condition;
  readonly grade: Grade | null;
}

export type Method =
  /** value ÷ base × weight (base ÷ value where lower is better); cap and floor are multiples of the weight. */
  | { readonly kind: 'ratio'; readonly base: string; readonly cap: string | null; readonly floor: string | null }
  /** weight × [low + (high − low) × place between the least and the most of the cohort] %; `level` % when all are equal. */
  | { readonly kind: 'min-max'; readonly low: string; readonly high: string; readonly level: string }
  | { readonly kind: 'bands'; readonly bands: readonly (Interval & { readonly points: string })[] };

export interface Item {
  readonly indicator: string;
  readonly weight: string;
  readonly method: Method;
  /** Without a value: no points, the mean points of the cohort's members that have one, or no rating at all. */
  readonly missing: 'zero' | 'cohort-mean' | 'unrated';
}

/** Points beside the weights, given only where the condition is proven; they may be negative. */
export interface Extra {
  readonly code: string;
  readonly name: Words;
  readonly when: Condition;
  readonly points: Expression;
  readonly atLeast: string;
  readonly atMost: string;
}

export type CutOffs =
  /** Cumulative shares of the ranked members, the best first, the last 100%; `rounding` makes whole members of them. */
  | {
      readonly kind: 'share';
      readonly classes: readonly { readonly grade: Grade; readonly upTo: string }[];
      readonly rounding: 'down' | 'nearest' | 'up';
    }
  /** The score from which a class is reached, the best first; the last has no bound. */
  | { readonly kind: 'score'; readonly classes: readonly { readonly grade: Grade; readonly from: string | null }[] };

/**
 * Equal scores are told apart by the values of these indicators, the better first; who is still equal is ranked by code, or
 * shares a rank, and then a cut-off that runs through them leaves all on its better or on its worse side.
 */
export interface Ties {
  readonly by: readonly string[];
  readonly equals: 'by-code' | 'better' | 'worse';
}

/** How a cohort is scored, ranked and cut. */
export interface Scheme {
  readonly code: string;
  /** What the weights add up to. */
  readonly total: string;
  /** On how many decimals the points of an item are rounded, half away from zero; their sum is exact. */
  readonly decimals: number;
  readonly items: readonly Item[];
  readonly extras: readonly Extra[];
  readonly ties: Ties;
  readonly cutOffs: CutOffs;
}

export interface Standard {
  readonly title: Words;
  /** Where a sample was taken from; null for a standard of one's own. A sample is never the law of the place that uses it. */
  readonly sample: { readonly place: string; readonly source: string; readonly notes: string } | null;
  readonly quantities: readonly Quantity[];
  readonly indicators: readonly Indicator[];
  readonly cohorts: readonly Cohort[];
  readonly determinations: readonly Determination[];
  readonly schemes: readonly Scheme[];
  /** What becomes of a subject that lacks what rating needs; null leaves it without a class. */
  readonly unratedGrade: Grade | null;
}

/** The one of a code. Throws when there is none: a standard that was validated has it. */
export const named = <T extends { readonly code: string }>(list: readonly T[], code: string): T => {
  const found = list.find((each) => each.code === code);
  if (found === undefined) throw new Error(`the standard has no ${code}`);
  return found;
};
