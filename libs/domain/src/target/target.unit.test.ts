import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import { targetEvents } from './events.ts';
import { actualOn, target, type targetCommands, targetsOn } from './index.ts';

const given = specify(targetEvents);
const place = { jurisdiction: '310116112', year: 2025 };
const indicator = { number: '8', name: '提升低效用地', unit: '亩', dimension: '要素投入' };
const tiers = { floor: '12', assured: '16', stretch: '18' };
const raised = { floor: '14', assured: '17', stretch: '20' };
const on = (effectiveOn: string) => ({ effectiveOn: date(effectiveOn) });
type Figures = typeof tiers;

const set = (overrides: Partial<z.output<typeof targetCommands.SetTargets>> = {}) =>
  command('SetTargets', { ...place, indicator, planCategory: 'upgrade' as const, ...tiers, ...overrides });
const correct = (figures: Figures, name = indicator.name, effectiveOn = '2024-03-11') =>
  command('CorrectTargets', { ...place, indicator: name, ...figures, reason: '录入有误' }, on(effectiveOn));
const revise = (figures: Figures, effectiveOn: string, name = indicator.name) =>
  command('ReviseTargets', { ...place, indicator: name, ...figures, reason: '区级调整' }, on(effectiveOn));
const report = (value: string, effectiveOn = '2025-07-01', name = indicator.name) =>
  command('ReportActual', { ...place, indicator: name, value }, on(effectiveOn));
const floorsOn = (state: typeof target.initial, ...days: string[]) => days.map((day) => targetsOn(state, indicator.name, date(day))?.floor);

describe('setting targets', () => {
  it('records the three tiers of an indicator as printed', () => {
    const setting = given(target).when(set());
    setting.then({ type: 'TargetsSet', data: { ...place, indicator, planCategory: 'upgrade', ...tiers } });
    setting.thenConcerns('310116112');
  });
  it('takes equal tiers: 腾退 2024 is 10/10/10', () => {
    const { state } = given(target, set({ floor: '10', assured: '10', stretch: '10' }));
    expect(targetsOn(state, indicator.name, date('2024-03-11'))).toEqual({ id: specId(0), floor: '10', assured: '10', stretch: '10' });
  });
  it('takes any level of jurisdiction, and indicators that no plan entry adds up to', () =>
    given(target)
      .when(set({ jurisdiction: '310000', planCategory: null }))
      .thenConcerns('310000'));
  it('holds from its day on', () => expect(floorsOn(given(target, set()).state, '2024-03-10', '2024-03-11')).toEqual([undefined, '12']));
  it('is refused with a floor above the assured figure, naming both', () =>
    given(target)
      .when(set({ floor: '16.01' }))
      .thenRefused('floor-above-assured', '16.01', '16'));
  it('is refused with an assured figure above the stretch figure, naming both', () =>
    given(target)
      .when(set({ assured: '18.5' }))
      .thenRefused('assured-above-stretch', '18.5', '18'));
  it('compares figures as numbers, not as text', () =>
    given(target)
      .when(set({ floor: '9', assured: '10', stretch: '100' }))
      .thenConcerns('310116112'));
  it('is nothing new the second time, however the name is spaced and the figures are written', () =>
    given(target, set())
      .when(set({ indicator: { ...indicator, name: '提升 低效用地' }, floor: '12.0' }))
      .thenNothing());
  it('is nothing new after a revision either', () => given(target, set(), revise(raised, '2025-01-01')).when(set()).thenNothing());
  it('is refused with other content: correct or revise instead', () => {
    const others = [
      raised,
      { planCategory: null },
      { indicator: { ...indicator, unit: '公顷' } },
      { indicator: { ...indicator, number: '9' } },
      { indicator: { ...indicator, dimension: '规模总量' } },
    ];
    for (const other of others) given(target, set()).when(set(other)).thenRefused('targets-already-set', '提升低效用地', '2025');
  });
  it('keeps the indicators of a year apart', () => {
    const vacate = { number: '7', name: '腾退低效用地', unit: '亩', dimension: '要素投入' };
    const { state } = given(target, set(), set({ indicator: vacate, planCategory: 'vacate', floor: '10' }));
    expect(state.indicators.map(({ set: known }) => known?.indicator.name)).toEqual(['提升低效用地', '腾退低效用地']);
    expect(targetsOn(state, '腾退低效用地', date('2025-01-01'))?.floor).toBe('10');
  });
  it('is refused for a date that has not come', () =>
    given(target)
      .when({ ...set(), ...on('2026-01-02') })
      .thenRefused('effective-in-the-future'));
});

