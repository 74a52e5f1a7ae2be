import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { areaInUnits, date, inMu, type Source } from '../kernel/index.ts';
import { command, identified, specId, specify, specSource } from '../testing/given.ts';
import { parcelEvents } from './events.ts';
import { parcel, parcelCodeReservation, parcelCommands } from './index.ts';
import { areaConflict, countedArea } from './state.ts';

const given = specify(parcelEvents);
const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
const list = (annex: string, row: string) => ({ ...specSource, annex, row });
const revitalisation = list('附件3 盘活', '1');
const upgrade = list('附件3 提升', '3');

const enter = (overrides: Partial<z.input<typeof parcelCommands.EnterParcel>> = {}) =>
  command(
    'EnterParcel',
    parcelCommands.EnterParcel.parse({
      parcelId,
      jurisdiction: '310116112',
      name: '上海古岛时装有限公司地块',
      area: { value: '30.62', unit: 'mu' },
      rank: 1,
      ...overrides,
    }),
    { sources: [revitalisation] },
  );
const observe = (value: string, rank: number, source: Source = upgrade) =>
  command('ObserveParcelArea', { parcelId, area: { value, unit: 'mu' as const }, rank }, { sources: [source] });
const resolve = (observation: string) => command('ResolveParcelAreaConflict', { parcelId, observation, reason: '以实测为准' });
const correct = (observation: string, value: string) =>
  command('CorrectParcelArea', { parcelId, observation, area: { value, unit: 'mu' as const }, reason: '录入有误' });
const assign = (kind: 'parcel-code' | 'real-estate-unit-code', code: string) =>
  command('AssignParcelCode', { parcelId, assigned: { kind, code } });

describe('entering a parcel (入库)', () => {
  it('records what the source says; what it does not say is null, not a default', () => {
    given(parcel)
      .when(enter())
      .then({
        type: 'ParcelEntered',
        data: {
          parcelId,
          jurisdiction: '310116112',
          name: '上海古岛时装有限公司地块',
          address: null,
          landUse: null,
          ownership: null,
          legality: null,
          observed: { area: { value: '30.62', unit: 'mu' }, rank: 1 },
        },
      });
  });
  it('takes illegal parcels and collective land like any other', () => {
    const { state } = given(parcel, enter({ legality: 'illegal', ownership: 'collective', area: null }));
    expect(state.kind).toBe('entered');
  });
  it('is nothing new the second time', () => given(parcel, enter()).when(enter()).thenNothing());
  it('is refused under the same id with another name', () =>
    given(parcel, enter())
      .when(enter({ name: '上海普利滋纺织染整有限公司地块' }))
      .thenRefused('parcel-already-entered'));
  it('is refused for a date that has not come', () =>
    given(parcel)
      .when({ ...enter(), effectiveOn: date('2026-01-02') })
      .thenRefused('effective-in-the-future'));
  it('comes before anything else on a parcel', () => given(parcel).when(observe('1', 1)).thenRefused('parcel-not-entered'));
  it('nothing holds before the day of entry', () =>
    given(parcel, enter())
      .when({ ...observe('30.59', 3), effectiveOn: date('2024-03-10') })
      .thenRefused('parcel-before-entry'));
});

