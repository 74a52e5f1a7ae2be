import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeRange, isWithin, jurisdictionCode, levelOf, paddedCode, parentOf, townCode, withAllAbove } from './jurisdiction-code.ts';

const accepts = (code: string) => jurisdictionCode.safeParse(code).success;

describe('a jurisdiction code', () => {
  it.each([
    ['310000', 'city', undefined],
    ['310116', 'district', '310000'],
    ['310116112', 'town', '310116'],
    ['310117107', 'town', '310117'],
  ] as const)('%s is a %s below %s', (code, level, parent) => {
    expect(accepts(code)).toBe(true);
    expect([levelOf(code), parentOf(code)]).toEqual([level, parent]);
  });
  it.each(['31', '31011', '3101161', '310116112000', '310116000', '010000', '31011X', '３１０１１６', '', ' 310116', '990000'])(
    'is not %j',
    (code) => expect(accepts(code)).toBe(false),
  );
  it('of a town has nine digits', () => {
    expect(townCode.safeParse('310116112').success).toBe(true);
    expect(townCode.safeParse('310116').success).toBe(false);
  });
  it('is padded to nine digits, so that all levels compare as one text', () =>
    expect(['310000', '310116', '310116112'].map(paddedCode)).toEqual(['310000000', '310116000', '310116112']));
});

describe('a scope', () => {
  it('of a city covers its districts and towns, and itself', () =>
    expect(['310000', '310116', '310116112', '320500', '300000'].map((code) => isWithin(code, '310000'))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]));
  it('of a district covers its towns, not its city or its neighbour', () =>
    expect(['310116', '310116112', '310000', '310117107'].map((code) => isWithin(code, '310116'))).toEqual([true, true, false, false]));
  it('of a town covers itself only: 九亭镇 is not 九里亭街道', () =>
    expect(['310117107', '310117006', '310117'].map((code) => isWithin(code, '310117107'))).toEqual([true, false, false]));
  it.each([
    ['310000', '310000000', '320000000'],
    ['310116', '310116000', '310117000'],
    ['310116112', '310116112', '310116113'],
    ['310116999', '310116999', '310117000'],
  ])('of %s is the range from %s to before %s', (scope, lo, hi) => expect(codeRange(scope)).toEqual({ lo, hi }));
});

it('isWithin and codeRange agree on every pair of codes', () => {
  const digits = (length: number) => fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
  // Few provinces and districts, so that codes meet; all of them, so that the edges are met too.
  const province = fc.oneof(fc.constantFrom('31', '32', '89'), fc.integer({ min: 10, max: 89 }).map(String));
  const district = fc.oneof(fc.constantFrom('0000', '0116', '0117', '9999'), digits(4));
  const town = fc.oneof(fc.constantFrom('', '', '112', '999'), digits(3));
  const code = fc
    .tuple(province, district, town)
    .map((parts) => parts.join(''))
    .filter(accepts);
  fc.assert(
    fc.property(code, code, (left, right) => {
      const { lo, hi } = codeRange(right);
      expect(lo <= paddedCode(left) && paddedCode(left) < hi).toBe(isWithin(left, right));
      expect(isWithin(left, left)).toBe(true);
      expect(isWithin(left, parentOf(left) ?? left)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['310116112', ['310116112', '310116', '310000']],
  ['310116', ['310116', '310000']],
  ['310000', ['310000']],
])('%s stands with all above it, upwards', (code, all) => expect(withAllAbove(code)).toEqual(all));
