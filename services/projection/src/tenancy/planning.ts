// What the planner is told about a statement, where it cannot find the plan itself.
import type { Caller } from './secrecy.ts';

/**
 * How a statement is to be planned.
 * - `inOrder`: a page of a list, which follows an index in the order of the list. The planner takes level and range of the scope for two
 *   conditions, so that it expects next to nothing of a district and would rather sort all of it. Not for a filter that finds few rows by
 *   an index of its own: for those, sorting is right.
 * - `prepared`: planned once per connection and not each time, under a name that belongs to this text; only with a plan that does
 *   not depend on who asks.
 */
export interface Planning {
  readonly inOrder?: boolean | undefined;
  readonly prepared?: string | undefined;
}

/** Places have an index per level and order; what other scopes see is found by what names them. */
export const planningOf = (planning: Planning, { scope }: Caller): Planning => (scope.kind === 'subtree' ? planning : {});

/** A plan that was made for a city must not serve a town, so plans are made anew, unless said otherwise. */
export const planSettings = ({ inOrder = false, prepared }: Planning): Readonly<Record<string, string>> => {
  const whatLosesOrder = inOrder ? 'off' : 'on';
  return {
    plan_cache_mode: prepared === undefined ? 'force_custom_plan' : 'force_generic_plan',
    enable_sort: whatLosesOrder,
    enable_incremental_sort: whatLosesOrder,
    enable_hashjoin: whatLosesOrder,
    enable_mergejoin: whatLosesOrder,
  };
};
