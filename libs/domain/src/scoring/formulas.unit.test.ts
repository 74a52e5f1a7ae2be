import { describe, expect, it } from 'vitest';
import { decimalUnits } from '../kernel/index.ts';
import { type Supplied, term, test } from './evaluate.ts';
import { asksIn, type Condition, type Expression, expressionsIn, partsOf, written } from './expression.ts';
import { printed, rounded } from './rational.ts';
import { quantitiesIn, quantitiesOf } from './suppliers.ts';
import { constant, quantity } from './test/standards.ts';

const codes = ['x', 'y', 'kind'];
const placeOf = (code: string): number => codes.indexOf(code);
const supplied = (x: string | null, y: string | null, kind: string | null = null): Supplied => [
  x === null ? null : decimalUnits(x),
  y === null ? null : decimalUnits(y),
  kind,
];
const [x, y] = [quantity('x'), quantity('y')];
const value = (expression: Expression, ...given: Parameters<typeof supplied>): string => {
  const found = term(expression, placeOf)(supplied(...given));
  return typeof found === 'string' ? found : printed(rounded(found, 6), 6);
};
const holds = (condition: Condition, ...given: Parameters<typeof supplied>): boolean | null => test(condition, placeOf)(supplied(...given));

describe('a formula', () => {
  it.each([
    [{ op: 'add', of: [x, y, constant('0.1')] }, '6.1'],
    [{ op: 'subtract', of: [x, y, constant('1')] }, '1'],
    [{ op: 'multiply', of: [x, y] }, '8'],
    [{ op: 'divide', of: [x, y, constant('3')] }, '0.666667'],
    [{ op: 'least', of: [x, y, constant('3')] }, '2'],
    [{ op: 'least', of: [y, x] }, '2'],
    [{ op: 'greatest', of: [x, y, constant('3')] }, '4'],
    [{ op: 'greatest', of: [y, x] }, '4'],
  ] satisfies [Expression, string][])('%j of x = 4 and y = 2 is computed exactly from left to right', (expression, expected) =>
    expect(value(expression, '4', '2')).toBe(expected),
  );
  it('has no value when a quantity was not supplied: missing is not zero', () => {
    expect(value({ op: 'add', of: [x, y] }, '4', null)).toBe('not-supplied');
    expect(value({ op: 'add', of: [x, y, x] }, null, '4')).toBe('not-supplied');
    expect(value(quantity('kind'), '1', '2', 'big')).toBe('not-supplied');
  });
  it('has no value when it divides by zero', () => expect(value({ op: 'divide', of: [x, y] }, '4', '0')).toBe('divided-by-zero'));
  it('without operands is a bug', () => expect(() => term({ op: 'add', of: [] }, placeOf)).toThrow('add of nothing'));
  it('is written as people write it', () => {
    const perMu: Expression = { op: 'divide', of: [{ op: 'subtract', of: [x, constant('1')] }, y] };
    expect(written(perMu, (code) => `〈${code}〉`)).toBe('(〈x〉 − 1) ÷ 〈y〉');
    const nested: Expression = {
      op: 'multiply',
      of: [
        { op: 'add', of: [x, y] },
        { op: 'least', of: [x, y] },
      ],
    };
    expect(written(nested, (code) => code)).toBe('(x + y) × min(x, y)');
    expect(written({ op: 'greatest', of: [x, y] }, (code) => code)).toBe('max(x, y)');
  });
  it('names its parts', () => {
    const nested: Expression = { op: 'add', of: [x, { op: 'multiply', of: [x, y] }] };
    expect(partsOf(nested)).toHaveLength(5);
    expect(quantitiesOf([nested])).toEqual(['x', 'y']);
  });
});

describe('a condition', () => {
  it('on options is not known without one', () => {
    const big: Condition = { op: 'is', quantity: 'kind', options: ['big', 'huge'] };
    expect([holds(big, '1', '2', 'huge'), holds(big, '1', '2', 'small'), holds(big, '1', '2', null)]).toEqual([true, false, null]);
  });
  it('asks whether something was supplied', () =>
    expect([holds({ op: 'known', quantity: 'x' }, '0', null), holds({ op: 'known', quantity: 'y' }, '0', null)]).toEqual([true, false]));
  it.each([
    ['less', [true, false, false]],
    ['at-most', [true, true, false]],
    ['equal', [false, true, false]],
    ['at-least', [false, true, true]],
    ['more', [false, false, true]],
  ] as const)('%s compares figures exactly', (op, expected) => {
    const condition: Condition = { op, of: [x, y] };
    expect([holds(condition, '1', '2'), holds(condition, '2', '2.0'), holds(condition, '3', '2')]).toEqual(expected);
    expect([holds(condition, null, '2'), holds(condition, '2', null)]).toEqual([null, null]);
  });
  const one: Condition = { op: 'equal', of: [x, constant('1')] };
  const two: Condition = { op: 'equal', of: [y, constant('2')] };
  it.each([
    ['all', [true, false, null, false]],
    ['any', [true, true, true, null]],
    ['none', [false, false, false, null]],
  ] as const)('%s of several knows what follows from what is known', (op, expected) => {
    const both: Condition = { op, of: [one, two] };
    expect([holds(both, '1', '2'), holds(both, '1', '3'), holds(both, '1', null), holds(both, '0', null)]).toEqual(expected);
  });
  it('names what it asks of', () => {
    const nested: Condition = {
      op: 'any',
      of: [one, { op: 'none', of: [{ op: 'is', quantity: 'kind', options: ['big'] }] }, { op: 'known', quantity: 'y' }],
    };
    expect(quantitiesIn(nested)).toEqual(['x', 'kind', 'y']);
    expect(expressionsIn(nested)).toHaveLength(2);
    expect(asksIn(nested).map(({ op }) => op)).toEqual(['is', 'known']);
    expect(quantitiesIn({ op: 'all', of: [two, nested] })).toEqual(['y', 'x', 'kind']);
  });
});
