// Targets and what stands against them: the tier an actual reaches, and what the plan lists add up to.
import { areaInUnits, formatDecimal } from '@yimu/domain/kernel';
import { gapTo, type Tiers, tierReached } from '@yimu/domain/target/state';
import type { PlanEntryRow } from '../read-models/plan-entries.ts';
import type { TargetRow } from '../read-models/targets.ts';
import type { Point } from '../tenancy/reader.ts';
import * as present from './present.ts';

const tiersOf = ({ floor, assured, stretch }: TargetRow): Tiers | null =>
  floor === null || assured === null || stretch === null ? null : { floor, assured, stretch };

/** A target as the schema shows it. */
export const target = (row: TargetRow, point: Point) => {
  const tiers = tiersOf(row);
  return { ...row, point, tierReached: tiers === null ? null : (tierReached(tiers, row.actual)?.toUpperCase() ?? null) };
};

const oneMu = areaInUnits({ value: '1', unit: 'mu' });

/** Exact 亩 of an area: one unit is 1/20,000,000 亩, which is a decimal of eight places. */
const exactMu = (units: bigint): string => formatDecimal((units * 10n ** 12n) / oneMu);

/**
 * What the plan lists add up to for a target in 亩 that they measure; null for any other indicator.
 * Each parcel counts once, by its first entry of that category and year.
 */
export const plannedOf = (row: TargetRow & { readonly point: Point }, entries: readonly PlanEntryRow[]) => {
  const tiers = tiersOf(row);
  if (row.plan_category === null || row.unit !== '亩' || tiers === null) return null;
  const listed = entries.filter(({ category, year }) => category === row.plan_category && year === row.year);
  const counted = listed.filter((entry, i) => listed.findIndex((other) => other.counted_parcel_id === entry.counted_parcel_id) === i);
  const units = counted.reduce((sum, { area_units }) => sum + BigInt(area_units ?? '0'), 0n);
  const value = exactMu(units);
  return {
    category: row.plan_category.toUpperCase(),
    area: present.area(units),
    value,
    tierReached: tierReached(tiers, value)?.toUpperCase(),
    gaps: { floor: gapTo('floor', tiers, value), assured: gapTo('assured', tiers, value), stretch: gapTo('stretch', tiers, value) },
    entries: listed.map((entry) => present.planEntry(entry, row.point)),
  };
};
