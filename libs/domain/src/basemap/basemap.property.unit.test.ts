import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { date, isRejection, valueOn } from '../kernel/index.ts';
import { command, identified, specId, specSource } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import { comparable, distinctClaims, sameClaim } from './claims.ts';
import type { BaseMapCommand, BaseMapImportCommand, BaseMapParcelCommand } from './commands.ts';
import { attributes, basemapEvents, type Claim, origins } from './events.ts';
import { baseMap, baseMapImport, baseMapParcelReservation } from './index.ts';
import { claimsOn, winnerOn } from './reconcile.ts';
import { attributeOf, type BaseMapState } from './state.ts';
import { batchId, entryId, nothing, otherEntry, otherParcel, parcelId } from './test/said.ts';

const days = ['2004-06-01', '2010-01-01', '2023-09-30', '2023-10-01', '2024-03-11', '2025-01-01'];
const day = fc.constantFrom(...days).map(date);
const area = fc.constantFrom(
  { value: '30', unit: 'mu' as const },
  { value: '20000', unit: 'm2' as const },
  { value: '30.59', unit: 'mu' as const },
  { value: '31', unit: 'mu' as const },
);
const values = fc
  .record({
    area: fc.option(area),
    legality: fc.option(fc.constantFrom('legal' as const, 'illegal' as const)),
    address: fc.option(fc.constantFrom('月工路169号', '月工路 169号', '展业路108号')),
  })
  .map((given) => ({ ...nothing, ...given }));
const origin = fc.constantFrom(...origins);
const recordNumber = fc.constantFrom('1', '2');
const jurisdiction = fc.constantFrom('310116', '310116112', '310116113', '310117107');
const parcel = fc.constantFrom(parcelId, otherParcel);
const person = fc.constantFrom('王', '李');
const reason = fc.constant('依据现场核查');

const readings = fc
  .record({ values, origin, recordNumber, jurisdiction, day })
  .map(({ day: on, ...said }) =>
    command(
      'ReadBaseMapRecord',
      { entryId, unitCode: null, batch: null, ...said },
      { effectiveOn: on, sources: [{ ...specSource, row: said.recordNumber }] },
    ),
  );
const inDistrict = readings.filter(({ data }) => data.jurisdiction !== '310117107');

const decisions: fc.Arbitrary<BaseMapCommand> = fc.oneof(
  fc
    .record({ attribute: fc.constantFrom('area' as const, 'address' as const, 'town' as const), origin, recordNumber, reason, day })
    .map(({ day: effectiveOn, ...data }) => command('ResolveBaseMapConflict', { entryId, ...data }, { effectiveOn })),
  fc
    .record({ origin, recordNumber, reason, day })
    .map(({ day: effectiveOn, ...data }) => command('WithdrawBaseMapRecord', { entryId, ...data }, { effectiveOn })),
);
const late = { effectiveOn: date('2025-01-01') };
const matchings: fc.Arbitrary<BaseMapCommand> = fc.oneof(
  fc
    .record({
      parcelId: parcel,
      proposedBy: person,
      grounds: fc.uniqueArray(fc.constantFrom('name' as const, 'code' as const), { minLength: 1 }),
    })
    .map((data) => command('ProposeBaseMapMatch', { entryId, score: null, ...data })),
  fc
    .record({ parcelId: parcel, confirmedBy: person })
    .map((data) => command('ConfirmBaseMapMatch', { entryId, parcel: { since: date('2024-03-11'), town: '310116112' }, ...data }, late)),
  fc.record({ parcelId: parcel, reason }).map((data) => command('RejectBaseMapMatch', { entryId, ...data }, late)),
  fc.record({ parcelId: parcel, reason }).map((data) => command('AnnulBaseMapMatch', { entryId, ...data }, late)),
  fc.record({ parcelId: parcel, name: fc.constant('地块') }).map((data) => command('EnterBaseMapUnit', { entryId, ...data }, late)),
  fc.record({ code: fc.constantFrom('JS-1', 'JS-2') }).map((data) => command('AssignUnifiedCode', { entryId, ...data }, late)),
  fc
    .constantFrom(otherEntry, specId(3))
    .map((intoId) =>
      command('JoinBaseMapEntry', { entryId, intoId, reason: '同一宗地', into: { district: '310116', joined: false } }, late),
    ),
);

/** Folds commands, those that are refused left out. */
const stateOf = (commands: readonly BaseMapCommand[]): BaseMapState =>
  commands.reduce<BaseMapState>((state, next) => {
    const decision = baseMap.decide(next, state);
    return isRejection(decision) ? state : identified(decision).reduce(baseMap.evolve, state);
  }, baseMap.initial);

