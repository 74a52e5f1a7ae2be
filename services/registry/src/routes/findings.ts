import { finding, findingCommands } from '@yimu/domain/finding';
import { type CommandRoute, commandRoute } from '@yimu/server';

export const findingRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/findings/:findingId/closings',
    command: 'CloseFinding',
    summary: 'Close a finding (待核实) with a reason, "no error" included',
    schema: findingCommands.CloseFinding.omit({ findingId: true }),
    toData: ({ body, params }) => ({ ...body, findingId: params.findingId }),
    decider: finding,
    stream: ({ findingId }) => `finding-${findingId}`,
  }),
];