describe('two areas for one parcel', () => {
  it('are both kept, and open a conflict', () =>
    given(parcel, enter())
      .when(observe('30.59', 3))
      .then(
        { type: 'ParcelAreaObserved', data: { parcelId, observed: { area: { value: '30.59', unit: 'mu' }, rank: 3 } } },
        {
          type: 'ParcelAreaConflictOpened',
          data: {
            parcelId,
            areas: [
              { value: '30.62', unit: 'mu' },
              { value: '30.59', unit: 'mu' },
            ],
          },
        },
      ));
  it('are no conflict when they are the same area in another unit', () =>
    given(parcel, enter({ area: { value: '43.74', unit: 'mu' } }))
      .when(command('ObserveParcelArea', { parcelId, area: { value: '29160', unit: 'm2' as const }, rank: 2 }))
      .then({ type: 'ParcelAreaObserved', data: { parcelId, observed: { area: { value: '29160', unit: 'm2' }, rank: 2 } } }));
  it('count as the first of the manifest, whatever the order of arrival', () => {
    const arrivedLate = given(parcel, enter({ area: { value: '30.59', unit: 'mu' }, rank: 9 }), observe('30.62', 1)).state;
    if (arrivedLate.kind !== 'entered') throw new Error('not entered');
    const area = countedArea(arrivedLate.observations, arrivedLate.chosen);
    expect(area?.counted.area.value).toBe('30.62');
    expect([inMu(area?.lowest ?? 0n), inMu(area?.highest ?? 0n)]).toEqual(['30.59', '30.62']);
  });
  it('count by the date of the document before the place in the manifest', () => {
    const older = { ...specSource, number: '漕府〔2023〕5号', date: date('2023-05-01') };
    const { state } = given(parcel, enter(), observe('30.60', 99, older));
    expect(state.kind === 'entered' && countedArea(state.observations, state.chosen)?.counted.area.value).toBe('30.60');
  });
  it('stay in conflict until a person resolves it with a reason; then the chosen one counts', () => {
    const { state } = given(parcel, enter(), observe('30.59', 3), resolve(specId(1)));
    if (state.kind !== 'entered') throw new Error('not entered');
    expect(areaConflict(state)).toBe('resolved');
    const area = countedArea(state.observations, state.chosen);
    expect([area?.lowest, area?.highest]).toEqual([
      areaInUnits({ value: '30.59', unit: 'mu' }),
      areaInUnits({ value: '30.59', unit: 'mu' }),
    ]);
  });
  it('are opened again by a third figure', () =>
    given(parcel, enter(), observe('30.59', 3), resolve(specId(1)))
      .when(observe('31', 4, list('附件9', '1')))
      .then(
        { type: 'ParcelAreaObserved', data: { parcelId, observed: { area: { value: '31', unit: 'mu' }, rank: 4 } } },
        {
          type: 'ParcelAreaConflictOpened',
          data: {
            parcelId,
            areas: [
              { value: '30.62', unit: 'mu' },
              { value: '30.59', unit: 'mu' },
              { value: '31', unit: 'mu' },
            ],
          },
        },
      ));
  it('are not opened again by a source that gives the chosen figure once more', () =>
    given(parcel, enter(), observe('30.59', 3), resolve(specId(1)))
      .when(observe('30.59', 4, list('附件9', '1')))
      .then({ type: 'ParcelAreaObserved', data: { parcelId, observed: { area: { value: '30.59', unit: 'mu' }, rank: 4 } } }));
  it('the same figure of the same source is nothing new', () =>
    given(parcel, enter(), observe('30.59', 3)).when(observe('30.59', 3)).thenNothing());
  it('a resolution that is said again is nothing new', () =>
    given(parcel, enter(), observe('30.59', 3), resolve(specId(1)))
      .when(resolve(specId(1)))
      .thenNothing());
  it('of which none says anything count as nothing', () => expect(countedArea([], null)).toBeUndefined());
  it('a resolution names an observation of this parcel', () =>
    given(parcel, enter(), observe('30.59', 3))
      .when(resolve(specId(77)))
      .thenRefused('area-observation-unknown'));
  it('a resolution needs an open conflict', () =>
    given(parcel, enter())
      .when(resolve(specId(0)))
      .thenRefused('area-conflict-not-open'));
});

describe('a conflict in time', () => {
  const on = (effectiveOn: string) => ({ effectiveOn: date(effectiveOn) });
  it('is not resolved before the figures to choose from are there', () =>
    given(parcel, enter(), { ...observe('30.59', 3), ...on('2024-06-01') })
      .when({ ...resolve(specId(0)), ...on('2024-05-31') })
      .thenRefused('area-conflict-opened-later', '2024-06-01'));
  it('is opened again on the day of the last resolution at the earliest, whatever was said late', () => {
    const late = { ...observe('99', 4, list('附件9', '1')), ...on('2024-03-12') };
    const { state } = given(parcel, enter(), observe('30.59', 3), { ...resolve(specId(1)), ...on('2024-06-01') }, late);
    expect(state.kind === 'entered' && [areaConflict(state), state.openedOn]).toEqual(['open', '2024-06-01']);
  });
});

describe('correcting a misread area', () => {
  it('replaces the observation it names', () =>
    given(parcel, enter())
      .when(correct(specId(0), '30.63'))
      .then({
        type: 'ParcelAreaCorrected',
        data: { parcelId, area: { value: '30.63', unit: 'mu' }, reason: '录入有误' },
        corrects: specId(0),
      }));
  it('that makes all figures equal also resolves the conflict, and says so', () =>
    given(parcel, enter(), observe('30.59', 3))
      .when(correct(specId(1), '30.62'))
      .then(
        {
          type: 'ParcelAreaCorrected',
          data: { parcelId, area: { value: '30.62', unit: 'mu' }, reason: '录入有误' },
          corrects: specId(1),
        },
        { type: 'ParcelAreaConflictResolved', data: { parcelId, observation: specId(1), reason: '录入有误' } },
      ));
  it('leaves the figures of other sources as they are', () => {
    const { state } = given(parcel, enter(), observe('30.59', 3), correct(specId(1), '30.60'));
    expect(state.kind === 'entered' && state.observations.map(({ area }) => area.value)).toEqual(['30.62', '30.60']);
  });
  it('to the figure it has is nothing new', () =>
    given(parcel, enter())
      .when(correct(specId(0), '30.62'))
      .thenNothing());
  it('of an unknown observation is refused', () =>
    given(parcel, enter())
      .when(correct(specId(5), '1'))
      .thenRefused('area-observation-unknown'));
});