const inMeaning = (claim: Claim | null) => (claim === null ? null : [claim.origin, claim.recordNumber, comparable(claim)]);

/** What counts by its meaning, and what is contested, on every day of the specification. */
const standing = (state: BaseMapState) => {
  if (state.kind === 'absent') return [];
  return attributes.flatMap((attribute) => {
    const { winner, open } = attributeOf(state, attribute);
    return days.map(date).map((on) => [attribute, on, inMeaning(valueOn(winner, on) ?? null), valueOn(open, on) ?? false]);
  });
};

describe('the laws of a unit', () => {
  it('hold for readings and the decisions about them', () =>
    expect(checkLaws(baseMap, basemapEvents, fc.oneof({ weight: 3, arbitrary: readings }, decisions))).toBeGreaterThan(500));
  it('hold for matches, codes and joinings', () =>
    expect(checkLaws(baseMap, basemapEvents, fc.oneof({ weight: 2, arbitrary: inDistrict }, matchings))).toBeGreaterThan(500));
});

it('what counts on any day does not depend on the order in which records arrive', () => {
  // One content per record and day, and no return to an earlier content, which would be nothing new when it is read.
  const versions = fc.uniqueArray(inDistrict, {
    maxLength: 8,
    selector: ({ data, effectiveOn }) => `${data.origin} ${data.recordNumber} ${effectiveOn}`,
  });
  const distinct = versions.map((list) =>
    list.map((each, i) => ({
      ...each,
      data: { ...each.data, values: { ...each.data.values, geometry: String(i).padStart(64, '0') } },
    })),
  );
  const arrivals = distinct.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(arrivals, ([one, other]) => {
      expect(standing(stateOf(other))).toEqual(standing(stateOf(one)));
    }),
    { numRuns: 300 },
  );
});

it('what the ledger says counts is what the records and decisions in force say, on every day', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: inDistrict }, decisions), { maxLength: 14 }), (commands) => {
      const state = stateOf(commands);
      if (state.kind === 'absent') return;
      for (const attribute of attributes) {
        const { winner, open, decision } = attributeOf(state, attribute);
        for (const on of days.map(date)) {
          const counts = winnerOn(state.records, decision, attribute, on);
          expect(sameClaim(valueOn(winner, on) ?? null, counts), `${attribute} on ${on}`).toBe(true);
          const decided = valueOn(decision, on) ?? null;
          const contested = decided === null && distinctClaims(claimsOn(state.records, attribute, on)).length > 1;
          expect(valueOn(open, on) ?? false, `${attribute} contested on ${on}`).toBe(contested);
        }
      }
    }),
    { numRuns: 500 },
  );
});

it('nothing that was read is lost', () => {
  fc.assert(
    fc.property(fc.array(inDistrict, { maxLength: 10 }), (commands) => {
      const state = stateOf(commands);
      const kept =
        state.kind === 'absent'
          ? []
          : state.records.flatMap((record) => record.readings.map(({ from }) => `${record.origin} ${record.recordNumber} ${from}`));
      for (const { data, effectiveOn } of commands)
        expect(kept.some((key) => key.startsWith(`${data.origin} ${data.recordNumber} `) && key.slice(-10) <= effectiveOn)).toBe(true);
    }),
  );
});

it('the laws hold for batches and for the parcels of matches', () => {
  const count = fc.nat(3);
  const figures = fc.record({ recorded: count, unchanged: count, refused: count, conflicting: fc.option(count) });
  const batches: fc.Arbitrary<BaseMapImportCommand> = fc.oneof(
    fc
      .record({ origin, expectedRecords: fc.nat(6) })
      .map((data) => command('StartBaseMapImport', { batchId, jurisdiction: '310116', fileSha256: 'ab'.repeat(32), ...data })),
    figures.map((data) => command('CloseBaseMapImport', { batchId, ...data })),
  );
  expect(checkLaws(baseMapImport, basemapEvents, batches)).toBeGreaterThan(150);
  const holders: fc.Arbitrary<BaseMapParcelCommand> = fc
    .tuple(fc.constantFrom('ReserveBaseMapParcel' as const, 'ReleaseBaseMapParcel' as const), fc.constantFrom(entryId, otherEntry))
    .map(([type, holder]) => command(type, { parcelId, entryId: holder, jurisdictions: ['310116'] }));
  expect(checkLaws(baseMapParcelReservation, basemapEvents, holders)).toBeGreaterThan(300);
});
