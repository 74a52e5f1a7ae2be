import { jurisdictionCode } from '@yimu/domain/kernel';
import { target, targetCommands } from '@yimu/domain/target';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { z } from 'zod';

const stream = ({ jurisdiction, year }: { readonly jurisdiction: string; readonly year: number }): string =>
  `target-${jurisdiction}-${year}`;

/** In the path: of which jurisdiction, for which year. */
const params = { code: jurisdictionCode, year: z.string().regex(/^(20\d\d|2100)$/, 'expected a year from 2000 to 2100') };
const place = (of: { readonly code: string; readonly year: string }) => ({ jurisdiction: of.code, year: Number(of.year) });

export const targetRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/targets',
    command: 'SetTargets',
    summary: 'Set 保底数, 确保数 and 贡献数 of one indicator for a jurisdiction and year',
    schema: targetCommands.SetTargets,
    toData: ({ body }) => body,
    decider: target,
    stream,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
  commandRoute({
    path: '/targets/:code/:year/corrections',
    command: 'CorrectTargets',
    summary: 'Correct targets that were misread',
    schema: targetCommands.CorrectTargets.omit({ jurisdiction: true, year: true }),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...place(of) }),
    decider: target,
    stream,
  }),
  commandRoute({
    path: '/targets/:code/:year/revisions',
    command: 'ReviseTargets',
    summary: 'Record other targets that hold from a day on',
    schema: targetCommands.ReviseTargets.omit({ jurisdiction: true, year: true }),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...place(of) }),
    decider: target,
    stream,
  }),
  commandRoute({
    path: '/targets/:code/:year/actuals',
    command: 'ReportActual',
    summary: 'Report the figure of an indicator as known from a day on, whether or not targets are set',
    schema: targetCommands.ReportActual.omit({ jurisdiction: true, year: true }),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...place(of) }),
    decider: target,
    stream,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
];
