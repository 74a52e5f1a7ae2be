import {
  compareDecimals,
  decimalUnits,
  type EffectiveDate,
  formatDecimal,
  holdingFrom,
  nameKey,
  type Timeline,
  valueOn,
} from '../kernel/index.ts';
import type { TargetEvent, TargetFact } from './events.ts';

/** The three figures of one indicator and year, as exact decimals. */
export interface Tiers {
  readonly floor: string;
  readonly assured: string;
  readonly stretch: string;
}

export type Tier = keyof Tiers;

/** From the highest, so that equal tiers answer the highest of them. */
const descending = ['stretch', 'assured', 'floor'] as const satisfies readonly Tier[];

/** The highest tier that an actual reaches, `none` below the floor, null when nothing is reported: missing is not zero. */
export const tierReached = (targets: Tiers, actual: string | null): Tier | 'none' | null =>
  actual === null ? null : (descending.find((tier) => compareDecimals(actual, targets[tier]) >= 0) ?? 'none');

/** What an actual lacks to reach a tier, exactly: "0" once reached, null when nothing is reported. In the indicator's unit. */
export const gapTo = (tier: Tier, targets: Tiers, actual: string | null): string | null => {
  if (actual === null) return null;
  const missing = decimalUnits(targets[tier]) - decimalUnits(actual);
  return formatDecimal(missing > 0n ? missing : 0n);
};

type SetData = Extract<TargetFact, { type: 'TargetsSet' }>['data'];

/** Tiers that hold from some day on. The id is that of the event that set or revised them; a correction keeps it. */
export interface TargetVersion extends Tiers {
  readonly id: string;
}

/** One indicator of the jurisdiction and year; `set` is null while only actuals are known. */
export interface IndicatorTargets {
  readonly key: string;
  readonly set: Pick<SetData, 'indicator' | 'planCategory'> | null;
  readonly versions: Timeline<TargetVersion>;
  readonly actuals: Timeline<string>;
}

export interface TargetState {
  readonly indicators: readonly IndicatorTargets[];
}

export const noTargets: TargetState = { indicators: [] };

/** An indicator by its name, however it is spaced; an empty one when the year knows nothing of it. */
export const indicatorOf = ({ indicators }: TargetState, name: string): IndicatorTargets => {
  const key = nameKey(name);
  return indicators.find((indicator) => indicator.key === key) ?? { key, set: null, versions: [], actuals: [] };
};

/** The targets of an indicator that hold on a date; undefined before they were set. */
export const targetsOn = (state: TargetState, indicator: string, on: EffectiveDate): TargetVersion | undefined =>
  valueOn(indicatorOf(state, indicator).versions, on);

/** The actual of an indicator as known for a date; null when none is reported yet. */
export const actualOn = (state: TargetState, indicator: string, on: EffectiveDate): string | null =>
  valueOn(indicatorOf(state, indicator).actuals, on) ?? null;

/** Folds one event of a `target-<code>-<year>` stream. */
export const evolve = (state: TargetState, event: TargetEvent): TargetState => {
  const { indicator: named } = event.data;
  const before = indicatorOf(state, typeof named === 'string' ? named : named.name);
  const after = amended(before, event);
  const known = state.indicators.includes(before);
  return { indicators: known ? state.indicators.map((each) => (each === before ? after : each)) : [...state.indicators, after] };
};

const amended = (before: IndicatorTargets, event: TargetEvent): IndicatorTargets => {
  switch (event.type) {
    case 'TargetsSet': {
      const { indicator, planCategory } = event.data;
      return {
        ...before,
        set: { indicator, planCategory },
        versions: holdingFrom(before.versions, event.effectiveOn, versionOf(event.id, event.data)),
      };
    }
    case 'TargetsRevised':
      return { ...before, versions: holdingFrom(before.versions, event.effectiveOn, versionOf(event.id, event.data)) };
    case 'TargetsCorrected': {
      const { corrects, data } = event;
      return {
        ...before,
        versions: before.versions.map((each) => (each.value.id === corrects ? { ...each, value: versionOf(corrects, data) } : each)),
      };
    }
    case 'ActualReported':
      return { ...before, actuals: holdingFrom(before.actuals, event.effectiveOn, event.data.value) };
  }
};

const versionOf = (id: string, { floor, assured, stretch }: Tiers): TargetVersion => ({ id, floor, assured, stretch });
