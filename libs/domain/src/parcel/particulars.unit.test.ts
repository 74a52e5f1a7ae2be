// What is known of a parcel from some day on: 用途, 合法性, 权属性质, 开发边界, 开发区, 供地方式, 租赁用途, 图形.
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import type { ParcelCommand } from './commands.ts';
import { type Particular, parcelEvents } from './events.ts';
import { parcel, parcelCommands } from './index.ts';
import { type ParcelState, particularOn } from './state.ts';

const given = specify(parcelEvents);
const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';

const enter = (overrides: object = {}) =>
  command('EnterParcel', parcelCommands.EnterParcel.parse({ parcelId, jurisdiction: '310116112', name: '甲地块', ...overrides }));
const on = (effectiveOn: string) => ({ effectiveOn: date(effectiveOn) });
const use = (landUse: 'industrial' | 'research' | 'agricultural', day = '2024-03-11') =>
  command('ChangeParcelLandUse', { parcelId, landUse }, on(day));
const square = [
  ['121.34', '30.72'],
  ['121.35', '30.72'],
  ['121.35', '30.73'],
  ['121.34', '30.73'],
  ['121.34', '30.72'],
] as [string, string][];
const polygon = (ring = square) => ({ crs: 'CGCS2000' as const, geometry: { type: 'Polygon' as const, coordinates: [ring] } });
const correct = (entry: string, particular: Particular, day = '2024-03-11') =>
  command('CorrectParcelParticular', { parcelId, entry, particular, reason: '录入有误' }, on(day));
const annul = (entry: string, particular: Particular['kind'], day = '2024-03-11') =>
  command('AnnulParcelParticular', { parcelId, entry, particular, reason: '并非本地块' }, on(day));

const useOn = (state: ParcelState, day: string) => (state.kind === 'absent' ? 'absent' : particularOn(state, 'land-use', date(day)));
/** A command without what its context gives it, to be typed as one of the parcel's. */
const any = (named: Pick<ParcelCommand, 'type' | 'data'>) => command(named.type, named.data) as ParcelCommand;

describe('a particular of a parcel', () => {
  const zone = { position: 'inside' as const, name: '上海金山工业区' };
  const tenure = { kind: 'flexible-term' as const, from: date('2015-01-01'), until: date('2034-12-31') };
  it.each([
    [{ type: 'ChangeParcelLandUse', data: { parcelId, landUse: 'research' } }, 'ParcelLandUseChanged'],
    [{ type: 'ChangeParcelLegality', data: { parcelId, legality: 'legal' } }, 'ParcelLegalityChanged'],
    [{ type: 'RecordParcelOwnership', data: { parcelId, ownership: 'collective' } }, 'ParcelOwnershipRecorded'],
    [{ type: 'RecordParcelGrowthBoundary', data: { parcelId, position: 'crossing' } }, 'ParcelGrowthBoundaryRecorded'],
    [{ type: 'RecordParcelDevelopmentZone', data: { parcelId, zone } }, 'ParcelDevelopmentZoneRecorded'],
    [{ type: 'RecordParcelDevelopmentZone', data: { parcelId, zone: { position: 'outside' } } }, 'ParcelDevelopmentZoneRecorded'],
    [{ type: 'RecordParcelTenure', data: { parcelId, tenure } }, 'ParcelTenureRecorded'],
    [{ type: 'RecordParcelTenure', data: { parcelId, tenure: { kind: 'allocation', from: null, until: null } } }, 'ParcelTenureRecorded'],
    [{ type: 'RecordParcelLeasingUse', data: { parcelId, leasingUse: true } }, 'ParcelLeasingUseRecorded'],
    [{ type: 'RecordParcelGeometry', data: { parcelId, ...polygon() } }, 'ParcelGeometryRecorded'],
  ] as const)('is recorded as the source says it, and concerns the town: %j', (named, type) => {
    const recorded = given(parcel, enter()).when(any(named));
    recorded.then({ type, data: named.data } as never);
    recorded.thenConcerns('310116112');
  });
  it('comes after the entry, and not before its day', () => {
    given(parcel).when(use('research')).thenRefused('parcel-not-entered');
    given(parcel, enter()).when(use('research', '2024-03-10')).thenRefused('parcel-before-entry', '2024-03-10', '2024-03-11');
  });
  it('said again of the same day is nothing new, said of another day is a further witness', () => {
    given(parcel, enter(), use('research')).when(use('research')).thenNothing();
    given(parcel, enter(), use('research', '2024-05-01'))
      .when(use('research', '2024-06-01'))
      .then({ type: 'ParcelLandUseChanged', data: { parcelId, landUse: 'research' } });
  });
  it('said of one day in two ways is as it was said last', () => {
    const { state } = given(parcel, enter(), use('research'), use('industrial'), use('research'));
    expect(useOn(state, '2024-03-11')).toBe('research');
  });
  it('is nothing new when its parts come in another order, as a store may give them back', () => {
    const zoned = (data: typeof zone) => command('RecordParcelDevelopmentZone', { parcelId, zone: data });
    given(parcel, enter(), zoned(zone))
      .when(zoned({ name: zone.name, position: zone.position }))
      .thenNothing();
    given(parcel, enter(), zoned(zone))
      .when(command('RecordParcelDevelopmentZone', { parcelId, zone: { position: 'outside' as const } }))
      .then({ type: 'ParcelDevelopmentZoneRecorded', data: { parcelId, zone: { position: 'outside' } } });
  });
});