describe('codes of a parcel', () => {
  const code = '310116112001GB00001';
  it('are assigned as attributes', () =>
    given(parcel, enter())
      .when(assign('parcel-code', code))
      .then({ type: 'ParcelCodeAssigned', data: { parcelId, assigned: { kind: 'parcel-code', code } } }));
  it('must name the district the parcel lies in', () =>
    given(parcel, enter()).when(assign('parcel-code', '310117112001GB00001')).thenRefused('parcel-code-outside-district'));
  it('a unit code begins with the parcel code', () =>
    given(parcel, enter(), assign('parcel-code', code))
      .when(assign('real-estate-unit-code', '310116112001GB00002W00000000'))
      .thenRefused('unit-code-of-another-parcel'));
});

describe('the unified code (统一编码) of a parcel', () => {
  const unified = (code: string) => command('AssignParcelCode', { parcelId, assigned: { kind: 'unified-code' as const, code } });
  it('is assigned as the others are, and names no district', () =>
    given(parcel, enter(), assign('parcel-code', '310116112001GB00001'))
      .when(unified('JS-CJ-000123'))
      .then({ type: 'ParcelCodeAssigned', data: { parcelId, assigned: { kind: 'unified-code', code: 'JS-CJ-000123' } } }));
  it('is one: a later one takes its place, beside the codes of other kinds', () => {
    const { state } = given(parcel, enter(), unified('A-0001'), assign('parcel-code', '310116112001GB00001'), unified('A-0002'));
    expect(state.kind === 'entered' && state.codes.map(({ code }) => code)).toEqual(['310116112001GB00001', 'A-0002']);
  });
  it('may read like the parcel code of the same parcel', () =>
    given(parcel, enter(), assign('parcel-code', '310116112001GB00001')).when(unified('310116112001GB00001')).thenConcerns('310116112'));
  it('is made of capital letters, digits and hyphens', () => {
    const parsed = (code: string) =>
      parcelCommands.AssignParcelCode.safeParse({ parcelId, assigned: { kind: 'unified-code', code } }).success;
    expect(['A-1', 'abcd', '统一编码', 'A'.repeat(29), 'A'.repeat(28)].map(parsed)).toEqual([false, false, false, false, true]);
  });
});

describe('reserving a parcel code', () => {
  const reserve = (holder: string) =>
    command('ReserveParcelCode', { parcelId: holder, code: '310116112001GB00001', jurisdiction: '310116112' });
  it('gives it to the first who asks', () =>
    given(parcelCodeReservation)
      .when(reserve(parcelId))
      .then({ type: 'ParcelCodeReserved', data: { code: '310116112001GB00001', parcelId } }));
  it('is nothing new for its holder', () => given(parcelCodeReservation, reserve(parcelId)).when(reserve(parcelId)).thenNothing());
  it('is refused to anybody else', () =>
    given(parcelCodeReservation, reserve(parcelId))
      .when(reserve(specId(1)))
      .thenRefused('code-already-held'));
});

it('what is folded before the entry, as on a day before it, leaves no parcel', () => {
  const decision = parcel.decide(observe('30', 1), given(parcel, enter()).state);
  const events = 'rejected' in decision ? [] : identified(decision);
  expect([events.length > 0, events.reduce(parcel.evolve, parcel.initial)]).toEqual([true, { kind: 'absent' }]);
});

it('a rule that a report broke is noted beside it and changes nothing of the parcel', () => {
  const { state } = given(parcel, enter());
  const rule = { rule: 'parcel-retired', en: 'retired', zh: '已注销' };
  const noted = {
    type: 'ParcelDiscrepancyFound',
    version: 1,
    id: specId(9),
    data: { parcelId, about: 'ParcelRetired', discrepancy: rule },
    effectiveOn: date('2024-03-11'),
    jurisdictions: ['310116112'],
    sources: [specSource],
  } as const;
  expect(parcel.evolve(state, noted)).toEqual(state);
});
