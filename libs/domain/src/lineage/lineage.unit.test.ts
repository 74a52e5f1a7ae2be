import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { date } from '../kernel/index.ts';
import { command, specId, specify } from '../testing/given.ts';
import { lineageEvents, type Step } from './events.ts';
import { lineage, lineageCommands } from './index.ts';
import { phaseOf } from './state.ts';

const given = specify(lineageEvents);
const lineageId = specId(900);
const [first, second, north, south] = [specId(901), specId(902), specId(903), specId(904)];
const [town, otherTown] = ['310116112', '310116103'];
const mu = (value: string) => ({ value, unit: 'mu' as const });
const former = (changed: object = {}) => ({
  parcelId: first,
  jurisdiction: town,
  area: mu('30'),
  areaInConflict: false,
  codes: ['310116112001GB00001'],
  hasEnded: false,
  latestOn: '2024-03-11',
  ...changed,
});
const part = (parcelId: string, value: string, changed: object = {}) => ({
  parcelId,
  jurisdiction: town,
  name: '甲地块之一',
  address: null,
  area: mu(value),
  parcelCode: null,
  ...changed,
});
type SplitInput = Partial<z.input<typeof lineageCommands.StartSplit>>;
const splitting = (changed: SplitInput = {}) =>
  lineageCommands.StartSplit.parse({
    lineageId,
    parent: former(),
    children: [part(north, '10'), part(south, '20')],
    tolerances: [[], [{ from: '2020-01-01', value: '0.1%' }]],
    ...changed,
  });
type Present = z.output<typeof lineageCommands.StartSplit>['parent'];
/** What an event keeps of a parcel. */
const stood = ({ parcelId, jurisdiction, area, areaInConflict, codes }: Present) => ({
  parcelId,
  jurisdiction,
  area,
  areaInConflict,
  codes,
});
const splitSaid = (basis: 'decided' | 'reported', changed: SplitInput = {}) => {
  const { tolerances: _, parent, ...said } = splitting(changed);
  return { ...said, basis, parent: stood(parent), tolerance: '0.1%' };
};
const split = (changed: SplitInput = {}) => command('StartSplit', splitting(changed));
const reportSplit = (changed: SplitInput = {}) => command('ReportSplit', splitting(changed));
const merging = (changed: Partial<z.input<typeof lineageCommands.StartMerger>> = {}) =>
  lineageCommands.StartMerger.parse({
    lineageId,
    parents: [former(), former({ parcelId: second, area: mu('10'), codes: [] })],
    child: part(north, '40'),
    tolerances: [[], [{ from: '2020-01-01', value: '0.1%' }]],
    ...changed,
  });
const mergerSaid = (basis: 'decided' | 'reported') => {
  const { tolerances: _, parents, ...said } = merging();
  return { ...said, basis, parents: parents.map(stood), tolerance: '0.1%' };
};
const merge = (changed = {}) => command('StartMerger', merging(changed));

const take = (kind: Step['kind'], parcelId: string) => command('RecordLineageStep', { lineageId, step: { kind, parcelId } });
const done = [take('parent-retired', first), take('child-entered', north), take('child-entered', south)] as const;
const finish = command('FinishLineage', { lineageId });

describe('starting a split (分割)', () => {
  it('names the parcel that ends, with its codes, and those that take its place', () => {
    const started = given(lineage).when(split());
    started.then({ type: 'SplitStarted', data: splitSaid('decided') });
    started.thenConcerns(town);
  });
  it('is nothing new the second time, even when it is over', () => {
    given(lineage, split()).when(split()).thenNothing();
    given(lineage, split(), ...done, finish)
      .when(split({ parent: former({ area: mu('1') }) }))
      .thenNothing();
  });
  it('is refused under the same id with other parcels', () =>
    given(lineage, split())
      .when(split({ children: [part(north, '11'), part(south, '19')] }))
      .thenRefused('lineage-already-started', '2024-03-11'));
  it('needs two parts at least', () =>
    expect(lineageCommands.StartSplit.safeParse({ ...splitting(), children: [part(north, '30')] }).success).toBe(false));
  it('is refused for a date that has not come', () =>
    given(lineage)
      .when({ ...split(), effectiveOn: date('2026-01-02') })
      .thenRefused('effective-in-the-future'));
});

describe('the areas of a split', () => {
  type Sets = z.input<typeof lineageCommands.StartSplit>['tolerances'];
  const assertHeld = (south_: string, tolerances: Sets) =>
    given(lineage)
      .when(into('10', south_, { tolerances }))
      .thenConcerns(town);
  const assertNotHeld = (south_: string, tolerances: Sets, tolerance: string) =>
    given(lineage)
      .when(into('10', south_, { tolerances }))
      .thenRefused('lineage-areas-do-not-add-up', tolerance);
  const into = (north_: string, south_: string, changed: SplitInput = {}) =>
    split({ children: [part(north, north_), part(south, south_)], ...changed });
  it('that do not add up are refused, with the figures', () =>
    given(lineage).when(into('10', '19')).thenRefused('lineage-areas-do-not-add-up', '30.00', '29.00', '666.67', '0.1%'));
  it('may differ by the tolerance and not by a hair more, upwards and downwards', () => {
    given(lineage).when(into('10', '20.03')).thenConcerns(town);
    given(lineage).when(into('10', '19.97')).thenConcerns(town);
    given(lineage).when(into('10', '20.0300001')).thenRefused('lineage-areas-do-not-add-up');
    given(lineage).when(into('10', '19.9699999')).thenRefused('lineage-areas-do-not-add-up');
  });
  it('are held to the tolerance that is set on that day, the nearest first, and else to the usual one', () => {
    const set = (value: string, from = '2024-01-01') => [{ from, value }];
    assertHeld('20.3', [set('1%'), set('0.1%')]);
    assertNotHeld('20.3', [set('1%', '2024-03-12'), set('0.1%')], '0.1%');
    assertNotHeld('20.03', [[], set('0.09%'), set('1%')], '0.09%');
    assertHeld('20.03', []);
    assertNotHeld('20.04', [[], []], '0.1%');
  });
  it('are compared across units', () => {
    const parent = former({ area: { value: '20000', unit: 'm2' } });
    given(lineage).when(split({ parent })).thenConcerns(town);
  });
  it('are not decided on while nobody knows the area of the parcel, or which one counts', () => {
    given(lineage)
      .when(split({ parent: former({ area: null }) }))
      .thenRefused('lineage-area-unknown', first);
    given(lineage)
      .when(split({ parent: former({ areaInConflict: true }) }))
      .thenRefused('lineage-area-in-conflict', first);
  });
});

