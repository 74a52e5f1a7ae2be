// The command on evidence that is given like any other; files themselves come and go in ../evidence/.
import { evidence, evidenceCommands } from '@yimu/domain/evidence';
import { type CommandRoute, commandRoute } from '@yimu/server';

export const evidenceRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/evidence/:evidenceId/withdrawals',
    command: 'WithdrawEvidence',
    summary: 'Withdraw a file with a reason: it may not be cited or fetched any more',
    schema: evidenceCommands.WithdrawEvidence.omit({ evidenceId: true }),
    toData: ({ body, params }) => ({ ...body, evidenceId: params.evidenceId }),
    decider: evidence,
    stream: ({ evidenceId }) => `evidence-${evidenceId}`,
  }),
];
