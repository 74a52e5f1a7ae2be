import { describe, expect, it } from 'vitest';
import { specId } from '../testing/given.ts';
import { inputProblems, merged } from './subject.ts';
import { small } from './test/standards.ts';

const input = (quantity: string, value: string, n = 0) => ({ quantity, value, events: [specId(n)] });

describe('an input', () => {
  it('is of a quantity of the standard, once, and readable', () =>
    expect(inputProblems(small, [input('tax', '-1.5'), input('unsafe', 'no')])).toEqual([]));
  it.each([
    ['unknown', [input('profit', '1')]],
    ['twice', [input('tax', '1'), input('tax', '1')]],
    ['not-an-option', [input('unsafe', 'maybe')]],
    ...['NaN', '1e400', 'Infinity', '', ' 1', '01', '1,5', '1234567890123456789', '0.1234567890123'].map(
      (text) => ['not-a-decimal', [input('tax', text)]] as const,
    ),
  ] as const)('is %s', (kind, inputs) => expect(inputProblems(small, inputs).map((problem) => problem.kind)).toEqual([kind]));
});

describe('several enterprises on one parcel', () => {
  const parcel = { inputs: [input('land', '30.5', 1)] };
  it('have their figures merged as the standard says, with the events of all of them', () =>
    expect(
      merged(small, [
        { inputs: [input('tax', '1.1', 3), input('land', '30.5', 2), input('unsafe', 'no', 4)] },
        { inputs: [input('tax', '2.2', 1), input('unsafe', 'yes', 5)] },
      ]),
    ).toEqual([
      { quantity: 'tax', value: '3.3', events: [specId(1), specId(3)] },
      { quantity: 'land', value: '30.5', events: [specId(2)] },
      { quantity: 'unsafe', value: 'yes', events: [specId(4), specId(5)] },
    ]));
  it('have no sum when one of them has no figure: missing is not zero', () =>
    expect(merged(small, [{ inputs: [input('tax', '1')] }, parcel])).toEqual([input('land', '30.5', 1)]));
  it('have no sum that is longer than a figure may be: it would be one that no run can read', () => {
    const most = '9'.repeat(18);
    const [land] = parcel.inputs;
    const both = merged(small, [
      { inputs: [input('tax', most)] },
      { inputs: [input('tax', '1', 1), ...(land === undefined ? [] : [land])] },
    ]);
    expect([both, inputProblems(small, both)]).toEqual([[land], []]);
  });
  it('have no figure in common that contradicts itself, nor an option that is not listed', () =>
    expect(merged(small, [parcel, { inputs: [input('land', '30.59')] }, { inputs: [input('size', 'huge')] }])).toEqual([]));
  it('have the largest of their figures where that counts', () => {
    const largest = { quantities: small.quantities.map((each) => ({ ...each, merge: 'largest' as const })) };
    const shares = ['9', '10', '1'].map((value, n) => ({ inputs: [input('tax', value, n)] }));
    expect(merged(largest, shares).map(({ value }) => value)).toEqual(['10']);
  });
});