describe('a parcel that is to be split', () => {
  it('has not ended, by retirement or as a duplicate', () => {
    for (const start of [split, reportSplit])
      given(lineage)
        .when(start({ parent: former({ hasEnded: true }) }))
        .thenRefused('lineage-parcel-has-ended', first);
  });
  it('has no facts that hold from a later day on', () =>
    given(lineage)
      .when(split({ parent: former({ latestOn: '2024-03-12' }) }))
      .thenRefused('lineage-parcel-has-later-facts', first, '2024-03-11', '2024-03-12'));
});

describe('a split that the register reports', () => {
  const broken = {
    children: [part(north, '10'), part(south, '19', { parcelCode: '310116112001GB00001' })],
    purpose: 'surplus-land' as const,
  };
  it('is recorded although it breaks rules, with everything that is wrong about it', () => {
    const { state } = given(lineage, reportSplit(broken));
    expect(phaseOf(state)).toBe('running');
    const decision = lineage.decide(reportSplit(broken), lineage.initial);
    expect(
      'rejected' in decision ? decision : decision.map(({ type, data }) => ('discrepancy' in data ? data.discrepancy.rule : type)),
    ).toEqual(['SplitStarted', 'lineage-code-retires', 'lineage-areas-do-not-add-up', 'lineage-surplus-land-without-project']);
  });
  it('is recorded with nothing beside it when it breaks none', () =>
    given(lineage)
      .when(reportSplit())
      .then({ type: 'SplitStarted', data: splitSaid('reported') }));
  it('without areas says that they are missing, and adds nothing up', () =>
    given(lineage)
      .when(reportSplit({ parent: former({ area: null }) }))
      .then(
        { type: 'SplitStarted', data: splitSaid('reported', { parent: former({ area: null }) }) },
        {
          type: 'LineageDiscrepancyFound',
          data: {
            lineageId,
            discrepancy: {
              rule: 'lineage-area-unknown',
              en: `No source gives the area of the parcel ${first}; record it first.`,
              zh: `地块${first}尚无面积记载，请先记载面积。`,
            },
            about: 'SplitStarted',
          },
        },
      ));
  it('is refused when it cannot be true: a parcel or a code named twice, a part that lies elsewhere', () => {
    for (const start of [split, reportSplit]) {
      given(lineage)
        .when(start({ children: [part(north, '10'), part(north, '20')] }))
        .thenRefused('lineage-parcel-named-twice', north);
      given(lineage)
        .when(start({ children: [part(north, '10'), part(first, '20')] }))
        .thenRefused('lineage-parcel-named-twice', first);
      const parcelCode = '310116112001GB00009';
      given(lineage)
        .when(start({ children: [part(north, '10', { parcelCode }), part(south, '20', { parcelCode })] }))
        .thenRefused('lineage-code-named-twice', parcelCode);
      given(lineage)
        .when(start({ children: [part(north, '10'), part(south, '20', { jurisdiction: otherTown })] }))
        .thenRefused('lineage-child-elsewhere', otherTown);
    }
  });
});

describe('a split of surplus land (节余土地“带产业项目”分割转让)', () => {
  it('names the project that comes with it', () => {
    given(lineage)
      .when(split({ purpose: 'surplus-land' }))
      .thenRefused('lineage-surplus-land-without-project', 'surplus-land');
    given(lineage)
      .when(split({ purpose: 'surplus-land', project: '高端装备零部件项目' }))
      .thenConcerns(town);
  });
});

describe('starting a merger (合并)', () => {
  it('names the parcels that end, and the one that takes their place', () => {
    given(lineage)
      .when(merge())
      .then({ type: 'MergerStarted', data: mergerSaid('decided') });
    given(lineage)
      .when(command('ReportMerger', merging()))
      .then({ type: 'MergerStarted', data: mergerSaid('reported') });
    given(lineage, merge()).when(merge()).thenNothing();
  });
  it('concerns the towns of all parcels; the new one lies in one of them', () => {
    const parents = [former(), former({ parcelId: second, jurisdiction: otherTown, area: mu('10') })];
    given(lineage).when(merge({ parents })).thenConcerns(otherTown, town);
    given(lineage)
      .when(merge({ child: part(north, '40', { jurisdiction: otherTown }) }))
      .thenRefused('lineage-child-elsewhere', otherTown);
  });
  it('whose areas do not add up is refused', () =>
    given(lineage)
      .when(merge({ child: part(north, '41') }))
      .thenRefused('lineage-areas-do-not-add-up', '40.00', '41.00'));
  it('does not name a parcel twice', () =>
    given(lineage)
      .when(merge({ parents: [former(), former()] }))
      .thenRefused('lineage-parcel-named-twice', first));
});
