// Words of the specifications: the task force of 金山区 in 2024, led as 松规划资源〔2023〕123号 has it, and a unit it charges with the survey.
import { date } from '../../kernel/index.ts';
import { command, specId, specify } from '../../testing/given.ts';
import type { CommandNamed } from '../commands.ts';
import { taskForceEvents } from '../events.ts';
import type { Member } from '../state.ts';

export const given = specify(taskForceEvents);

export const place = { jurisdiction: '310116', year: 2024 };
export const member = (department: string, changes: Partial<Member> = {}): Member => ({
  department,
  section: null,
  duty: 'member',
  from: date('2024-03-11'),
  until: null,
  ...changes,
});
export const lead = (department: string, changes: Partial<Member> = {}): Member => member(department, { duty: 'lead', ...changes });
export const members = [lead('规划资源局'), lead('经委'), lead('国资委'), member('规划资源局', { section: '土地利用科', duty: 'liaison' })];

type Later<T> = T & { readonly effectiveOn: ReturnType<typeof date> };
const on = <T extends object>(of: T, day = '2024-04-01'): Later<T> => ({ ...of, effectiveOn: date(day) });

export const establish = (of: readonly Member[] = members) =>
  command('EstablishTaskForce', { ...place, office: '规划资源局', members: [...of] });
export const appoint = (of: Member, day?: string) => on(command('AppointMember', { ...place, ...of }), day);
const seatOf = ({ department, section, duty }: Member) => ({ department, section, duty });
export const remove = (of: Member, day?: string) => on(command('RemoveMember', { ...place, ...seatOf(of), reason: '机构调整' }), day);
export const reportRoster = (day?: string) => on(command('ReportRoster', place), day);

export const mandateId = specId(700);
export const mandated: CommandNamed<'GrantMandate'>['data'] = {
  mandateId,
  unit: '第三方技术单位',
  uscc: '91350100M000100Y43',
  jurisdiction: '310116',
  tasks: ['survey'],
  from: date('2024-04-01'),
  until: date('2024-12-31'),
};
export const grant = (changes: Partial<typeof mandated> = {}) => command('GrantMandate', { ...mandated, ...changes });
export const revoke = (day?: string, reason = '成果不符合要求') => on(command('RevokeMandate', { mandateId, reason }), day);
export const report = (day?: string) => on(command('ReportMandate', { mandateId }), day);
