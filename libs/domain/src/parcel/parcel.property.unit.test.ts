import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId, specSource } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { ParcelCommand } from './commands.ts';
import { parcelEvents } from './events.ts';
import { parcel, parcelCommands } from './index.ts';

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
const data: fc.Arbitrary<Pick<ParcelCommand, 'type' | 'data'>> = fc.oneof(
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
  fc.record({
    type: fc.constant('AssignParcelCode' as const),
    data: fc.record({
      parcelId: fc.constant(parcelId),
      assigned: fc.constantFrom(
        { kind: 'parcel-code' as const, code: '310116112001GB00001' },
        { kind: 'parcel-code' as const, code: '310116112001GB00002' },
        { kind: 'real-estate-unit-code' as const, code: '310116112001GB00001W00000000' },
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
