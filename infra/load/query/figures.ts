// Figures of waiting: the bound is the limit.
import { percentile } from '@yimu/event-store/bench/callers';
import type { Figure } from '@yimu/event-store/bench/figures';

/** A figure in ms that must not exceed its bound. */
export const waiting = (name: string, value: number, bound: number, note: string): Figure => ({
  name,
  value,
  unit: 'ms',
  limit: bound,
  of: `bound in ms; ${note}`,
  target: { atMost: 1 },
});

export const ms = (value: number): string => `${value.toFixed(1)} ms`;

export const middleOf = (waits: readonly number[]): number => percentile(waits, 0.5);

/** What is worth knowing beside a percentile. */
export const spreadOf = (waits: readonly number[]): string =>
  `${waits.length} answers, median ${ms(middleOf(waits))}, longest ${ms(waits.reduce((most, each) => Math.max(most, each), 0))}`;
