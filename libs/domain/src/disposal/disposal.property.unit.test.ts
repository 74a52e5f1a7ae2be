import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { command, identified, specId, specSource } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { DisposalCommand } from './commands.ts';
import { disposalEvents, disposalRoutes, matches, matterKinds, planCategories } from './events.ts';
import { plan } from './index.ts';
import { standing } from './state.ts';

const parcelId = fc.constant('6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a02');
const content = {
  parcelId,
  enterprise: fc.constantFrom('甲有限公司', '乙有限公司'),
  category: fc.constantFrom(...planCategories),
  mode: fc.constantFrom('收储', '合作开发'),
  mappedRoute: fc.option(fc.constantFrom(...disposalRoutes.slice(0, 2))),
  year: fc.constantFrom(2025, 2026),
  area: fc.option(fc.constant({ value: '43.74', unit: 'mu' as const })),
  matchedBy: fc.constantFrom(...matches),
};
const entry = fc.nat(8).map(specId);
const reason = fc.constant('录入有误');
const data: fc.Arbitrary<Pick<DisposalCommand, 'type' | 'data'>> = fc.oneof(
  fc.record({
    type: fc.constant('ListPlanEntry' as const),
    data: fc.record({
      ...content,
      jurisdiction: fc.constantFrom('310116112', '310117107'),
      list: fc.constantFrom('盘活', '腾退'),
      row: fc.constantFrom('1', '2'),
    }),
  }),
  fc.record({ type: fc.constant('CorrectPlanEntry' as const), data: fc.record({ ...content, entry, reason }) }),
  fc.record({ type: fc.constant('AnnulPlanEntry' as const), data: fc.record({ parcelId, entry, reason }) }),
  fc.record({
    type: fc.constant('NoteListedLandTouched' as const),
    data: fc.record({
      parcelId,
      matter: fc.record({ kind: fc.constantFrom(...matterKinds), id: fc.constantFrom(specId(70), specId(71)) }),
      fact: fc.constantFrom('EquityTransferFiled', 'AuctionOpened'),
      causedBy: fc.constant(specId(72)),
      enterpriseId: fc.option(fc.constant(specId(73))),
      departments: fc.subarray(['规划资源局' as const, '经委' as const], { minLength: 1 }),
    }),
  }),
);
const envelope = fc.record({
  effectiveOn: fc.constantFrom('2024-03-10', '2024-03-11', '2025-01-01', '2027-01-01').map(date),
  sources: fc.constantFrom('漕府〔2024〕11号', '漕府〔2025〕8号').map((number) => [{ ...specSource, number }]),
});
const commands = fc
  .tuple(data, envelope)
  .map(([named, overrides]) => ({ ...command(named.type, named.data), ...overrides }) as DisposalCommand);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(plan, disposalEvents, commands)).toBeGreaterThan(100);
});

it('a row stands once, and every fact of several lists names exactly the entries that stand', () => {
  let said = 0;
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 12 }), (sequence) => {
      let state = plan.initial;
      let count = 0;
      for (const next of sequence) {
        const decision = plan.decide(next, state);
        if (isRejection(decision)) continue;
        state = identified(decision, count).reduce(plan.evolve, state);
        count += decision.length;
        const places = standing(state).map(({ content: { document, list, row } }) => `${document}/${list}/${row}`);
        expect(new Set(places).size).toBe(places.length);
        for (const fact of decision) {
          if (fact.type !== 'ParcelOnSeveralLists') continue;
          said += 1;
          expect(fact.data.entries.map(({ document, list, row }) => `${document}/${list}/${row}`)).toEqual(places);
        }
      }
    }),
  );
  expect(said).toBeGreaterThan(0);
});