describe('correcting targets', () => {
  it('replaces what was set, over its whole valid time', () => {
    given(target, set())
      .when(correct(raised, '提升 低效用地'))
      .then({
        type: 'TargetsCorrected',
        data: { ...place, indicator: '提升低效用地', ...raised, reason: '录入有误' },
        corrects: specId(0),
      });
    expect(floorsOn(given(target, set(), correct(raised, indicator.name, '2025-06-01')).state, '2024-03-11')).toEqual(['14']);
  });
  it('on a day of a revision replaces the revision', () => {
    const { state } = given(target, set(), revise(raised, '2025-01-01'), correct({ ...raised, floor: '15' }, indicator.name, '2025-06-01'));
    expect(floorsOn(state, '2024-12-31', '2025-01-01')).toEqual(['12', '15']);
  });
  it('to the figures that hold is nothing new', () => given(target, set()).when(correct(tiers)).thenNothing());
  it('is refused before anything is set', () => given(target).when(correct(tiers)).thenRefused('targets-not-set', '提升低效用地', '2025'));
  it('is refused for a day before anything is set', () =>
    given(target, set())
      .when(correct(raised, indicator.name, '2024-03-10'))
      .thenRefused('targets-not-set', '2024-03-10'));
  it('obeys the order of tiers', () =>
    given(target, set())
      .when(correct({ ...tiers, floor: '17' }))
      .thenRefused('floor-above-assured', '17', '16'));
});

describe('revising targets', () => {
  it('holds from its day on and keeps the original before', () => {
    given(target, set())
      .when(revise(raised, '2025-01-01'))
      .then({ type: 'TargetsRevised', data: { ...place, indicator: '提升低效用地', ...raised, reason: '区级调整' } });
    expect(floorsOn(given(target, set(), revise(raised, '2025-01-01')).state, '2024-12-31', '2025-01-01')).toEqual(['12', '14']);
  });
  it('for an earlier day leaves a later revision as it is', () => {
    const { state } = given(target, set(), revise(raised, '2025-06-01'), revise({ ...raised, floor: '13' }, '2025-01-01'));
    expect(floorsOn(state, '2025-05-31', '2025-06-01')).toEqual(['13', '14']);
  });
  it('twice on one day leaves the later recorded', () => {
    const { state } = given(target, set(), revise(raised, '2025-06-01'), revise({ ...raised, floor: '13' }, '2025-06-01'));
    expect(floorsOn(state, '2025-06-01')).toEqual(['13']);
  });
  it('to the figures that hold on that day is nothing new', () =>
    given(target, set(), revise(raised, '2025-01-01')).when(revise(raised, '2025-06-01')).thenNothing());
  it('is refused before anything is set', () => given(target).when(revise(raised, '2025-01-01')).thenRefused('targets-not-set'));
  it('obeys the order of tiers', () =>
    given(target, set())
      .when(revise({ ...tiers, stretch: '15' }, '2025-01-01'))
      .thenRefused('assured-above-stretch', '16', '15'));
});

describe('reporting an actual', () => {
  it('records the figure under the name the targets have', () => {
    const reporting = given(target, set()).when(report('17.96', '2025-07-01', '提升 低效用地'));
    reporting.then({ type: 'ActualReported', data: { ...place, indicator: '提升低效用地', value: '17.96' } });
    reporting.thenConcerns('310116112');
  });
  it('of an indicator without targets is recorded all the same, and waits for them', () => {
    given(target)
      .when(report('17.96'))
      .then({ type: 'ActualReported', data: { ...place, indicator: '提升低效用地', value: '17.96' } });
    const { state } = given(target, report('17.96'), set());
    expect(state.indicators).toHaveLength(1);
    expect([actualOn(state, indicator.name, date('2025-07-01')), targetsOn(state, indicator.name, date('2025-07-01'))?.floor]).toEqual([
      '17.96',
      '12',
    ]);
  });
  it('takes a negative figure', () =>
    given(target)
      .when(report('-3.5'))
      .then({ type: 'ActualReported', data: { ...place, indicator: '提升低效用地', value: '-3.5' } }));
  it('with another figure replaces it from its day on; before the first nothing is known', () => {
    const { state } = given(target, set(), report('9', '2025-07-01'), report('17.96', '2025-12-31'));
    const known = ['2025-06-30', '2025-07-01', '2025-12-31'].map((day) => actualOn(state, indicator.name, date(day)));
    expect(known).toEqual([null, '9', '17.96']);
  });
  it('with the same figure is nothing new', () => given(target, set(), report('17.96')).when(report('17.960')).thenNothing());
  it('is missing, not zero, until somebody reports it', () =>
    expect(actualOn(given(target, set()).state, indicator.name, date('2025-07-01'))).toBeNull());
});
