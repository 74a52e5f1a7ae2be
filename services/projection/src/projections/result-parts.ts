// A result in parts, by whose figures are in them. Reading puts the parts together again that a caller may see (graphql/explain.ts).
import type { Computed } from '@yimu/domain/assessment/read';
import type { Secrecy } from './standard-secrecy.ts';

/** What a result is made of, as far as it is equally secret. */
export interface Parts {
  readonly inputs: Computed['inputs'];
  readonly items: Computed['items'];
  readonly extras: Computed['extras'];
  /** The rule that decided, where one did. */
  readonly rule: string | null;
  readonly standing: Pick<Computed, 'score' | 'rank' | 'place'> | null;
}

/**
 * The parts of a result, one for each name in use under the standard, also where the result has nothing of it: who misses a part
 * knows that something is withheld.
 */
export const partsOf = (result: Computed, secrecy: Secrecy): readonly { readonly secret: string; readonly parts: Parts }[] => {
  const { cohort, inputs, items, extras, rule, score, rank, place } = result;
  return secrecy.all.map((secret) => {
    const isStanding = cohort !== null && score !== null && secrecy.ofScore(cohort) === secret;
    return {
      secret,
      parts: {
        inputs: inputs.filter(({ quantity }) => secrecy.ofQuantity(quantity) === secret),
        items: items.filter(({ indicator }) => secrecy.ofIndicator(indicator) === secret),
        extras: cohort === null ? [] : extras.filter(({ extra }) => secrecy.ofExtra(cohort, extra) === secret),
        rule: rule !== null && secrecy.ofRule(rule) === secret ? rule : null,
        standing: isStanding ? { score, rank, place } : null,
      },
    };
  });
};
