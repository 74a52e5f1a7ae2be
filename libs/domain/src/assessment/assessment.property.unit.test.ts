import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareDecimals, formatDecimal } from '../kernel/index.ts';
import { checkLaws } from '../testing/laws.ts';
import { assessmentEvents } from './events.ts';
import { bottomOf, bottomRanking, enterpriseAssessment, parcelAssessment } from './index.ts';
import { candidate, finalise, freezeRanking, gradeEnterprise, gradeParcel, otherRun, results, run } from './test/scene.ts';

const ofRun = fc.tuple(fc.constantFrom(run, otherRun), fc.constantFrom(...results));
const score = fc.option(fc.bigInt(-3n, 9n).map((units) => formatDecimal(units * 10n ** 11n)));
const candidates = fc
  .array(score, { minLength: 1, maxLength: 9 })
  .map((scores) => scores.map((each, n) => candidate(n, each, n % 3 === 0 ? 'E' : undefined)));

it('parcels keep the laws of every decider', () =>
  expect(
    checkLaws(
      parcelAssessment,
      assessmentEvents,
      fc.oneof(
        ofRun.map(([id, of]) => gradeParcel(id, of)),
        ofRun.map(([id, { grade }]) => finalise({ run: id, grade })),
      ),
    ),
  ).toBeGreaterThan(100));
it('enterprises keep the laws of every decider', () =>
  expect(
    checkLaws(
      enterpriseAssessment,
      assessmentEvents,
      ofRun.map(([id, of]) => gradeEnterprise(id, of)),
    ),
  ).toBeGreaterThan(100));
it('rankings keep the laws of every decider', () =>
  expect(
    checkLaws(
      bottomRanking,
      assessmentEvents,
      fc.tuple(candidates, fc.integer({ min: 1, max: 4 })).map(([list, size]) => freezeRanking(list, size)),
    ),
  ).toBeGreaterThan(100));

it('a bottom ranking is the same in whatever order its candidates arrive, and nobody outside it is worse', () =>
  fc.assert(
    fc.property(
      candidates.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      fc.integer({ min: 1, max: 10 }),
      ([list, shuffled], size) => {
        const { ranked, entries } = bottomOf(list, size);
        expect(bottomOf(shuffled, size)).toEqual({ ranked, entries });
        expect(entries).toHaveLength(Math.min(size, ranked));
        const named = new Set(entries.map(({ partyId }) => partyId));
        const others = list.filter((each) => !named.has(each.partyId));
        for (const { score: lowest } of others) {
          const isBetter = lowest === null || entries.every((each) => compareDecimals(each.score, lowest) <= 0);
          expect(isBetter).toBe(true);
        }
      },
    ),
  ));
