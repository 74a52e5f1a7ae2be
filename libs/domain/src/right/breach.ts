// How a broken rule among the facts of a title is named.
import { type Rejection, refuse } from '../kernel/index.ts';
import { rightRefusals } from './rules.ts';
import type { Title } from './state.ts';

/** A broken rule. Its key is the same as long as the same facts break it. */
export interface Breach {
  readonly key: string;
  readonly rightId: string;
  readonly rejection: Rejection;
}

export type Invariant = (title: Title) => readonly Breach[];

/** Names a breach by its rule and the entries that break it together. */
export const breach = (
  rightId: string,
  entries: readonly string[],
  rule: keyof typeof rightRefusals,
  parameters: Readonly<Record<string, string | number>>,
): Breach => ({ key: [rule, ...entries].join(' '), rightId, rejection: refuse(rightRefusals, rule, parameters) });

/** Every two of a list. */
export const pairsOf = <T>(list: readonly T[]): readonly (readonly [T, T])[] =>
  list.flatMap((left, n) => list.slice(n + 1).map((right) => [left, right] as const));
