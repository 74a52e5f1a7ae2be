// Puts a result together from the parts that a caller may see, and explains it line by line. What is withheld is filled with figures
// that mean nothing, so that the domain can write all lines; the lines that show them are then masked.
import { type Computed, computed } from '@yimu/domain/assessment/read';
import { explain, type Line, quantitiesIn, type Standard, suppliersOf } from '@yimu/domain/scoring';
import { type Makings, makingsOf } from '../projections/makings.ts';
import type { Parts } from '../projections/result-parts.ts';
import type { AssessmentRow, DetailRow } from '../read-models/assessments.ts';
import { secretOf } from '../tenancy/secrecy.ts';
import { listOf } from './naming.ts';

/** A result as far as the caller may see it. */
export interface Seen extends Parts {
  /** The names of the parts that were shown, as `nameOf` writes them. */
  readonly shown: ReadonlySet<string>;
}

/** A part by whose figures are in it. */
const nameOf = (secret: string, joint = false): string => (joint ? `${secret} joint` : secret);

/** Joins the parts of one result. */
export const seenOf = (details: readonly DetailRow[]): Seen => {
  const parts = details.map((detail) => JSON.parse(detail.parts) as Parts);
  return {
    shown: new Set(details.map(({ secret, joint }) => nameOf(secret, joint))),
    inputs: parts.flatMap(({ inputs }) => inputs),
    items: parts.flatMap(({ items }) => items),
    extras: parts.flatMap(({ extras }) => extras),
    rule: parts.map(({ rule }) => rule).find((rule) => rule !== null) ?? null,
    standing: parts.map(({ standing }) => standing).find((standing) => standing !== null) ?? null,
  };
};

export interface ShownLine extends Omit<Line, 'about'> {
  readonly about: string;
  readonly masked: boolean;
}

const secretWords = { zh: '涉税/统计数据，不予显示', en: 'tax or statistics figures, not shown' } as const;
const jointWords = { zh: '含同一地块其他企业数据，不予显示', en: 'figures of other enterprises on the parcel, not shown' } as const;

/** The quantities in what a line tells; none in what decided, which is told by the bureaus alone. */
const toldBy = (makings: Makings, cohort: string | null, { about, code }: Line): readonly string[] => {
  switch (about) {
    case 'input':
      return code === null ? [] : [code];
    case 'indicator':
    case 'points':
      return makings.ofIndicator(code ?? '') ?? [];
    case 'extra':
      return makings.ofExtra(cohort ?? '', code ?? '') ?? [];
    case 'score':
    case 'rank':
      return makings.ofScore(cohort ?? '') ?? [];
    case 'determination':
    case 'lacking':
    case 'grade':
      return [];
  }
};

/** Every line that led to a result, those masked that show figures the caller may not see. */
export const explained = (standard: Standard, row: AssessmentRow, seen: Seen): readonly ShownLine[] => {
  const joint: ReadonlySet<string> = new Set(listOf<string>(row.joint));
  const makings = makingsOf(standard);
  return explain(standard, computed(row.subject_id, filled(standard, row, seen))).map((line) => {
    const secret = secretOf(line.suppliers);
    const isJoint = joint.size > 0 && toldBy(makings, row.cohort, line).some((code) => joint.has(code));
    if (seen.shown.has(nameOf(secret, isJoint))) return { ...line, about: line.about.toUpperCase(), masked: false };
    // Which rule decided tells what its figures are.
    const isRule = line.about === 'determination';
    return {
      ...line,
      ...(seen.shown.has(secret) ? jointWords : secretWords),
      about: line.about.toUpperCase(),
      code: isRule ? null : line.code,
      suppliers: isRule ? [] : line.suppliers,
      events: [],
      masked: true,
    };
  });
};

const filled = (standard: Standard, row: AssessmentRow, { shown, inputs, items, extras, rule, standing }: Seen): Computed => {
  const cohort = standard.cohorts.find(({ code }) => code === row.cohort);
  const scheme = standard.schemes.find(({ code }) => code === cohort?.scheme);
  const lacking = JSON.parse(row.lacking) as string[];
  const { score, rank, place } = standing ?? {
    score: row.scored ? '0' : null,
    rank: row.ranked_of === null ? null : 1,
    place: row.ranked_of === null ? null : 1,
  };
  return {
    code: row.code,
    cohort: row.cohort,
    decidedBy: row.decided_by,
    rule: row.by_rule ? (rule ?? hiddenRule(standard, row.decided_by, shown)) : null,
    lacking,
    grade: row.computed_grade as Computed['grade'],
    score,
    rank,
    of: row.ranked_of,
    place,
    items: (scheme?.items ?? []).map(({ indicator }) => items.find((item) => item.indicator === indicator) ?? { ...noItem, indicator }),
    extras: (scheme?.extras ?? []).map(({ code }) => extras.find(({ extra }) => extra === code) ?? { extra: code, points: '0' }),
    inputs,
  };
};

const noItem = { value: '0', missing: null, least: null, most: null, points: '0' } as const;

/** Any rule whose figures the caller may not see stands for the one that decided. */
const hiddenRule = (standard: Standard, kind: string, shown: ReadonlySet<string>): string | null =>
  standard.determinations.find((each) => each.kind === kind && !shown.has(secretOf(suppliersOf(standard, quantitiesIn(each.when)))))
    ?.code ?? null;
