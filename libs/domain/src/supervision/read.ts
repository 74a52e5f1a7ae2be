// What is told of a parcel's supervision on a day: computed from facts and a rule, never stored and never typed.
import { addDays, addYears, type EffectiveDate, valueOn } from '../kernel/index.ts';
import type { NotedGrade, Supervision, SupervisionRule, SupervisionRules, Tenure } from './state.ts';

/** 租赁满三年、拿地满五年 (金府办发〔2023〕24号), where no jurisdiction has set other years. */
export const usualRule: SupervisionRule = { leaseYears: 3, holdingYears: 5 };

/**
 * The rule of a place on a day.
 * @param nearestFirst the rules of the place itself and of those above it (town, district, city)
 */
export const ruleOn = (nearestFirst: readonly SupervisionRules[], on: EffectiveDate): SupervisionRule =>
  nearestFirst.map((rules) => valueOn(rules, on)).find((rule) => rule !== undefined) ?? usualRule;

type Span = Pick<Tenure, 'kind' | 'partyIds' | 'from' | 'until'>;

/** Whether a tenure goes on with another: all who have it had that one too, of the same kind, up to the day before it or longer. */
const goesOnWith = (tenure: Span, earlier: Span): boolean =>
  earlier.kind === tenure.kind &&
  earlier.from < tenure.from &&
  (earlier.until === null || addDays(earlier.until, 1) >= tenure.from) &&
  tenure.partyIds.every((partyId) => earlier.partyIds.includes(partyId));

/** From which day the years of a tenure are counted: a renewal (续租, 续期) without a gap counts from the start of what it renews. */
export const countedFrom = (tenures: readonly Span[], tenure: Span): EffectiveDate => {
  // Each is looked at once: leases of one lessee that all overlap go on with each other in more ways than can be tried.
  const known = new Map<Span, EffectiveDate>();
  const counted = (span: Span): EffectiveDate => {
    const before = known.get(span);
    if (before !== undefined) return before;
    const first = tenures
      .filter((earlier) => goesOnWith(span, earlier))
      .map(counted)
      .reduce((least, next) => (next < least ? next : least), span.from);
    known.set(span, first);
    return first;
  };
  return counted(tenure);
};

/** The first day under supervision: the anniversary itself; of 29 February the 28th in a year that has no 29th. */
export const supervisedFrom = (kind: Tenure['kind'], counted: EffectiveDate, rule: SupervisionRule): EffectiveDate =>
  addYears(counted, kind === 'lease' ? rule.leaseYears : rule.holdingYears);

/** A tenure that runs on a day, and from which day on it is under supervision. */
export interface RunningTenure extends Tenure {
  readonly countedFrom: EffectiveDate;
  readonly underSupervisionFrom: EffectiveDate;
  readonly underSupervision: boolean;
}

/** The tenures that run on a day, by the rule of that day. */
export const underSupervision = (tenures: readonly Tenure[], rule: SupervisionRule, asOf: EffectiveDate): readonly RunningTenure[] =>
  tenures
    .filter(({ from, until }) => from <= asOf && (until === null || asOf <= until))
    .map((tenure) => {
      const counted = countedFrom(tenures, tenure);
      const underSupervisionFrom = supervisedFrom(tenure.kind, counted, rule);
      return { ...tenure, countedFrom: counted, underSupervisionFrom, underSupervision: underSupervisionFrom <= asOf };
    });

/** The final grade on a day: that of the latest cycle decided by then; of several decisions on one cycle the last. Undefined before any. */
export const gradeOn = ({ grades }: Supervision, on: EffectiveDate): NotedGrade | undefined =>
  grades
    .filter((grade) => grade.on <= on)
    .toSorted((left, right) => left.cycle.year - right.cycle.year || Number(left.on > right.on) - Number(left.on < right.on))
    .at(-1);
