// A standard with something of everything, and subjects that meet all of it.
import type { Standard } from '@yimu/domain/scoring';
import { samples } from '@yimu/domain/standard';
import { testId } from '@yimu/testing';
import type { CitySubject } from './scored-city.ts';

/** 旌德 2022 as a sample: min-max, extra points, a tie rule, unrated without a figure. */
export const standard: Standard = samples['jingde-2022'];

const suppliers = {
  tax: '税务局',
  land: '规划资源局',
  revenue: '统计局',
  'value-added': '统计局',
  energy: '统计局',
  'hi-tech': '科委',
} as const;

/** The n-th of some subjects: every tenth lacks a figure, every seventh has two enterprises, equals come up now and then. */
export const subjectOf = (n: number): CitySubject => {
  const figures = {
    tax: String(((n * 37) % 50) + 1),
    land: String((n % 4) + 1),
    revenue: `${((n * 53) % 90) + 10}.5`,
    'value-added': String(((n * 29) % 70) + 5),
    energy: String((n % 6) + 1),
    'hi-tech': n % 3 === 0 ? 'yes' : 'no',
  };
  const given = Object.entries(figures).filter(([quantity]) => quantity !== 'energy' || n % 10 !== 9);
  const isShared = n % 7 === 6;
  const enterprises = isShared ? [testId('enterprise', n), testId('other enterprise', n)] : [testId('enterprise', n)];
  const ofParcel = (quantity: string): boolean => quantity === 'land' || !isShared;
  return {
    id: testId('subject', n),
    code: `P${String(n).padStart(6, '0')}`,
    enterprises,
    supplies: given.flatMap(([quantity, value]) =>
      (ofParcel(quantity) ? [null] : enterprises).map((partyId) => ({
        partyId,
        supplier: suppliers[quantity as keyof typeof suppliers],
        figures: { [quantity]: value },
      })),
    ),
  };
};

export const subjectsOf = (count: number): readonly CitySubject[] => Array.from({ length: count }, (_, n) => subjectOf(n));
