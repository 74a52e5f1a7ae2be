import { mandate, mandateCommands } from '@yimu/domain/taskforce';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';

const stream = ({ mandateId }: { readonly mandateId: string }): string => `mandate-${mandateId}`;

export const mandateRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/mandates',
    command: 'GrantMandate',
    summary: 'Charge a third-party technical unit with work in a place and for a time; `id` of the answer is the mandate of its tokens',
    schema: mandateCommands.GrantMandate.omit({ mandateId: true }),
    toData: ({ body, entityId }) => ({ ...body, mandateId: entityId }),
    decider: mandate,
    stream,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
    id: ({ mandateId }) => mandateId,
  }),
  commandRoute({
    path: '/mandates/:mandateId/revocations',
    command: 'RevokeMandate',
    summary: 'Revoke a mandate as of effectiveOn, with a reason',
    schema: mandateCommands.RevokeMandate.omit({ mandateId: true }),
    toData: ({ body, params: { mandateId } }) => ({ ...body, mandateId }),
    decider: mandate,
    stream,
  }),
  commandRoute({
    path: '/mandates/:mandateId/reports',
    command: 'ReportMandate',
    summary: 'Report the mandate as it stands to the task force of the city (报送市专班)',
    schema: mandateCommands.ReportMandate.omit({ mandateId: true }),
    toData: ({ params: { mandateId } }) => ({ mandateId }),
    decider: mandate,
    stream,
  }),
];
