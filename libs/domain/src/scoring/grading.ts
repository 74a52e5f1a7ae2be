// All steps together: veto and direct determination, then score, rank in the cohort, class; with every intermediate value.
import { bitsOf } from './bits.ts';
import type { Missing } from './evaluate.ts';
import { cohortAt, isScored, type Measured, measure, type PreparedItem, type Scoring } from './measure.ts';
import { type Points, pointsOf } from './points.ts';
import { type Ranked, type Standing, standings } from './ranking.ts';
import { mostDecimals, printed, tenTo } from './rational.ts';
import type { Grade } from './standard.ts';
import { type Statistics, statisticsAt, statisticsOf } from './statistics.ts';
import type { Input, Subject } from './subject.ts';

export interface ItemResult {
  readonly indicator: string;
  readonly value: string | null;
  readonly missing: Missing | null;
  /** The least and the most of the cohort, where the method looks at them; else null. */
  readonly least: string | null;
  readonly most: string | null;
  readonly points: string | null;
}

/** The grade of one subject with everything it was made of, except what the standard itself says. Decimals as text. */
export interface Result {
  readonly id: string;
  readonly code: string;
  readonly cohort: string | null;
  readonly decidedBy: 'veto' | 'direct' | 'unrated' | 'score';
  /** The determination that decided; null when the score did, or when something lacks. */
  readonly rule: string | null;
  /** The indicators without which there is no rating. */
  readonly lacking: readonly string[];
  readonly grade: Grade | null;
  /** Beside a veto or a direct determination it decides nothing: what it would have been. */
  readonly score: string | null;
  readonly rank: number | null;
  readonly of: number | null;
  readonly place: number | null;
  readonly items: readonly ItemResult[];
  readonly extras: readonly { readonly extra: string; readonly points: string }[];
  readonly inputs: readonly Input[];
}

/** What ranks a scored subject in its cohort. */
export const rankedAs = ({ scheme, items }: Pick<Scoring['cohorts'][number], 'scheme' | 'items'>, { measured, total }: Scored): Ranked => ({
  id: measured.id,
  code: measured.code,
  score: (total as bigint) * tenTo(mostDecimals - scheme.decimals),
  keys: keysOf(items, measured, scheme.ties.by),
});

const keysOf = (items: readonly PreparedItem[], { values }: Measured, by: readonly string[]): Ranked['keys'] =>
  by.map((code) => {
    const place = items.findIndex(({ indicator }) => indicator.code === code);
    return { value: values[place] as bigint | Missing, direction: (items[place] as PreparedItem).indicator.direction };
  });

/** One measured subject with its points. */
export interface Scored {
  readonly measured: Measured;
  readonly total: bigint | null;
}

/** Ranks all cohorts: answers the standing of every scored subject by its id. */
export const rank = (scoring: Scoring, subjects: readonly Scored[]): ReadonlyMap<string, Standing> => {
  const scored = subjects.filter(({ measured }) => isScored(measured));
  const found = scoring.cohorts.flatMap((cohort, place) => {
    const members = scored.filter(({ measured }) => measured.cohort === place).map((each) => rankedAs(cohort, each));
    return [...standings(members, cohort.scheme.ties, cohort.scheme.cutOffs)];
  });
  return new Map(found);
};

const unplaced = { cohort: null, score: null, items: [], extras: [] } as const;

/** What the scheme of its cohort makes of a subject. */
const placed = (scoring: Scoring, { cohort: place, values, extras }: Measured, points: Points, statistics: Statistics) => {
  if (place === null) return unplaced;
  const { cohort, scheme, items } = cohortAt(scoring, place);
  const inPoints = (units: bigint | null): string | null => (units === null ? null : printed(units, scheme.decimals));
  return {
    cohort: cohort.code,
    score: inPoints(points.total),
    items: items.map(({ item, indicator }, n): ItemResult => {
      const value = values[n] as bigint | Missing;
      const { least, most } = statisticsAt(statistics, place, n);
      const inUnits = (units: bigint | null): string | null => (units === null ? null : printed(units, indicator.decimals));
      const looksAtSpread = item.method.kind === 'min-max';
      return {
        indicator: indicator.code,
        ...(typeof value === 'bigint' ? { value: inUnits(value), missing: null } : { value: null, missing: value }),
        least: looksAtSpread ? inUnits(least) : null,
        most: looksAtSpread ? inUnits(most) : null,
        points: inPoints(points.items[n] as bigint | null),
      };
    }),
    extras: scheme.extras.map(({ code }, n) => ({ extra: code, points: printed(extras[n] as bigint, scheme.decimals) })),
  };
};

/** What decided, and the class it gives. */
const decisionOf = (scoring: Scoring, { determination, lacking }: Measured, standing: Standing | undefined) => {
  if (determination !== null) return { decidedBy: determination.kind, rule: determination.code, grade: determination.grade, lacking };
  if (standing === undefined) return { decidedBy: 'unrated' as const, rule: null, grade: scoring.standard.unratedGrade, lacking };
  return { decidedBy: 'score' as const, rule: null, grade: standing.grade, lacking };
};

const ranksOf = (standing: Standing | undefined) =>
  standing === undefined ? { rank: null, of: null, place: null } : { rank: standing.rank, of: standing.of, place: standing.place };

/** Puts the result of a subject together. */
export const resultOf = (
  scoring: Scoring,
  subject: Subject,
  measured: Measured,
  points: Points,
  statistics: Statistics,
  standing: Standing | undefined,
): Result => {
  const byPlace = (left: Input, right: Input): number => scoring.placeOf(left.quantity) - scoring.placeOf(right.quantity);
  return {
    id: measured.id,
    code: measured.code,
    ...decisionOf(scoring, measured, standing),
    ...ranksOf(standing),
    ...placed(scoring, measured, points, statistics),
    inputs: subject.inputs.toSorted(byPlace),
  };
};

/** Grades subjects that are all at hand, each named once: a result for each, in their order, which changes no result. */
export const gradeAll = (scoring: Scoring, subjects: readonly Subject[]): readonly Result[] => {
  const measured = subjects.map((subject) => measure(scoring, subject));
  const statistics = statisticsOf(scoring, measured);
  const points = measured.map((each) => pointsOf(scoring, each, statistics));
  const found = rank(
    scoring,
    measured.map((each, n) => ({ measured: each, total: (points[n] as Points).total })),
  );
  return subjects.map((subject, n) =>
    resultOf(scoring, subject, measured[n] as Measured, points[n] as Points, statistics, found.get(subject.id)),
  );
};

/** What was known of a subject when it was graded. */
const subjectOf = ({ id, code, inputs }: Result): Subject => ({ id, code, inputs });

/** Grades again from what the results of a run have kept; answers the ids of those that do not come out bit by bit as they stand. */
export const replay = (scoring: Scoring, results: readonly Result[]): readonly string[] => {
  const again = gradeAll(scoring, results.map(subjectOf));
  return results.filter((result, n) => bitsOf(result) !== bitsOf(again[n] as Result)).map(({ id }) => id);
};
