import type { BudgetSizes, Charge } from './budget.ts';
import type { TextOf } from './trusted-documents.ts';
import { trustedDocuments } from './trusted-documents.ts';

/** What the query side refuses beyond the limits that always hold. */
export interface Limits {
  /** The dearest single operation, in points. */
  readonly largestCost: number;
  /** Absent: nobody's points are counted. */
  readonly charge?: Charge | undefined;
  /** Whether the schema answers questions about itself. */
  readonly introspection: boolean;
  readonly textOf: TextOf;
}

/** Points per minute when nothing else is set: a town of twenty people who page all day needs a tenth of it. */
export const defaultBudgetSizes: BudgetSizes = {
  city: 3_000_000,
  district: 1_000_000,
  town: 300_000,
  park: 300_000,
  party: 100_000,
  mandate: 100_000,
  case: 100_000,
};

/** A page of 200 parcels with everything beside them; not yet all contracts of all parcels with all their clauses. */
export const defaultLargestCost = 50_000;

/** Without a budget, without introspection, for any document. */
export const defaultLimits: Limits = {
  largestCost: defaultLargestCost,
  introspection: false,
  textOf: trustedDocuments({ mode: 'off' }),
};