describe('the timeline of a particular', () => {
  it('holds from its day on, whatever the order of arrival; before the first word nothing is known', () => {
    const { state } = given(parcel, enter(), use('agricultural', '2025-06-01'), use('research', '2024-06-01'));
    expect(['2024-05-31', '2024-06-01', '2025-05-31', '2025-06-01'].map((day) => useOn(state, day))).toEqual([
      undefined,
      'research',
      'research',
      'agricultural',
    ]);
  });
  it('begins with what the entry said', () => {
    const { state } = given(parcel, enter({ landUse: 'industrial', legality: 'illegal', ownership: 'collective' }));
    if (state.kind === 'absent') throw new Error('not entered');
    expect([
      particularOn(state, 'land-use', date('2024-03-11')),
      particularOn(state, 'legality', date('2024-03-11')),
      particularOn(state, 'ownership', date('2024-03-11')),
      particularOn(state, 'tenure', date('2024-03-11')),
    ]).toEqual(['industrial', 'illegal', 'collective', undefined]);
  });
  it('keeps that a parcel without papers was illegal before it got them (无证转有证)', () => {
    const papers = command('ChangeParcelLegality', { parcelId, legality: 'legal' as const }, on('2024-09-01'));
    const { state } = given(parcel, enter({ legality: 'illegal' }), papers);
    if (state.kind === 'absent') throw new Error('not entered');
    expect(['2024-08-31', '2024-09-01'].map((day) => particularOn(state, 'legality', date(day)))).toEqual(['illegal', 'legal']);
  });
});

describe('correcting a particular', () => {
  const research = { kind: 'land-use', value: 'research' } as const;
  it('replaces what the named event said, over its whole time', () => {
    const history = [enter({ landUse: 'industrial', legality: 'legal' }), use('agricultural', '2025-06-01')] as const;
    given(parcel, ...history)
      .when(correct(specId(0), research))
      .then({
        type: 'ParcelParticularCorrected',
        data: { parcelId, particular: research, reason: '录入有误' },
        corrects: specId(0),
      });
    const { state } = given(parcel, ...history, correct(specId(0), research));
    expect(['2024-03-11', '2025-06-01'].map((day) => useOn(state, day))).toEqual(['research', 'agricultural']);
  });
  it('to what it says already is nothing new', () =>
    given(parcel, enter(), use('research'))
      .when(correct(specId(1), research))
      .thenNothing());
  it('needs an event that said something of this kind', () => {
    given(parcel, enter())
      .when(correct(specId(7), research))
      .thenRefused('parcel-particular-unknown', specId(7), 'land-use');
    given(parcel, enter({ legality: 'legal' }))
      .when(correct(specId(0), research))
      .thenRefused('parcel-particular-unknown');
  });
  it('stands behind what it corrects', () =>
    given(parcel, enter(), use('industrial', '2024-06-01'))
      .when(correct(specId(1), research, '2024-05-31'))
      .thenRefused('parcel-correction-before-fact', '2024-05-31', '2024-06-01'));
  it('is held to the same rules as recording it', () => {
    const history = [enter(), command('RecordParcelGeometry', { parcelId, ...polygon() })] as const;
    given(parcel, ...history)
      .when(correct(specId(1), { kind: 'geometry', value: polygon(square.slice(0, 4)) }))
      .thenRefused('parcel-geometry-ring-open');
  });
});

describe('annulling a particular', () => {
  it('takes back what the named event said; what held before holds on', () => {
    const history = [enter({ landUse: 'industrial' }), use('research', '2024-06-01')] as const;
    given(parcel, ...history)
      .when(annul(specId(1), 'land-use', '2024-06-01'))
      .then({
        type: 'ParcelParticularAnnulled',
        data: { parcelId, particular: 'land-use', reason: '并非本地块' },
        corrects: specId(1),
      });
    expect(useOn(given(parcel, ...history, annul(specId(1), 'land-use', '2024-06-01')).state, '2024-07-01')).toBe('industrial');
  });
  it('twice is nothing new; correcting what was annulled is refused', () => {
    const history = [enter(), use('research'), annul(specId(1), 'land-use')] as const;
    given(parcel, ...history)
      .when(annul(specId(1), 'land-use'))
      .thenNothing();
    given(parcel, ...history)
      .when(correct(specId(1), { kind: 'land-use', value: 'industrial' }))
      .thenRefused('parcel-particular-annulled', specId(1), 'land-use');
  });
  it('needs an event that said something of this kind, and stands behind it', () => {
    given(parcel, enter(), use('research'))
      .when(annul(specId(1), 'legality'))
      .thenRefused('parcel-particular-unknown');
    given(parcel, enter(), use('research', '2024-06-01'))
      .when(annul(specId(1), 'land-use'))
      .thenRefused('parcel-correction-before-fact');
  });
});

describe('tenure (供地方式)', () => {
  const held = (from: string | null, until: string | null) =>
    command('RecordParcelTenure', {
      parcelId,
      tenure: { kind: 'long-lease' as const, from: from === null ? null : date(from), until: until === null ? null : date(until) },
    });
  it('does not end before it begins; a single day is a term', () => {
    given(parcel, enter()).when(held('2024-01-02', '2024-01-01')).thenRefused('parcel-tenure-ends-first', '2024-01-01', '2024-01-02');
    for (const [from, until] of [
      ['2024-01-01', '2024-01-01'],
      [null, '2024-01-01'],
      ['2024-01-01', null],
    ] as const)
      given(parcel, enter()).when(held(from, until)).thenConcerns('310116112');
  });
});

describe('a development zone', () => {
  it('has a name, and a parcel outside has none', () => {
    const parsed = (zone: object) => parcelCommands.RecordParcelDevelopmentZone.safeParse({ parcelId, zone }).success;
    expect([{ position: 'inside' }, { position: 'inside', name: ' ' }, { position: 'outside', name: '甲' }].map(parsed)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
