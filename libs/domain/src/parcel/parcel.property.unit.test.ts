import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { command, identified, specId, specSource } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { ParcelCommand } from './commands.ts';
import { parcelEvents } from './events.ts';
import { parcel, parcelCommands } from './index.ts';
import { lifeOf } from './state.ts';

const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
const area = fc.constantFrom(
  { value: '30.62', unit: 'mu' as const },
  { value: '30.59', unit: 'mu' as const },
  { value: '29160', unit: 'm2' as const },
);
const observation = fc.integer({ min: 0, max: 8 }).map(specId);
const envelope = fc.record({
  effectiveOn: fc.constantFrom('2024-03-10', '2024-03-11', '2025-01-01', '2027-01-01').map(date),
  sources: fc.integer({ min: 1, max: 4 }).map((row) => [{ ...specSource, row: String(row) }]),
});
type Named = Pick<ParcelCommand, 'type' | 'data'>;
const given = <T extends ParcelCommand['type']>(type: T, fields: object): fc.Arbitrary<Named> =>
  fc
    .record(fields as Record<string, fc.Arbitrary<unknown>>)
    .map((chosen) => ({ type, data: parcelCommands[type].parse({ parcelId, ...chosen }) }));
const reason = fc.constant('录入有误');
const landUse = fc.constantFrom('industrial', 'research');
const position = fc.constantFrom('inside', 'crossing');
const tenure = fc.record({
  kind: fc.constantFrom('grant', 'long-lease'),
  from: fc.constantFrom(null, '2020-01-01'),
  until: fc.constantFrom(null, '2019-01-01', '2030-01-01'),
});
const particular = fc.oneof(
  fc.record({ kind: fc.constant('land-use'), value: landUse }),
  fc.record({ kind: fc.constant('tenure'), value: tenure }),
);
const particulars = fc.oneof(
  given('ChangeParcelLandUse', { landUse }),
  given('RecordParcelGrowthBoundary', { position }),
  given('RecordParcelTenure', { tenure }),
  given('CorrectParcelParticular', { entry: observation, particular, reason }),
  given('AnnulParcelParticular', { entry: observation, particular: fc.constantFrom('land-use', 'tenure', 'growth-boundary'), reason }),
);
const other = fc.constantFrom(specId(900), specId(901));
const lineageId = fc.option(other);
const endings = fc.oneof(
  given('RetireParcel', { reason, lineageId, successors: fc.uniqueArray(other, { maxLength: 2 }) }),
  given('ReportParcelRetirement', { reason, lineageId, successors: fc.uniqueArray(other, { maxLength: 2 }) }),
  given('AnnulParcelRetirement', { reason, lineageId }),
  given('DeclareParcelDuplicate', { survivor: other, reason }),
  given('RevokeParcelDuplicate', { reason }),
  given('EnterSuccessorParcel', {
    jurisdiction: fc.constant('310116112'),
    name: fc.constant('甲地块'),
    lineageId: other,
    by: fc.constantFrom('split', 'merger'),
    parents: fc.constant([{ parcelId: specId(902), codes: [] }]),
  }),
);
const data: fc.Arbitrary<Named> = fc.oneof(
  fc.record({
    type: fc.constant('EnterParcel' as const),
    data: fc
      .record({ name: fc.constantFrom('甲地块', '乙'), area: fc.option(area), rank: fc.nat(9) })
      .map((given) => parcelCommands.EnterParcel.parse({ parcelId, jurisdiction: '310116112', ...given })),
  }),
  fc.record({
    type: fc.constant('ObserveParcelArea' as const),
    data: fc.record({ parcelId: fc.constant(parcelId), area, rank: fc.nat(9) }),
  }),
  fc.record({
    type: fc.constant('CorrectParcelArea' as const),
    data: fc.record({ parcelId: fc.constant(parcelId), observation, area, reason: fc.constant('录入有误') }),
  }),
  fc.record({
    type: fc.constant('ResolveParcelAreaConflict' as const),
    data: fc.record({ parcelId: fc.constant(parcelId), observation, reason: fc.constant('以实测为准') }),
  }),
  fc.record({
    type: fc.constant('ObserveParcelAddress' as const),
    data: fc.record({ parcelId: fc.constant(parcelId), address: fc.constantFrom('月工路169号', '展业路108号') }),
  }),
  particulars,
  endings,
  fc.record({
    type: fc.constant('AssignParcelCode' as const),
    data: fc.record({
      parcelId: fc.constant(parcelId),
      assigned: fc.constantFrom(
        { kind: 'parcel-code' as const, code: '310116112001GB00001' },
        { kind: 'parcel-code' as const, code: '310116112001GB00002' },
        { kind: 'real-estate-unit-code' as const, code: '310116112001GB00001W00000000' },
        { kind: 'unified-code' as const, code: 'JS-CJ-000123' },
      ),
    }),
  }),
);
const commands = fc
  .tuple(data, envelope)
  .map(([named, overrides]) => ({ ...command(named.type, named.data), ...overrides }) as ParcelCommand);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(parcel, parcelEvents, commands)).toBeGreaterThan(100);
});

it('nothing is recorded of a parcel from its last day on, and a duplicate takes nothing but its revocation', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 14 }), (sequence) => {
      let state = parcel.initial;
      let stored = 0;
      for (const next of sequence) {
        const decision = parcel.decide(next, state);
        if (isRejection(decision)) continue;
        for (const { type, effectiveOn } of decision) {
          expect(lifeOf(state) === 'duplicate' && type !== 'ParcelDuplicateAnnulled').toBe(false);
          const ended = state.kind === 'entered' ? state.retirement : null;
          const isFact = !/Corrected|Annulled|Resolved|Opened|Declared|Discrepancy/.test(type);
          expect(isFact && ended !== null && effectiveOn >= ended.on).toBe(false);
        }
        state = identified(decision, stored).reduce(parcel.evolve, state);
        stored += decision.length;
      }
    }),
    { numRuns: 500 },
  );
});
