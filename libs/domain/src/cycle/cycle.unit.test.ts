import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId } from '../testing/given.ts';
import { cycle, scheduledOn, standingRun, unfinished, withoutResult } from './index.ts';
import { absent, evolve, type Opened, runOf } from './state.ts';
import {
  abandon,
  advance,
  cohort,
  complete,
  freeze,
  given,
  opening,
  place,
  published,
  record,
  reopen,
  reschedule,
  schedule,
  setFigureYear,
  standardVersion,
  start,
  totals,
} from './test/scene.ts';

const [run, other] = [specId(900), specId(901)];
const opened = (state: ReturnType<typeof evolve>): Opened => {
  if (state.kind === 'absent') throw new Error('the cycle was opened');
  return state;
};

describe('opening a cycle', () => {
  it('binds it to one version of a standard, and begins its first phase', () => {
    const when = given(cycle).when(opening());
    when.then({ type: 'CycleOpened', data: { ...place, standard: standardVersion, schedule: [...schedule] } });
    when.thenConcerns('310116');
    expect(given(cycle, opening()).state).toMatchObject({ kind: 'open', phase: 'preparation', standard: standardVersion });
  });
  it('without a standard is refused', () => {
    given(cycle)
      .when(opening({ standard: null }))
      .thenRefused('cycle-without-standard');
    given(cycle)
      .when(opening({ published: null }))
      .thenRefused('cycle-without-standard');
  });
  it.each([
    ['before it is valid', { validFrom: date('2024-03-12') }, '2024-03-12'],
    ['after it has ended', { validUntil: date('2024-03-10') }, '2024-03-10'],
    ['once it is superseded', { supersededFrom: date('2024-03-11') }, '2024-03-11'],
    ['once it is superseded, whatever its end', { validUntil: date('2024-12-31'), supersededFrom: date('2024-03-01') }, '2024-03-01'],
  ])('under a standard %s is refused', (_, changes, day) =>
    given(cycle)
      .when(opening({ published: { ...published, ...changes } }))
      .thenRefused('cycle-standard-not-in-force', '2024-03-11', day),
  );
  it('on the last day of a standard, or of one that is superseded later, is fine', () => {
    const { state } = given(
      cycle,
      opening({ published: { ...published, validUntil: date('2024-03-11'), supersededFrom: date('2024-03-12') } }),
    );
    expect(state.kind).toBe('open');
  });
  it('under the standard of the city is fine, under that of another place refused', () => {
    expect(given(cycle, opening({ standard: { ...standardVersion, jurisdiction: '310000' } })).state.kind).toBe('open');
    given(cycle)
      .when(opening({ standard: { ...standardVersion, jurisdiction: '310117' } }))
      .thenRefused('cycle-standard-from-elsewhere', '310117', '310116');
  });
  it('again is nothing new, and refused with another standard or schedule: one cycle per scope and year', () => {
    given(cycle, opening()).when(opening()).thenNothing();
    given(cycle, opening())
      .when(opening({ standard: { ...standardVersion, version: 2 } }))
      .thenRefused('cycle-already-opened', '310116', '2024');
    given(cycle, opening())
      .when(opening({ schedule: schedule.slice(0, 1) }))
      .thenRefused('cycle-already-opened');
  });
});

describe('a schedule', () => {
  const [first, second, third] = schedule;
  it('has phases that end after they start', () =>
    given(cycle)
      .when(opening({ schedule: [{ phase: 'evaluation', starts: date('2024-05-02'), ends: date('2024-05-01') }] }))
      .thenRefused('cycle-phase-reversed', { en: 'evaluation', zh: '“评估”' }, '2024-05-01', '2024-05-02'));
  it('has its phases in their order, each once', () => {
    given(cycle)
      .when(opening({ schedule: [second, first] }))
      .thenRefused('cycle-phases-out-of-order', { en: 'preparation', zh: '“组建专班、下发底版”' }, { en: 'evaluation', zh: '“评估”' });
    given(cycle)
      .when(opening({ schedule: [first, first] }))
      .thenRefused('cycle-phases-out-of-order');
    given(cycle)
      .when(opening({ schedule: [second, { ...third, starts: date('2024-10-01') }] }))
      .thenRefused('cycle-phases-out-of-order', { en: 'line-review', zh: '“审核把关”' }, { en: 'evaluation', zh: '“评估”' });
  });
  it('may leave phases out, and may lie behind: the document came when most of them had run', () =>
    expect(given(cycle, opening({ schedule: [first, third] })).state).toMatchObject({ phase: 'preparation' }));
  it('tells the phase of a day', () => {
    const state = opened(given(cycle, opening()).state);
    expect(['2024-09-19', '2024-09-20', '2024-10-10', '2024-11-30', '2024-12-01'].map((day) => scheduledOn(state, date(day)))).toEqual([
      undefined,
      'preparation',
      'evaluation',
      'line-review',
      undefined,
    ]);
  });
  it('is changed with a reason, and keeps the phase the cycle is in', () => {
    const later = schedule.map((each) => ({ ...each, ends: date('2024-12-31') }));
    given(cycle, opening())
      .when(reschedule(later))
      .then({ type: 'CycleRescheduled', data: { ...place, schedule: [...later], reason: '顺延' } });
    given(cycle, opening()).when(reschedule(schedule)).thenNothing();
    given(cycle, opening())
      .when(reschedule([second, first]))
      .thenRefused('cycle-phases-out-of-order');
    given(cycle, opening())
      .when(reschedule([second, third]))
      .thenRefused('cycle-schedule-without-phase', { en: 'preparation', zh: '“组建专班、下发底版”' });
    expect(opened(given(cycle, opening(), reschedule(later)).state).schedule).toEqual(later);
  });
});

