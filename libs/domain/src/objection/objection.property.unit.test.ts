import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, date, isRejection } from '../kernel/index.ts';
import { identified, specId, specSource } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { ObjectionCommand } from './commands.ts';
import { lodgers, objectionEvents, outcomes } from './events.ts';
import { objection } from './index.ts';
import { conclude, final, lodge, objected, withdraw, withFile } from './test/scene.ts';

const day = fc.nat(25).map((n) => addDays(date('2024-02-28'), n));
/** Mostly what is accepted. */
const often = <T>(usual: T, other: T) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(other) });
const by = fc.constantFrom(...lodgers);
const lodging = fc
  .record({
    lodgedBy: by,
    grounds: fc.constantFrom('面积有误', '研发费用未计入'),
    edition: often(1, 2),
    partyId: often(objected.partyId, specId(599)),
    final: often<typeof final | null>(final, null),
    effectiveOn: day,
    source: often(withFile, specSource),
  })
  .map(({ effectiveOn, source, ...data }) => lodge(data, { effectiveOn, today: addDays(effectiveOn, 1), sources: [source] }));
const commands: fc.Arbitrary<ObjectionCommand> = fc.oneof(
  lodging,
  fc
    .tuple(by, day, fc.constantFrom('已沟通一致', '另行反映'))
    .map(([withdrawnBy, effectiveOn, reason]) => withdraw({ withdrawnBy, reason }, { effectiveOn })),
  fc
    .tuple(fc.constantFrom(...outcomes), day, fc.boolean(), fc.option(fc.constant('面积应为30亩')))
    .map(([outcome, effectiveOn, isLodger, corrections]) => conclude({ outcome, isLodger, corrections }, { effectiveOn })),
);

it('keeps the laws of every decider', () => expect(checkLaws(objection, objectionEvents, commands)).toBeGreaterThan(100));

it('is decided at most once, never after a withdrawal that stands, and always within its window', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 30 }), (sequence) => {
      let state = objection.initial;
      const types: string[] = [];
      for (const [n, each] of sequence.entries()) {
        const decision = objection.decide(each, state);
        if (isRejection(decision)) continue;
        types.push(...decision.map(({ type }) => type));
        state = identified(decision, n * 10).reduce(objection.evolve, state);
      }
      const decided = types.findIndex((type) => type === 'ObjectionUpheld' || type === 'ObjectionRejected');
      expect(decided === -1 || (decided === types.length - 1 && types[decided - 1] === 'ObjectionLodged')).toBe(true);
      if (state.kind === 'absent') return;
      expect([state.lodgedOn >= final.decidedOn, state.lodgedOn <= state.content.until]).toEqual([true, true]);
      expect(state.content.decideBy > state.lodgedOn).toBe(true);
    }),
  );
});
