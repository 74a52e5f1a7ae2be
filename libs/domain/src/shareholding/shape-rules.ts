// What a structure must be to be one at all, whoever says it.
import { compareFractions, formatFraction, type Rule, refuse, whole } from '../kernel/index.ts';
import { shareholdingRefusals } from './refusals.ts';
import { hasUnknownHolder, isComplete, knownTotal, type Structure } from './structure.ts';

const firstTwice = <T>(values: readonly T[]): T | undefined => values.find((value, i) => values.indexOf(value) !== i);

export const holdersNamedOnce: Rule<Structure, unknown> = ({ holdings }) => {
  const holderId = firstTwice(holdings.map((holding) => holding.holderId));
  return holderId === undefined ? undefined : refuse(shareholdingRefusals, 'shares-holder-named-twice', { holderId });
};

/** Each group is listed once and has two members or more; no holder names a group that is not listed. */
export const groupsAreWhole: Rule<Structure, unknown> = ({ holdings, groups }) => {
  const listed = groups.map(({ group }) => group);
  const named = holdings.map(({ group }) => group).filter((group) => group !== null);
  const wrong = [
    firstTwice(listed),
    named.find((group) => !listed.includes(group)),
    listed.find((group) => named.filter((each) => each === group).length < 2),
  ].find((group) => group !== undefined);
  return wrong === undefined ? undefined : refuse(shareholdingRefusals, 'shares-group-incomplete', { group: wrong });
};

export const noMoreThanWhole: Rule<Structure, unknown> = (structure) => {
  const total = knownTotal(structure);
  return compareFractions(total, whole) > 0
    ? refuse(shareholdingRefusals, 'shares-exceed-whole', { total: formatFraction(total) })
    : undefined;
};

export const leavesSomething: Rule<Structure, unknown> = (structure) =>
  isComplete(structure) && hasUnknownHolder(structure) ? refuse(shareholdingRefusals, 'shares-leave-nothing') : undefined;

export const shapeRules: readonly Rule<Structure, unknown>[] = [holdersNamedOnce, groupsAreWhole, noMoreThanWhole, leavesSomething];
