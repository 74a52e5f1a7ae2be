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

/** A part: `secret` names the bureaus whose figures are in it, `joint` says that it tells of one enterprise what the others may not know. */
export interface Part {
  readonly secret: string;
  readonly joint: boolean;
  readonly parts: Parts;
}

/**
 * The parts of a result, one for each name in use under the standard, also where the result has nothing of it: who misses a part
 * knows that something is withheld. Which rule decided is told whoever may know the rule's figures, also on land that is shared.
 * @param joint the quantities whose figures the enterprises on the parcel must not tell each other
 */
export const partsOf = (result: Computed, secrecy: Secrecy, joint: readonly string[]): readonly Part[] => {
  const { cohort, inputs, items, extras, rule, score, rank, place } = result;
  const { makings } = secrecy;
  /** Of what nobody can say of what it is made: as if all were in it. */
  const isJoint = (codes: readonly string[] | undefined): boolean =>
    joint.length > 0 && (codes === undefined || codes.some((code) => joint.includes(code)));
  const partOf = (secret: string, ofJoint: boolean): Part => {
    const isStanding =
      cohort !== null && score !== null && secrecy.ofScore(cohort) === secret && isJoint(makings?.ofScore(cohort)) === ofJoint;
    return {
      secret,
      joint: ofJoint,
      parts: {
        inputs: inputs.filter(({ quantity }) => secrecy.ofQuantity(quantity) === secret && isJoint([quantity]) === ofJoint),
        items: items.filter(
          ({ indicator }) => secrecy.ofIndicator(indicator) === secret && isJoint(makings?.ofIndicator(indicator)) === ofJoint,
        ),
        extras:
          cohort === null
            ? []
            : extras.filter(
                ({ extra }) => secrecy.ofExtra(cohort, extra) === secret && isJoint(makings?.ofExtra(cohort, extra)) === ofJoint,
              ),
        rule: rule !== null && !ofJoint && secrecy.ofRule(rule) === secret ? rule : null,
        standing: isStanding ? { score, rank, place } : null,
      },
    };
  };
  return secrecy.all.flatMap((secret) => (joint.length > 0 ? [false, true] : [false]).map((each) => partOf(secret, each)));
};
