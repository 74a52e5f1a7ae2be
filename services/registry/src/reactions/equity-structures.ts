// A change of equity names holders before and after; the stream of the company keeps structures.
import type { Change } from '@yimu/domain/equity/events';
import { addFractions, type Fraction, formatFraction, fractionOf, none, subtractFractions, whole } from '@yimu/domain/kernel';

export const partOf = (held: string | null): Fraction => (held === null ? none : fractionOf(held));

/** One side as a structure: those who hold jointly are one group, which has what the fractions leave. */
export const structureOf = (changes: readonly Change[], side: 'before' | 'after') => {
  const holding = changes.map((each) => ({ holderId: each.holderId, held: each[side] })).filter(({ held }) => held !== null);
  const fractions = holding.filter(({ held }) => held !== 'joint').map(({ held }) => partOf(held));
  const joint = fractions.length < holding.length;
  const rest = subtractFractions(whole, fractions.reduce(addFractions, none));
  return {
    holdings: holding.map(({ holderId, held }) =>
      held === 'joint' ? { holderId, share: null, group: 1 } : { holderId, share: held, group: null },
    ),
    groups: joint ? [{ group: 1, share: formatFraction(rest) }] : [],
  };
};
