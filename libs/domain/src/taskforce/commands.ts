import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, effectiveDate, jurisdictionCode, text, uscc } from '../kernel/index.ts';
import { duties, mandateTasks, taskForceYear } from './events.ts';

const place = { jurisdiction: jurisdictionCode, year: taskForceYear };
const reason = text(500);
const department = text(100).meta({ description: 'Department or unit as the document names it', example: '规划资源局' });

const seat = {
  department,
  section: text(100).nullable().default(null).meta({ description: 'Section (科室) of the department', example: '土地利用科' }),
  duty: z.enum(duties),
};
const term = {
  from: effectiveDate.meta({ description: 'First day' }),
  until: effectiveDate.nullable().default(null).meta({ description: 'Last day, inclusive; null while no end is known' }),
};

export const taskForceCommands = {
  EstablishTaskForce: z.strictObject({
    ...place,
    office: department.meta({ description: 'Where the office (专班办公室) lies', example: '规划资源局' }),
    members: z
      .array(z.strictObject({ ...seat, ...term }))
      .min(1)
      .max(200),
  }),
  AppointMember: z.strictObject({ ...place, ...seat, ...term }),
  RemoveMember: z.strictObject({ ...place, ...seat, reason }),
  ReportRoster: z.strictObject(place),
} as const satisfies CommandCatalogue;

export const mandateCommands = {
  GrantMandate: z.strictObject({
    mandateId: z.uuid(),
    unit: text(200).meta({ description: 'Name of the technical unit (第三方技术单位)' }),
    uscc: uscc.nullable().default(null),
    jurisdiction: jurisdictionCode.meta({ description: 'Where the unit works', example: '310116' }),
    tasks: z
      .array(z.enum(mandateTasks))
      .min(1)
      .max(mandateTasks.length)
      .meta({ example: ['survey'] }),
    from: effectiveDate.meta({ description: 'First day', example: '2024-03-11' }),
    until: effectiveDate.meta({ description: 'Last day, inclusive', example: '2024-12-31' }),
  }),
  RevokeMandate: z.strictObject({ mandateId: z.uuid(), reason }),
  ReportMandate: z.strictObject({ mandateId: z.uuid() }),
} as const satisfies CommandCatalogue;

export type TaskForceCommand = CommandOf<typeof taskForceCommands>;
export type MandateCommand = CommandOf<typeof mandateCommands>;
export type CommandNamed<T extends TaskForceCommand['type'] | MandateCommand['type']> = Extract<
  TaskForceCommand | MandateCommand,
  { type: T }
>;
