import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Area, type AreaUnit, area, areaInUnits, inMu, inSquareMetres } from './area.ts';

const mu = (value: string): Area => ({ value, unit: 'mu' });
const accepts = (value: unknown, unit: AreaUnit = 'mu') => area.safeParse({ value, unit }).success;

describe('an area in units of ⅓ cm²', () => {
  it('knows that 1 亩 is 10,000/15 m²: 15 亩 are a hectare', () => {
    expect(areaInUnits(mu('1')) * 15n).toBe(areaInUnits({ value: '10000', unit: 'm2' }));
    expect(areaInUnits(mu('15'))).toBe(areaInUnits({ value: '1', unit: 'ha' }));
  });
  it('has 30,000 in 1 m² and 200,000 in 0.01 亩', () => {
    expect(areaInUnits({ value: '1', unit: 'm2' })).toBe(30_000n);
    expect(areaInUnits(mu('0.01'))).toBe(200_000n);
  });
  it.each([
    ['30.62', '20413.33'],
    ['30.59', '20393.33'],
    ['43.74', '29160.00'],
    ['27.81', '18540.00'],
    ['80', '53333.33'],
    ['4.91', '3273.33'],
    ['6.86', '4573.33'],
    ['76.07', '50713.33'],
    ['17.96', '11973.33'],
    ['287.97', '191980.00'],
  ])('%s 亩 are %s m²', (printed, squareMetres) => expect(inSquareMetres(areaInUnits(mu(printed)))).toBe(squareMetres));
  it('287.97 亩 are 191,980 m² exactly', () => expect(areaInUnits(mu('287.97'))).toBe(areaInUnits({ value: '191980', unit: 'm2' })));
  it('the eight parcels of Caojing make 287.97 亩, counted once each', () => {
    const parcels = ['30.62', '43.74', '27.81', '80', '4.91', '6.86', '76.07', '17.96'];
    expect(inMu(parcels.map((value) => areaInUnits(mu(value))).reduce((sum, next) => sum + next))).toBe('287.97');
  });
  it('two sources that differ by 0.03 亩 differ by 20 m²', () =>
    expect(inSquareMetres(areaInUnits(mu('30.62')) - areaInUnits(mu('30.59')))).toBe('20.00'));
  it('throws on what the schema refuses', () => expect(() => areaInUnits(mu('-1'))).toThrow('not an area'));
});

describe('display', () => {
  it('rounds half up on two decimals', () =>
    expect(['0.0049999', '0.005', '0.0149999', '0.015', '1.995'].map((value) => inMu(areaInUnits(mu(value))))).toEqual([
      '0.00',
      '0.01',
      '0.01',
      '0.02',
      '2.00',
    ]));
  it('rounds a difference by its size, and never writes -0.00', () => {
    expect(inMu(-100_000n)).toBe('-0.01');
    expect(inMu(-99_999n)).toBe('0.00');
    expect(inMu(0n)).toBe('0.00');
  });
});

describe('the shape of an area', () => {
  it.each(['30.62', '80', '0.01', '80.00', '0.0000001'])('takes %s 亩 and keeps it as printed', (value) =>
    expect(area.parse(mu(value))).toEqual(mu(value)),
  );
  it.each(['0', '0.00', '-1', '+1', '', ' 1', '1 0', '1.', '.5', '01', '1e3', '1,000', '３０', 'NaN', '30.62亩'])('refuses %j', (value) =>
    expect(accepts(value)).toBe(false),
  );
  it('refuses a JSON number, which could not keep its decimals', () => expect(accepts(30.62)).toBe(false));
  it('takes as many decimals as the ledger keeps exactly: 7 for 亩, 4 for m², 8 for hectares', () => {
    const limits = { mu: 7, m2: 4, ha: 8 } as const;
    for (const unit of ['mu', 'm2', 'ha'] as const) {
      const smallest = (decimals: number) => `0.${'1'.padStart(decimals, '0')}`;
      expect([accepts(smallest(limits[unit]), unit), accepts(smallest(limits[unit] + 1), unit)]).toEqual([true, false]);
    }
  });
  it('takes no more than 10,000 km²', () => {
    expect([accepts('10000000000', 'm2'), accepts('10000000000.0001', 'm2')]).toEqual([true, false]);
    expect([accepts('1000000', 'ha'), accepts('1000001', 'ha')]).toEqual([true, false]);
    expect([accepts('15000000'), accepts('15000001')]).toEqual([true, false]);
  });
  it('refuses unknown fields and units', () => {
    expect(area.safeParse({ value: '1', unit: 'mu', note: '' }).success).toBe(false);
    expect(area.safeParse({ value: '1', unit: 'acre' }).success).toBe(false);
  });
});

it('the sum of the parts is the whole, in every unit and however it is cut', () => {
  const decimals = { mu: 7, m2: 4, ha: 8 } as const;
  const write = (scaled: bigint, places: number) => {
    const digits = scaled.toString().padStart(places + 1, '0');
    return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  };
  const parts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 11n }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom('mu', 'm2', 'ha'), parts, (unit, scaled) => {
      const inUnits = (value: bigint) => areaInUnits({ value: write(value, decimals[unit]), unit });
      const whole = scaled.reduce((sum, next) => sum + next);
      expect(scaled.map(inUnits).reduce((sum, next) => sum + next)).toBe(inUnits(whole));
    }),
  );
});
