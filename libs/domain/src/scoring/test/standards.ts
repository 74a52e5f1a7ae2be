// A small standard to be varied, and subjects to hold against it.
import { specId } from '../../testing/given.ts';
import type { CutOffs, Determination, Expression, Indicator, Item, Method, Quantity, Scheme, Standard, Subject } from '../index.ts';

export const quantity = (code: string): Expression => ({ op: 'quantity', code });
export const constant = (value: string): Expression => ({ op: 'constant', value });

const decimalOf = (code: string, zh: string, supplier: Quantity['suppliedBy']): Quantity => ({
  code,
  name: { zh, en: code },
  unit: '万元',
  kind: 'decimal',
  options: [],
  suppliedBy: supplier,
  merge: 'sum',
});
const optionOf = (code: string, zh: string, supplier: Quantity['suppliedBy'], ...options: readonly string[]): Quantity => ({
  ...decimalOf(code, zh, supplier),
  unit: '',
  kind: 'option',
  options,
  merge: 'foremost',
});

export const indicator = (code: string, formula: Expression, direction: Indicator['direction'] = 'higher'): Indicator => ({
  code,
  name: { zh: `指标${code}`, en: `indicator ${code}` },
  dimension: '亩产',
  unit: '万元/亩',
  direction,
  formula,
  decimals: 2,
  suppliedBy: '经委',
  required: true,
});

export const ratio = (base: string, cap: string | null = null, floor: string | null = null): Method => ({
  kind: 'ratio',
  base,
  cap,
  floor,
});

export const item = (of: string, weight: string, method: Method, missing: Item['missing'] = 'unrated'): Item => ({
  indicator: of,
  weight,
  method,
  missing,
});

export const halves: CutOffs = {
  kind: 'share',
  classes: [
    { grade: 'A', upTo: '50%' },
    { grade: 'B', upTo: '100%' },
  ],
  rounding: 'nearest',
};

export const scheme: Scheme = {
  code: 'all',
  total: '100',
  decimals: 2,
  items: [item('per-mu', '60', ratio('10')), item('saving', '40', ratio('1', '1.5'), 'cohort-mean')],
  extras: [],
  ties: { by: [], equals: 'by-code' },
  cutOffs: halves,
};

export const veto: Determination = {
  code: 'unsafe',
  kind: 'veto',
  name: { zh: '房屋不安全', en: 'Unsafe building' },
  basis: '第一条',
  when: { op: 'is', quantity: 'unsafe', options: ['yes'] },
  grade: 'D',
};

/** tax ÷ land weighs 60 of 100, energy ÷ tax (the less the better) 40; one cohort; unsafe buildings are vetoed. */
export const small: Standard = {
  title: { zh: '示例标准', en: 'Example' },
  sample: null,
  quantities: [
    decimalOf('tax', '税收', '税务局'),
    { ...decimalOf('land', '用地', '规划资源局'), merge: 'same' },
    decimalOf('energy', '能耗', '统计局'),
    optionOf('unsafe', '房屋安全', '建管委', 'yes', 'no'),
    optionOf('size', '规模', '统计局', 'big', 'small'),
  ],
  indicators: [
    indicator('per-mu', { op: 'divide', of: [quantity('tax'), quantity('land')] }),
    indicator('saving', { op: 'divide', of: [quantity('energy'), quantity('tax')] }, 'lower'),
  ],
  cohorts: [{ code: 'all', name: { zh: '全部', en: 'All' }, within: [], scheme: 'all' }],
  determinations: [veto],
  schemes: [scheme],
  unratedGrade: 'T',
};

/** The small standard with another scheme. */
export const scoredBy = (changes: Partial<Scheme>): Standard => ({ ...small, schemes: [{ ...scheme, ...changes }] });

/** Two cohorts, big and small, with the same scheme. */
export const bySize: Standard = {
  ...small,
  cohorts: (['big', 'small'] as const).map((size) => ({
    code: size,
    name: { zh: size === 'big' ? '规上' : '规下', en: size },
    within: [{ op: 'is', quantity: 'size', options: [size] }],
    scheme: 'all',
  })),
};

/** The n-th subject with what is given of it, each figure supplied by an event of its own. */
export const subject = (n: number, given: Readonly<Record<string, string>>): Subject => ({
  id: specId(n),
  code: `P${String(n).padStart(3, '0')}`,
  inputs: Object.entries(given).map(([code, value], k) => ({ quantity: code, value, events: [specId(1000 + n * 10 + k)] })),
});

/** A subject at base: 10 per mu and 1 of energy for 1 of tax. */
export const atBase = { tax: '30', land: '3', energy: '30' };
