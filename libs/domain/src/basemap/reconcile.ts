// The rule of the base map: what counts follows from what the sources say in force on a day and from what a person decided,
// never from the order in which it arrived (松规划资源〔2023〕123号: 不动产登记 > 用地批文 > 土地利用现状).
import { type EffectiveDate, holdingFrom, type Timeline, valueOn } from '../kernel/index.ts';
import { comparable, distinctClaims, sameClaim } from './claims.ts';
import { type Attribute, attributes, type Claim, origins } from './events.ts';
import { type AttributeState, attributeOf, claimOn, type Known, recordOf, type SourceRecord } from './state.ts';

interface Standing {
  readonly claim: Claim;
  readonly from: EffectiveDate;
}

/** By origin, then the newer record, then the number, so that no two claims are level. */
const byPrecedence = (left: Standing, right: Standing): number => {
  const ranks = origins.indexOf(left.claim.origin) - origins.indexOf(right.claim.origin);
  if (ranks !== 0) return ranks;
  if (left.from !== right.from) return left.from > right.from ? -1 : 1;
  return left.claim.recordNumber < right.claim.recordNumber ? -1 : 1;
};

/** The claims in force on a day, the one that counts first. */
export const claimsOn = (records: readonly SourceRecord[], attribute: Attribute, on: EffectiveDate): readonly Claim[] =>
  records
    .flatMap(({ readings }) => readings.findLast(({ from }) => from <= on) ?? [])
    .flatMap(({ from, value }) => value.claims.filter((claim) => claim.attribute === attribute).map((claim) => ({ claim, from })))
    .toSorted(byPrecedence)
    .map(({ claim }) => claim);

/** What counts on a day: what a person decided, else the first by precedence. */
export const winnerOn = (
  records: readonly SourceRecord[],
  decision: Timeline<Claim | null>,
  attribute: Attribute,
  on: EffectiveDate,
): Claim | null => valueOn(decision, on) ?? claimsOn(records, attribute, on)[0] ?? null;

/** A change of one attribute from a day on: another winner, or a conflict that opened (its claims) or ended (null). */
export type Change =
  | { readonly kind: 'winner'; readonly on: EffectiveDate; readonly attribute: Attribute; readonly claim: Claim | null }
  | { readonly kind: 'conflict'; readonly on: EffectiveDate; readonly attribute: Attribute; readonly claims: readonly Claim[] | null };

/**
 * The day on which news ends a person's decision: the record now says something else than before and than what was decided.
 * Never before the decision itself, which stands for the time before; undefined when it goes on.
 */
const decisionEndsOn = (
  decision: Timeline<Claim | null>,
  before: SourceRecord | undefined,
  after: SourceRecord | undefined,
  attribute: Attribute,
  from: EffectiveDate,
): EffectiveDate | undefined => {
  const last = decision.at(-1);
  const decided = last?.value ?? null;
  if (last === undefined || decided === null) return undefined;
  const on = last.from > from ? last.from : from;
  const [was, is] = [claimOn(before, attribute, on), claimOn(after, attribute, on)];
  if (is === null || sameClaim(was, is)) return undefined;
  return comparable(is) === comparable(decided) ? undefined : on;
};

const daysFrom = (from: EffectiveDate, records: readonly SourceRecord[], decision: Timeline<unknown>): readonly EffectiveDate[] => {
  const known = [...records.flatMap(({ readings }) => readings), ...decision].map((entry) => entry.from);
  return [...new Set([from, ...known.filter((day) => day > from)])].sort();
};

const changesOf = (
  attribute: Attribute,
  state: AttributeState,
  records: readonly SourceRecord[],
  from: EffectiveDate,
  endsOn: EffectiveDate | undefined,
): readonly Change[] => {
  const decision = endsOn === undefined ? state.decision : holdingFrom(state.decision, endsOn, null);
  const changes: Change[] = [];
  let { winner, open } = state;
  for (const on of daysFrom(from, records, decision)) {
    const claims = distinctClaims(claimsOn(records, attribute, on));
    const isOpen = (valueOn(decision, on) ?? null) === null && claims.length > 1;
    if (isOpen !== (valueOn(open, on) ?? false) || on === endsOn) {
      changes.push({ kind: 'conflict', on, attribute, claims: isOpen ? claims : null });
      open = holdingFrom(open, on, isOpen);
    }
    const claim = winnerOn(records, decision, attribute, on);
    if (!sameClaim(claim, valueOn(winner, on))) {
      changes.push({ kind: 'winner', on, attribute, claim });
      winner = holdingFrom(winner, on, claim);
    }
  }
  return changes;
};

/**
 * What follows from a new reading of one record, attribute by attribute and day by day from `from` on.
 * @param before the unit before the reading
 * @param after the same unit with the reading
 */
export const changesAfterReading = (
  before: Known,
  after: Known,
  key: Pick<Claim, 'origin' | 'recordNumber'>,
  from: EffectiveDate,
): readonly Change[] =>
  attributes.flatMap((attribute) => {
    const state = attributeOf(before, attribute);
    const endsOn = decisionEndsOn(state.decision, recordOf(before, key), recordOf(after, key), attribute, from);
    return changesOf(attribute, state, after.records, from, endsOn);
  });
