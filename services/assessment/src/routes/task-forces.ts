import { taskForce, taskForceCommands } from '@yimu/domain/taskforce';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { placeParams } from './cycle-place.ts';

const stream = ({ jurisdiction, year }: { readonly jurisdiction: string; readonly year: number }): string =>
  `taskforce-${jurisdiction}-${year}`;

/** In the path: of which district or town, in which year. */
const params = { code: placeParams.code, year: placeParams.year };
const inPath = { jurisdiction: true, year: true } as const;
const placeOf = (of: { readonly code: string; readonly year: string }) => ({ jurisdiction: of.code, year: Number(of.year) });

export const taskForceRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/task-forces',
    command: 'EstablishTaskForce',
    summary: 'Establish the task force of a district or town for a year: its office and its departments, without names of persons',
    schema: taskForceCommands.EstablishTaskForce,
    toData: ({ body }) => body,
    decider: taskForce,
    stream,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
  commandRoute({
    path: '/task-forces/:code/:year/members',
    command: 'AppointMember',
    summary: 'Appoint a department as lead, member or liaison, from a day on',
    schema: taskForceCommands.AppointMember.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: taskForce,
    stream,
  }),
  commandRoute({
    path: '/task-forces/:code/:year/removals',
    command: 'RemoveMember',
    summary: 'Remove a department from its place as of effectiveOn; a lead department stays on every day',
    schema: taskForceCommands.RemoveMember.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: taskForce,
    stream,
  }),
  commandRoute({
    path: '/task-forces/:code/:year/reports',
    command: 'ReportRoster',
    summary: 'Report the roster of effectiveOn to the task force of the city (报送市专班)',
    schema: taskForceCommands.ReportRoster.omit(inPath),
    params,
    toData: ({ params: of }) => placeOf(of),
    decider: taskForce,
    stream,
  }),
];
