// Everything that is wrong with a standard. A later look takes for granted what an earlier one found in order.
import type { Rejection } from '../kernel/index.ts';
import type { Standard } from '../scoring/index.ts';
import { checkCodes, checkOptions } from './check-codes.ts';
import { checkCohortBounds, checkPartition, checkSchemesOfCohorts } from './check-cohorts.ts';
import { checkDivisors, checkKinds, checkQuantities, checkSizes } from './check-formulas.ts';
import { checkSchemes } from './check-schemes.ts';

/** By stage: what fails in one makes the next meaningless. */
const stages: readonly (readonly ((standard: Standard) => readonly Rejection[])[])[] = [
  [checkCodes, checkOptions, checkQuantities, checkKinds, checkSizes, checkSchemes, checkSchemesOfCohorts, checkCohortBounds],
  [checkDivisors, checkPartition],
];

/** Every fault of a readable standard, the first ones first; none when it can be applied. Its numbers are decimals. */
export const faultsOf = (standard: Standard): readonly Rejection[] => {
  for (const stage of stages) {
    const faults = stage.flatMap((check) => check(standard));
    if (faults.length > 0) return faults;
  }
  return [];
};
