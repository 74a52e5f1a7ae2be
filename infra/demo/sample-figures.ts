// 样例数据，非真实: nobody supplied these figures. They are the base values of the sample standard times a factor per parcel, so that the demo
// has something to grade and everybody sees at once that they are made up. Only the area is that of the list.
import { decimalUnits, formatDecimal } from '@yimu/domain/kernel';
import { samples } from '@yimu/domain/standard';

/** 黄岩 2022, a sample: it binds nobody in 金山. */
export const sampleStandard = samples['huangyan-2022'];

export const disclaimer = '样例数据，非真实：各项数据由样例标准的基准值乘以系数得出，不反映任何企业的实际情况';

type Quantity = (typeof sampleStandard.quantities)[number];

/** Tenths of the base value, parcel by parcel: two cohorts, the first five above scale (规上). */
const factors = [15, 12, 10, 9, 6, 13, 10, 5] as const;
const aboveScale = 5;
/** The parcel of which no emission is known: it gets the mean of its cohort. */
export const withoutEmission = 2;

/** Per mu at base, so that every ratio of the standard comes out near 1; what grows with the factor is marked. */
const perMu: Readonly<Record<'above-scale' | 'below-scale', Readonly<Record<string, readonly [amount: string, grows: boolean]>>>> = {
  'above-scale': {
    tax: ['24.097', true],
    'value-added': ['136.16', true],
    energy: ['50.5419', false],
    emission: ['0.0276', false],
    employees: ['7.5061', false],
    research: ['15.1', true],
    revenue: ['500', false],
  },
  'below-scale': { tax: ['11.5932', true], electricity: ['49.2908', false] },
};

/** area × amount × tenths ÷ 10 on four decimals. */
const times = (area: string, amount: string, tenths: number): string => {
  // Units are 10⁻¹², so that the product of two and of tenths is in 10⁻²⁵.
  const product = decimalUnits(area) * decimalUnits(amount) * BigInt(tenths);
  const fourth = 10n ** 21n;
  return formatDecimal(((product + fourth / 2n) / fourth) * 10n ** 8n);
};

export interface Figure {
  readonly quantity: string;
  readonly value: string;
  readonly unit: string;
}

/**
 * The made-up figures of a parcel, by who supplies them.
 * @param place which parcel, from 0
 * @param area in 亩
 */
export const sampleFigures = (place: number, area: string): ReadonlyMap<Quantity['suppliedBy'], readonly Figure[]> => {
  const scale = place % factors.length < aboveScale ? 'above-scale' : 'below-scale';
  const factor = factors[place % factors.length] ?? 10;
  const said = (code: string): string | undefined => {
    if (code === 'scale') return scale;
    if (code === 'land') return area;
    if (code === 'emission' && place === withoutEmission) return undefined;
    const [amount, grows] = perMu[scale][code] ?? [];
    return amount === undefined ? undefined : times(area, amount, grows === true ? factor : 10);
  };
  const supplied = sampleStandard.quantities.flatMap(({ code, unit, suppliedBy }) => {
    const value = said(code);
    return value === undefined ? [] : [{ suppliedBy, figure: { quantity: code, value, unit } }];
  });
  return new Map(
    [...Map.groupBy(supplied, ({ suppliedBy }) => suppliedBy)].map(([supplier, all]) => [supplier, all.map(({ figure }) => figure)]),
  );
};