describe('phases', () => {
  it('follow each other', () => {
    given(cycle, opening())
      .when(advance('evaluation'))
      .then({ type: 'PhaseAdvanced', data: { ...place, phase: 'evaluation' } });
    given(cycle, opening(), advance('evaluation')).when(advance('evaluation')).thenNothing();
  });
  it('are not skipped, nor gone back', () => {
    given(cycle, opening())
      .when(advance('line-review'))
      .thenRefused('cycle-phase-not-next', { en: 'preparation', zh: '“组建专班、下发底版”' }, { en: 'line-review', zh: '“审核把关”' });
    given(cycle, opening(), advance('evaluation')).when(advance('preparation')).thenRefused('cycle-phase-not-next');
    given(cycle, opening(), advance('evaluation'), advance('line-review'))
      .when(advance('final-approval'))
      .thenRefused('cycle-phase-not-next');
  });
});

describe('the year of the figures', () => {
  it('is the one before the cycle, until another is said', () => {
    expect(opened(given(cycle, opening()).state).figureYear).toBe(2023);
    given(cycle, opening())
      .when(setFigureYear(2022))
      .then({ type: 'FigureYearSet', data: { ...place, figureYear: 2022 } });
    given(cycle, opening(), setFigureYear(2022)).when(setFigureYear(2022)).thenNothing();
    given(cycle, opening()).when(setFigureYear(2023)).thenNothing();
    expect(opened(given(cycle, opening(), setFigureYear(2022), setFigureYear(2024)).state).figureYear).toBe(2024);
  });
  it('is no later one than that of the cycle', () =>
    given(cycle, opening()).when(setFigureYear(2025, '2025-02-01')).thenRefused('cycle-figure-year-after-cycle', '2024', '2025'));
  it('has begun', () => {
    const early = { ...opening(), effectiveOn: date('2024-01-01') };
    const ahead = { ...opening({ year: 2025 }), effectiveOn: date('2024-01-01') };
    const said = { ...setFigureYear(2025), data: { ...place, year: 2025, figureYear: 2025 } } as ReturnType<typeof setFigureYear>;
    given(cycle, ahead).when(said).thenRefused('cycle-figure-year-not-begun', '2025', '2024-03-11');
    expect(opened(given(cycle, early, setFigureYear(2024, '2024-01-01')).state).figureYear).toBe(2024);
  });
  it('stays while figures are frozen, and is free again once they are not', () => {
    given(cycle, opening(), freeze()).when(setFigureYear(2022)).thenRefused('cycle-figure-year-frozen', '2023');
    expect(opened(given(cycle, opening(), freeze(), reopen(), setFigureYear(2022)).state).figureYear).toBe(2022);
  });
  it('stays while a run goes on, and each run keeps its own', () => {
    given(cycle, opening(), start(run)).when(setFigureYear(2022)).thenRefused('cycle-scoring-in-progress', run);
    const { state } = given(cycle, opening(), start(run), complete(run), setFigureYear(2022), start(other));
    expect(opened(state).runs.map(({ figureYear }) => figureYear)).toEqual([2023, 2022]);
  });
});

describe('a freeze', () => {
  it('is said once, and taken back with a reason', () => {
    given(cycle, opening()).when(freeze()).then({ type: 'CycleFrozen', data: place });
    given(cycle, opening(), freeze()).when(freeze()).thenNothing();
    given(cycle, opening(), freeze())
      .when(reopen())
      .then({ type: 'CycleReopened', data: { ...place, reason: '补充数据' } });
    given(cycle, opening(), freeze(), reopen()).when(reopen()).thenNothing();
    expect(given(cycle, opening(), freeze(), reopen(), freeze()).state.kind).toBe('frozen');
  });
  it('that never was is not taken back', () => given(cycle, opening()).when(reopen()).thenRefused('cycle-not-frozen'));
});

