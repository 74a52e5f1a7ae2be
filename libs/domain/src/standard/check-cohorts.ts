// Everyone stands in exactly one cohort, and every cohort is scored.
import { type Rejection, refuse } from '../kernel/index.ts';
import { mostCells, partitionOf, type Standard } from '../scoring/index.ts';
import { intervalText, isEmpty } from './check-bands.ts';
import { standardRefusals } from './refusals.ts';

export const checkSchemesOfCohorts = ({ cohorts, schemes }: Standard): readonly Rejection[] =>
  cohorts
    .filter(({ scheme }) => !schemes.some(({ code }) => code === scheme))
    .map(({ code: cohort, scheme: code }) => refuse(standardRefusals, 'standard-scheme-unknown', { cohort, code }));

export const checkCohortBounds = ({ cohorts }: Standard): readonly Rejection[] =>
  cohorts.flatMap(({ code, within }) =>
    within.flatMap((bound) =>
      bound.op === 'between' && isEmpty(bound)
        ? [refuse(standardRefusals, 'standard-interval-empty', { place: `cohort ${code}`, interval: intervalText(bound) })]
        : [],
    ),
  );

/** One example for the first kind of subject in several cohorts, and for the first in none. Bounds name listed quantities of their kind. */
export const checkPartition = (standard: Standard): readonly Rejection[] => {
  const { faults, cells } = partitionOf(standard);
  if (cells > mostCells) return [refuse(standardRefusals, 'standard-cohorts-too-fine', { cells, most: mostCells })];
  const exampleOf = ({ cell }: (typeof faults)[number]): string =>
    cell.map(({ quantity, value }) => `${quantity} ${value}`).join(', ') || '*';
  const several = faults.filter(({ cohorts }) => cohorts.length > 1);
  const none = faults.filter(({ cohorts }) => cohorts.length === 0);
  return [
    ...several
      .slice(0, 1)
      .map((fault) =>
        refuse(standardRefusals, 'standard-cohorts-overlap', { example: exampleOf(fault), cohorts: fault.cohorts.join(', ') }),
      ),
    ...none.slice(0, 1).map((fault) => refuse(standardRefusals, 'standard-cohorts-leave-gap', { example: exampleOf(fault) })),
  ];
};
