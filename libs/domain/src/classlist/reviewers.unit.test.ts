import { expect, it } from 'vitest';
import { small } from '../scoring/test/standards.ts';
import { reviewersOf } from './index.ts';

const [first] = small.indicators;
if (first === undefined) throw new Error('the standard has indicators');
const supplied = (by: (typeof small.quantities)[number]['suppliedBy']) => small.quantities.map((each) => ({ ...each, suppliedBy: by }));

it('a department reviews the indicators it owns and those computed of what it supplies', () => {
  const owned = { quantities: supplied('税务局'), indicators: [{ ...first, suppliedBy: '经委' as const }] };
  expect(reviewersOf(owned)).toEqual([
    { department: '经委', indicators: [first.code] },
    { department: '税务局', indicators: [first.code] },
  ]);
});
it('a department that supplies vetoes only reviews parcels as a whole', () =>
  expect(reviewersOf({ quantities: supplied('建管委'), indicators: [] })).toEqual([{ department: '建管委', indicators: [] }]));
it('towns, parks and land users review nothing', () =>
  expect(reviewersOf({ quantities: supplied('街镇'), indicators: [{ ...first, suppliedBy: '用地主体' }] })).toEqual([]));
