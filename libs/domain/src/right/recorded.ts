// How every decision of this context ends: the fact is held against what is known, and against every rule among the facts.
import { type Basis, type Decision, discrepancyOf, factsOf, isRejection, type Rejection } from '../kernel/index.ts';
import type { Breach } from './breach.ts';
import type { RightCommand } from './commands.ts';
import { type RightFact, rightEvents } from './events.ts';
import { breachesOf } from './invariants.ts';
import { sameContent } from './period.ts';
import { recordedOtherwise, type things } from './rules.ts';
import { type Entry, evolve, type Title } from './state.ts';

export const fact = factsOf(rightEvents);

/** Reports are named so; every other command decides. */
export const basisOf = ({ type }: RightCommand): Basis => (type.startsWith('Report') ? 'reported' : 'decided');

const newBreaches = (title: Title, next: RightFact): readonly Breach[] => {
  const known = new Set(breachesOf(title).map(({ key }) => key));
  return breachesOf(evolve(title, { ...next, id: 'next' })).filter(({ key }) => !known.has(key));
};

/**
 * What comes of a fact: a decision that would break a rule, on whichever day, is refused by the first; what is reported has
 * happened and is recorded, with one discrepancy for every rule that it breaks or shows to be broken.
 */
export const recorded = (command: RightCommand, title: Title, next: RightFact, basis: Basis): Decision<RightFact> => {
  const broken = newBreaches(title, next);
  const [first] = broken;
  if (basis === 'decided' && first !== undefined) return first.rejection;
  const discrepancies = broken.map(({ rightId, rejection }) => {
    const data = { parcelId: command.data.parcelId, rightId, discrepancy: discrepancyOf(rejection), about: next.type };
    return fact(command, 'TitleDiscrepancyFound', data, next.jurisdictions);
  });
  return [next, ...discrepancies];
};

/** A decision and, beside its fact, what it shows to be wrong that is no state of the facts: what the fact itself changed. */
export const alsoFound = (
  command: RightCommand,
  decision: Decision<RightFact>,
  rightId: string,
  rejections: readonly Rejection[],
): Decision<RightFact> => {
  if (isRejection(decision)) return decision;
  const found = decision.slice(0, 1).flatMap(({ type: about, jurisdictions }) =>
    rejections.map((rejection) => {
      const data = { parcelId: command.data.parcelId, rightId, discrepancy: discrepancyOf(rejection), about };
      return fact(command, 'TitleDiscrepancyFound', data, jurisdictions);
    }),
  );
  return [...decision, ...found];
};

/** Whether a fact says what an entry of its type already says, of the same day. */
export const saysTheSame = (entry: Entry | undefined, next: RightFact): boolean =>
  entry !== undefined && entry.on === next.effectiveOn && sameContent(entry.data, next.data);

/** What comes of a fact that is known under its id: nothing when it says the same, else it is refused. */
export const known = (what: keyof typeof things, id: string, entry: Entry, next: RightFact): Decision<RightFact> =>
  saysTheSame(entry, next) ? [] : recordedOtherwise(what, id);

/** What comes of a correction: nothing when the entry already says so, else it is bound as the entry was. */
export const corrected = (command: RightCommand, title: Title, entry: Entry, next: RightFact, basis: Basis): Decision<RightFact> => {
  const before = title.entries.indexOf(entry);
  const after = evolve(title, { ...next, id: 'next' }).entries[before];
  return sameContent(entry, after) ? [] : recorded(command, title, next, basis);
};
