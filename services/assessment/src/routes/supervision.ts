import { supervisionCommands, supervisionRule } from '@yimu/domain/supervision';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';

export const supervisionRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/supervision-rules/:code',
    command: 'SetSupervisionRule',
    summary: 'Set after how many years of lease or holding land comes under supervision, in a jurisdiction and below it; days to come too',
    params: { code: supervisionCommands.SetSupervisionRule.shape.jurisdiction },
    schema: supervisionCommands.SetSupervisionRule.omit({ jurisdiction: true }),
    toData: ({ body, params }) => ({ ...body, jurisdiction: params.code }),
    decider: supervisionRule,
    stream: ({ jurisdiction }) => `supervisionrule-${jurisdiction}`,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
];