describe('a run of the scoring job', () => {
  it('pins a position and the standard, and knows whether figures were frozen', () => {
    given(cycle, opening())
      .when(start(run))
      .then({ type: 'ScoringStarted', data: { ...place, run, position: '1-42', standard: standardVersion, isFrozen: false } });
    given(cycle, opening(), freeze())
      .when(start(run))
      .then({ type: 'ScoringStarted', data: { ...place, run, position: '1-42', standard: standardVersion, isFrozen: true } });
  });
  it('is resumed, not started twice, and keeps its position', () => {
    given(cycle, opening(), freeze(), start(run)).when(start(run)).thenNothing();
    given(cycle, opening(), freeze(), start(run)).when(start(run, '1-43')).thenRefused('cycle-run-pinned-otherwise', run);
  });
  it('runs alone', () => {
    given(cycle, opening(), freeze(), start(run)).when(start(other)).thenRefused('cycle-scoring-in-progress', run);
    for (const over of [complete(run), abandon(run)]) {
      const { state } = given(cycle, opening(), start(run), over, start(other));
      expect(runOf(opened(state), other)?.kind).toBe('running');
    }
  });
  it('records what each cohort has in common, once', () => {
    given(cycle, opening(), freeze(), start(run))
      .when(record(run))
      .then({ type: 'CohortMeasured', data: { ...place, run, ...cohort } });
    given(cycle, opening(), start(run), record(run)).when(record(run)).thenNothing();
    given(cycle, opening(), start(run), record(run))
      .when(record(run, { ...cohort, members: 3 }))
      .thenRefused('cycle-cohort-measured-otherwise', run, 'above-scale');
    expect(runOf(opened(given(cycle, opening(), start(run), record(run)).state), run)?.cohorts).toEqual([cohort]);
  });
  it('ends with the totals of its classes, or abandoned with a reason', () => {
    given(cycle, opening(), freeze(), start(run))
      .when(complete(run))
      .then({ type: 'ScoringCompleted', data: { ...place, run, totals } });
    given(cycle, opening(), freeze(), start(run))
      .when(abandon(run))
      .then({ type: 'ScoringAbandoned', data: { ...place, run, reason: '标准有误' } });
  });
  it('is over once', () => {
    given(cycle, opening(), start(run), complete(run)).when(complete(run)).thenNothing();
    given(cycle, opening(), start(run), complete(run))
      .when(complete(run, { ...totals, D: 9 }))
      .thenRefused('cycle-run-over', run);
    given(cycle, opening(), start(run), complete(run)).when(abandon(run)).thenRefused('cycle-run-over');
    given(cycle, opening(), start(run), complete(run)).when(record(run)).thenRefused('cycle-run-over');
    given(cycle, opening(), start(run), abandon(run)).when(abandon(run)).thenNothing();
    given(cycle, opening(), start(run), abandon(run)).when(complete(run)).thenRefused('cycle-run-over');
  });
  it('is known to the cycle', () => given(cycle, opening()).when(record(run)).thenRefused('cycle-run-unknown', run));
  it('stands from its completion on, until another is completed', () => {
    const history = [opening(), start(run), complete(run), start(other)] as const;
    expect(standingRun(opened(given(cycle, opening(), start(run)).state))).toBeUndefined();
    expect(standingRun(opened(given(cycle, ...history).state))).toMatchObject({ id: run, totals });
    expect(standingRun(opened(given(cycle, ...history, complete(other)).state))?.id).toBe(other);
  });
});

describe('the results of a run', () => {
  it('may be used once it is completed, and of no other', () => {
    expect(unfinished(absent, run)).toMatchObject({ rule: 'cycle-run-unknown' });
    expect(unfinished(given(cycle, opening()).state, run)).toMatchObject({ rule: 'cycle-run-unknown' });
    expect(unfinished(given(cycle, opening(), start(run)).state, run)).toMatchObject({ rule: 'cycle-run-not-completed' });
    expect(unfinished(given(cycle, opening(), start(run), abandon(run)).state, run)).toMatchObject({ rule: 'cycle-run-not-completed' });
    expect(unfinished(given(cycle, opening(), start(run), complete(run)).state, run)).toBeUndefined();
  });
  it('are those of the subjects it graded', () => {
    const refusal = withoutResult(run, other, '310116112');
    expect([refusal.rule, refusal.zh]).toEqual(['cycle-run-without-result', expect.stringContaining(other)]);
  });
});

describe('nothing happens', () => {
  it('to a cycle that was never opened', () => {
    given(cycle).when(freeze()).thenRefused('cycle-not-opened', '310116', '2024');
    expect(evolve(absent, { ...event, type: 'CycleFrozen', data: place })).toBe(absent);
  });
  it('before the opening', () =>
    given(cycle, opening())
      .when({ ...freeze(), effectiveOn: date('2024-03-10') })
      .thenRefused('cycle-before-opening', '2024-03-10', '2024-03-11'));
});

const event = { id: specId(0), version: 1, effectiveOn: date('2024-03-11'), jurisdictions: ['310116'], sources: [] };
