// A row of raw cells → the facts it states, or what is wrong with which cell.
import type { Area } from '@yimu/domain/kernel';
import { type CellFault, type CellReader, type Cells, cellReader } from './cell-reader.ts';
import type { CheckedList, List, PlanList, TargetList } from './manifest.ts';
import { enterpriseOf, tidyName, tidyText } from './normalise.ts';

export interface PlanFacts {
  readonly kind: 'plan';
  /** As printed. */
  readonly name: string;
  readonly enterprise: string;
  readonly address: string | null;
  readonly area: Area;
  readonly category: PlanList['category'];
  /** As printed. */
  readonly mode: string;
  readonly mappedRoute: 'reserve' | 'cooperate' | 'vacate' | null;
  readonly year: number;
}

export interface Tiers {
  readonly year: number;
  readonly floor: string;
  readonly assured: string;
  readonly stretch: string;
}

export interface TargetFacts {
  readonly kind: 'targets';
  readonly name: string;
  readonly indicator: { readonly number: string; readonly name: string; readonly unit: string; readonly dimension: string };
  readonly planCategory: PlanList['category'] | null;
  readonly years: readonly Tiers[];
}

/** What a list without a context yet names. */
export interface CheckedFacts {
  readonly kind: 'checked';
  readonly name: string;
}

export type Facts = PlanFacts | TargetFacts | CheckedFacts;

export interface RowFacts {
  readonly facts: Facts;
  /** 序号, absent where the list has none. */
  readonly row: string | undefined;
  /** How cells were read that are not printed as they should be. */
  readonly notes: readonly string[];
}

/** 处置路径 that a printed mode says without doubt (glossary); 优质项目导入 or 亩均税收提升 may be several. */
const routes: Readonly<Record<string, PlanFacts['mappedRoute']>> = { 收储: 'reserve', 合作开发: 'cooperate', 腾退: 'vacate' };

const planFacts = ({ columns, category, areaUnit }: PlanList, read: CellReader): PlanFacts => {
  const name = read.name(columns.name);
  const mode = read.text(columns.mode);
  const address = columns.address === undefined ? '' : tidyText(read.raw(columns.address));
  return {
    kind: 'plan',
    name,
    enterprise: enterpriseOf(name),
    address: address === '' ? null : address,
    area: read.area(columns.area, areaUnit),
    category,
    mode,
    mappedRoute: routes[tidyText(mode)] ?? null,
    year: read.year(columns.year),
  };
};

const targetFacts = ({ columns, years, planCategories }: TargetList, read: CellReader): TargetFacts => {
  const printed = read.name(columns.name);
  const name = tidyName(printed);
  return {
    kind: 'targets',
    name: printed,
    indicator: {
      number: read.row(columns.row),
      name,
      unit: tidyText(read.text(columns.unit)),
      dimension: tidyText(read.text(columns.dimension)),
    },
    planCategory: planCategories[name] ?? null,
    years: years.map(({ year, floor, assured, stretch }) => ({
      year,
      floor: read.decimal(floor),
      assured: read.decimal(assured),
      stretch: read.decimal(stretch),
    })),
  };
};

const checkedFacts = ({ columns }: CheckedList, read: CellReader): CheckedFacts => {
  const names = Object.entries(columns).map(([column, kind]) => {
    const value = read[kind](column);
    return kind === 'name' ? String(value) : '';
  });
  return { kind: 'checked', name: names.find((name) => name !== '') ?? '' };
};

const factsOfKind = (list: List, read: CellReader): Facts => {
  switch (list.kind) {
    case 'plan':
      return planFacts(list, read);
    case 'targets':
      return targetFacts(list, read);
    case 'checked':
      return checkedFacts(list, read);
    default:
      return list satisfies never;
  }
};

const rowColumnOf = (list: List): string | undefined =>
  list.kind === 'checked' ? Object.entries(list.columns).find(([, kind]) => kind === 'row')?.[0] : list.columns.row;

/** The facts of one row of a list, or the faults of its cells. */
export const factsOf = (list: List, cells: Cells): RowFacts | { readonly faults: readonly CellFault[] } => {
  const read = cellReader(cells);
  const facts = factsOfKind(list, read);
  const rowColumn = rowColumnOf(list);
  const row = rowColumn === undefined ? undefined : read.row(rowColumn);
  return read.faults.length > 0 ? { faults: read.faults } : { facts, row, notes: read.notes };
};
