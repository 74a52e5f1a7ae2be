// A change of equity names holders before and after; the stream of the company keeps structures.
import type { Change } from '@yimu/domain/equity/events';
import {
  addFractions,
  compareFractions,
  type Fraction,
  formatFraction,
  fractionOf,
  none,
  subtractFractions,
  whole,
} from '@yimu/domain/kernel';
import type { Structure } from '@yimu/domain/shareholding';

export const partOf = (held: string | null): Fraction => (held === null ? none : fractionOf(held));

/** A group of joint holders: its number, who is in it, and what it has; undefined where nobody knows. */
interface Group {
  readonly group: number;
  readonly members: readonly string[];
  readonly part: Fraction | undefined;
}

/** The groups of a structure, with what each has. */
const groupsOf = ({ holdings, groups }: Structure): readonly Group[] =>
  groups.map(({ group, share }) => ({
    group,
    members: holdings.filter((each) => each.group === group).map(({ holderId }) => holderId),
    part: share === null ? undefined : fractionOf(share),
  }));

/**
 * Who of the joint holders holds with whom. A change does not say it: those of a known group who still all hold jointly go on holding
 * together, those who are left are one more group. One alone is none, so that nobody can then be told apart.
 */
const grouped = (joint: readonly string[], known: readonly Group[]): readonly Group[] => {
  const kept = known.filter(({ members }) => members.length > 0 && members.every((member) => joint.includes(member)));
  const left = joint.filter((holder) => kept.every(({ members }) => !members.includes(holder)));
  if (kept.length === 0 || left.length === 1) return [{ group: 1, members: joint, part: undefined }];
  if (left.length === 0) return kept;
  return [...kept, { group: Math.max(...kept.map(({ group }) => group)) + 1, members: left, part: undefined }];
};

/** What each group has of what the fractions leave to them all: a group of which nobody knows it has what is left, if it is the only one. */
const measured = (groups: readonly Group[], rest: Fraction): readonly Group[] => {
  if (groups.length === 1) return groups.map((each) => ({ ...each, part: rest }));
  const remaining = subtractFractions(rest, groups.map(({ part }) => part ?? none).reduce(addFractions, none));
  const unknown = groups.filter(({ part }) => part === undefined).length;
  const sign = compareFractions(remaining, none);
  const fits = (unknown === 0 && sign === 0) || (unknown === 1 && sign > 0);
  return groups.map((each) => ({ ...each, part: fits ? (each.part ?? remaining) : undefined }));
};

/**
 * One side as a structure.
 * @param known how the company was held, as far as its stream tells: who held jointly with whom
 */
export const structureOf = (changes: readonly Change[], side: 'before' | 'after', known: Structure = { holdings: [], groups: [] }) => {
  const holding = changes.map((each) => ({ holderId: each.holderId, held: each[side] })).filter(({ held }) => held !== null);
  const joint = holding.filter(({ held }) => held === 'joint').map(({ holderId }) => holderId);
  const fractions = holding.filter(({ held }) => held !== 'joint').map(({ held }) => partOf(held));
  const rest = subtractFractions(whole, fractions.reduce(addFractions, none));
  const groups = joint.length === 0 ? [] : measured(grouped(joint, groupsOf(known)), rest);
  return {
    holdings: holding.map(({ holderId, held }) =>
      held === 'joint'
        ? { holderId, share: null, group: groups.find(({ members }) => members.includes(holderId))?.group ?? null }
        : { holderId, share: held, group: null },
    ),
    groups: groups.map(({ group, part }) => ({ group, share: part === undefined ? null : formatFraction(part) })),
  };
};
