import fc from 'fast-check';
import { expect, it } from 'vitest';
import { areaInUnits, date, fractionOf, isRejection } from '../kernel/index.ts';
import { command, identified, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { LineageCommand, SetLineageTolerance } from './commands.ts';
import { lineageEvents, stepKinds } from './events.ts';
import { lineage, lineageCommands, lineageTolerance } from './index.ts';
import { missingSteps } from './state.ts';

const lineageId = specId(900);
const parcelId = fc.integer({ min: 901, max: 904 }).map(specId);
const area = fc.oneof(
  fc.constantFrom('10', '10.01', '20', '29.97', '30', '30.03').map((value) => ({ value, unit: 'mu' as const })),
  fc.constantFrom('6666.67', '20000').map((value) => ({ value, unit: 'm2' as const })),
);
const tolerance = fc.constantFrom('0.1%', '1/100', '0.01%');
const tolerances = tolerance.map((value) => [[{ from: '2024-01-01', value }]]);
const jurisdiction = fc.constantFrom('310116112', '310116112', '310116103');
const parent = fc.record({
  parcelId,
  jurisdiction,
  area: fc.option(area),
  areaInConflict: fc.constantFrom(false, false, true),
  codes: fc.constant([]),
  hasEnded: fc.constantFrom(false, false, false, true),
  latestOn: fc.constant('2024-03-11'),
});
const child = fc.record({
  parcelId,
  jurisdiction,
  name: fc.constant('地块'),
  address: fc.constant(null),
  area,
  parcelCode: fc.constantFrom(null, null, '310116112001GB00009'),
});
const step = fc.record({ kind: fc.constantFrom(...stepKinds), parcelId });

const given = <T extends LineageCommand['type']>(type: T, fields: object): fc.Arbitrary<LineageCommand> =>
  fc
    .tuple(fc.record(fields as Record<string, fc.Arbitrary<unknown>>), fc.constantFrom('2024-03-11', '2024-03-12', '2024-03-13'))
    .map(
      ([chosen, day]) => command(type, lineageCommands[type].parse({ lineageId, ...chosen }), { effectiveOn: date(day) }) as LineageCommand,
    );
const split = { parent, children: fc.array(child, { minLength: 2, maxLength: 3 }), tolerances };
const merger = { parents: fc.array(parent, { minLength: 2, maxLength: 3 }), child, tolerances };
const starts = fc.oneof(
  given('StartSplit', split),
  given('ReportSplit', split),
  given('StartMerger', merger),
  given('ReportMerger', merger),
);
const soundStart = given('StartSplit', {
  parent: fc.record({
    parcelId: fc.constant(specId(901)),
    jurisdiction: fc.constant('310116112'),
    area: fc.constant({ value: '30', unit: 'mu' }),
    areaInConflict: fc.constant(false),
    codes: fc.constant([]),
    hasEnded: fc.constant(false),
    latestOn: fc.constant('2024-03-11'),
  }),
  children: fc.constant(
    [specId(902), specId(903)].map((id) => ({ parcelId: id, jurisdiction: '310116112', name: '地块', area: { value: '15', unit: 'mu' } })),
  ),
  tolerances,
});
const refusal = fc.constant({ rule: 'parcel-retired', en: 'Retired.', zh: '已注销。' });
const commands = fc.oneof(
  starts,
  soundStart,
  given('RecordLineageStep', { step }),
  given('RecordLineageStep', { step }),
  given('RecordLineageRefusal', { step, refusal }),
  given('RecordLineageUndoing', { step }),
  given('FinishLineage', {}),
  given('ResumeLineage', {}),
  given('AbandonLineage', { reason: fc.constant('申请人撤回') }),
);
const settings: fc.Arbitrary<SetLineageTolerance> = fc
  .tuple(tolerance, fc.constantFrom('2024-03-11', '2025-01-01', '2027-01-01'))
  .map(([chosen, day]) => command('SetLineageTolerance', { code: '310116', tolerance: chosen }, { effectiveOn: date(day) }));

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(lineage, lineageEvents, commands)).toBeGreaterThan(100);
  expect(checkLaws(lineageTolerance, lineageEvents, settings)).toBeGreaterThan(100);
});

it('a decided split or merger conserves the area within its tolerance', () => {
  let accepted = 0;
  const sum = (areas: readonly { readonly area: Parameters<typeof areaInUnits>[0] | null }[]) =>
    areas.reduce((total, each) => total + (each.area === null ? 0n : areaInUnits(each.area)), 0n);
  fc.assert(
    fc.property(fc.oneof(given('StartSplit', split), given('StartMerger', merger), soundStart), (start) => {
      const decision = lineage.decide(start, lineage.initial);
      if (isRejection(decision)) return;
      accepted += 1;
      const [started] = identified(decision);
      if (started?.type !== 'SplitStarted' && started?.type !== 'MergerStarted') throw new Error('nothing was started');
      const [before, after] =
        started.type === 'SplitStarted'
          ? [sum([started.data.parent]), sum(started.data.children)]
          : [sum(started.data.parents), sum([started.data.child])];
      const { numerator, denominator } = fractionOf(started.data.tolerance);
      const difference = Number(after - before);
      expect(before > 0n && after > 0n).toBe(true);
      expect(Math.abs(difference) * Number(denominator)).toBeLessThanOrEqual(Number(before) * Number(numerator) * (1 + 1e-12));
    }),
    { numRuns: 1_000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

it('a lineage is over only when everything is done, or everything is undone', () => {
  const over = new Set<string>();
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 20 }), soundStart, (sequence, start) => {
      let state = lineage.initial;
      let stored = 0;
      for (const next of [start, ...sequence]) {
        const decision = lineage.decide(next, state);
        if (isRejection(decision)) continue;
        state = identified(decision, stored).reduce(lineage.evolve, state);
        stored += decision.length;
      }
      expect(state.kind === 'completed' ? missingSteps(state) : []).toEqual([]);
      expect(state.kind === 'abandoned' ? state.taken : []).toEqual([]);
      over.add(state.kind);
    }),
    { numRuns: 1_000 },
  );
  expect(over).toContain('abandoned');
});
