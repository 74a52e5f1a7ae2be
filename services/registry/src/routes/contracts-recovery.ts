// 收回, and what is reported of the works.
import { contract, contractCommands } from '@yimu/domain/contract';
import { type CommandRoute, commandRoute } from '@yimu/server';

const stream = ({ contractId }: { readonly contractId: string }): string => `contract-${contractId}`;

export const contractRecoveryRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/contracts/:contractId/land-recoveries',
    command: 'RecoverLand',
    summary: 'Decide the recovery of the land (收回) on one of five grounds',
    schema: contractCommands.RecoverLand.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/land-recovery-reports',
    command: 'ReportLandRecovery',
    summary: 'Report a recovery that took place',
    schema: contractCommands.ReportLandRecovery.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/decision-annulments',
    command: 'ReportContractDecisionAnnulled',
    summary: 'Report that a termination, a recovery, a determination of idleness or a fee was set aside (撤销)',
    schema: contractCommands.ReportContractDecisionAnnulled.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/construction-progress',
    command: 'ReportConstructionProgress',
    summary: 'Report the area developed and the money invested in all',
    schema: contractCommands.ReportConstructionProgress.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/construction-stops',
    command: 'ReportConstructionStop',
    summary: 'Report that works stand still (中止开发)',
    schema: contractCommands.ReportConstructionStop.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/construction-resumptions',
    command: 'ReportConstructionResumption',
    summary: 'Report that works go on',
    schema: contractCommands.ReportConstructionResumption.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
];
