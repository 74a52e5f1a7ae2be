import { nameKey, type RecordedEvent } from '@yimu/domain/kernel';
import type { TargetFact } from '@yimu/domain/target/events';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection, ReadModelRow } from '../engine/projection.ts';

interface Indicator {
  readonly name: string;
  readonly number: string | null;
  readonly unit: string | null;
  readonly dimension: string | null;
  readonly planCategory: string | null;
  readonly floor: string | null;
  readonly assured: string | null;
  readonly stretch: string | null;
  readonly actual: string | null;
}

interface YearOfTargets {
  readonly jurisdiction: string;
  readonly year: number;
  /** By name key. A map, because any word can be a name, `constructor` too. */
  readonly indicators: ReadonlyMap<string, Indicator>;
}

const unset: Omit<Indicator, 'name'> = {
  number: null,
  unit: null,
  dimension: null,
  planCategory: null,
  floor: null,
  assured: null,
  stretch: null,
  actual: null,
};

/** 保底数 ≤ 确保数 ≤ 贡献数 of each indicator of a jurisdiction's year, and what was reported. */
export const targets: Projection<YearOfTargets | null> = {
  name: 'targets',
  category: 'target',
  tables: ['target'],
  initial: null,
  evolve: (state, recorded: RecordedEvent) => {
    const event = recorded as unknown as TargetFact;
    const { jurisdiction, year } = event.data;
    const known = state ?? { jurisdiction, year, indicators: new Map<string, Indicator>() };
    const change = (name: string, fields: Partial<Indicator>): YearOfTargets => {
      const key = nameKey(name);
      const before = known.indicators.get(key) ?? { ...unset, name };
      return { ...known, indicators: new Map(known.indicators).set(key, { ...before, ...fields }) };
    };
    switch (event.type) {
      case 'TargetsSet': {
        const { indicator, planCategory, floor, assured, stretch } = event.data;
        return change(indicator.name, { ...indicator, planCategory, floor, assured, stretch });
      }
      case 'TargetsCorrected':
      case 'TargetsRevised': {
        const { indicator, floor, assured, stretch } = event.data;
        return change(indicator, { floor, assured, stretch });
      }
      case 'ActualReported':
        return change(event.data.indicator, { actual: event.data.value });
      default:
        return event satisfies never;
    }
  },
  rows: (state) =>
    state === null
      ? []
      : [...state.indicators].map(
          ([key, { name, planCategory, ...figures }]): ReadModelRow => ({
            table: 'target',
            key,
            columns: {
              jurisdiction: state.jurisdiction,
              year: state.year,
              indicator: name,
              plan_category: planCategory,
              ...figures,
              ...levelCodes(state.jurisdiction),
            },
          }),
        ),
};
