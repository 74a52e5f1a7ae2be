// Words of the specifications. Samples: no document that could be read says which policy follows from which grade.
import { date } from '../../kernel/index.ts';
import { command, specify } from '../../testing/given.ts';
import type { CommandNamed } from '../commands.ts';
import { policyEvents } from '../events.ts';

export const given = specify(policyEvents);

export const place = { jurisdiction: '310116', code: 'electricity-price' };
type Setting = CommandNamed<'SetGradePolicy'>;
type Replacement = CommandNamed<'ReplaceGradePolicy'>;
type Ending = CommandNamed<'EndGradePolicy'>;

const sample: Pick<Setting['data'], 'name' | 'grades' | 'effect' | 'details'> = {
  name: '差别化电价（示例）',
  grades: ['D'],
  effect: 'restrict',
  details: '示例：执行差别化电价',
};
export const said = { ...sample, basis: { document: '漕府〔2024〕11号', clause: null } };
export const department = '经委' as const;

const setting: Setting['data'] = { ...place, department, ...sample, by: department };
const replacement: Replacement['data'] = { ...place, ...sample, grades: ['C', 'D'], reason: '扩大范围', by: department };
const ending: Ending['data'] = { ...place, reason: '文件失效', by: department };

export const set = (changes: Partial<Setting['data']> = {}, day = '2024-03-11'): Setting =>
  command('SetGradePolicy', { ...setting, ...changes }, { effectiveOn: date(day) });
export const replace = (changes: Partial<Replacement['data']> = {}, day = '2024-06-01'): Replacement =>
  command('ReplaceGradePolicy', { ...replacement, ...changes }, { effectiveOn: date(day) });
export const end = (changes: Partial<Ending['data']> = {}, day = '2024-12-31'): Ending =>
  command('EndGradePolicy', { ...ending, ...changes }, { effectiveOn: date(day) });
