// Words of the specifications: a cycle of 金山区 with the phases of 松规划资源〔2023〕123号, a year later.
import { date } from '../../kernel/index.ts';
import { command, specify } from '../../testing/given.ts';
import type { CommandNamed, CycleCommand } from '../commands.ts';
import { cycleEvents } from '../events.ts';
import type { Phase, Schedule } from '../state.ts';

export const given = specify(cycleEvents);

export const place = { jurisdiction: '310116', year: 2024, subject: 'parcel' as const };
export const standardVersion = { jurisdiction: '310116', year: 2024, version: 1 };
export const published = { validFrom: date('2024-01-01'), validUntil: null, supersededFrom: null };
const phase = (name: Phase, starts: string, ends: string): Schedule[number] => ({ phase: name, starts: date(starts), ends: date(ends) });
export const schedule: [Schedule[number], Schedule[number], Schedule[number]] = [
  phase('preparation', '2024-09-20', '2024-10-09'),
  phase('evaluation', '2024-10-10', '2024-11-09'),
  phase('line-review', '2024-11-10', '2024-11-30'),
];

export const opening = (changes: Partial<CommandNamed<'OpenCycle'>['data']> = {}): CycleCommand =>
  command('OpenCycle', { ...place, standard: standardVersion, published, schedule, ...changes });
export const advance = (to: Phase): CycleCommand => command('AdvancePhase', { ...place, phase: to });
export const reschedule = (to: Schedule): CycleCommand => command('RescheduleCycle', { ...place, schedule: [...to], reason: '顺延' });
export const setFigureYear = (figureYear: number, on = '2024-03-11'): CycleCommand =>
  command('SetFigureYear', { ...place, figureYear }, { effectiveOn: date(on) });
export const freeze = (): CycleCommand => command('FreezeCycle', place);
export const reopen = (): CycleCommand => command('ReopenCycle', { ...place, reason: '补充数据' });
export const start = (run: string, position = '1-42'): CycleCommand => command('StartScoring', { ...place, run, position });

type Cohort = Omit<CommandNamed<'RecordCohort'>['data'], keyof typeof place | 'run'>;
export const cohort: Cohort = {
  cohort: 'above-scale',
  members: 2,
  items: [
    { indicator: 'tax-per-mu', known: 2, least: '1.5', most: '30', mean: '12.25' },
    { indicator: 'value-added-per-emission', known: 0, least: null, most: null, mean: null },
  ],
};
export const record = (run: string, of: Cohort = cohort): CycleCommand => command('RecordCohort', { ...place, run, ...of });
export const totals = { A: 1, B: 1, C: 0, D: 0, T: 0, none: 0 };
export const complete = (run: string, of = totals): CycleCommand => command('CompleteScoring', { ...place, run, totals: of });
export const abandon = (run: string): CycleCommand => command('AbandonScoring', { ...place, run, reason: '标准有误' });
