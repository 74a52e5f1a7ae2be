// 违约: leads, breaches, their notices, and the end of the contract.
import { contract, contractCommands } from '@yimu/domain/contract';
import { type CommandRoute, commandRoute } from '@yimu/server';

const stream = ({ contractId }: { readonly contractId: string }): string => `contract-${contractId}`;

export const contractBreachRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/contracts/:contractId/breach-leads',
    command: 'RecordBreachLead',
    summary: 'Record a 违约线索, as a memo',
    schema: contractCommands.RecordBreachLead.omit({ contractId: true, lead: true }),
    toData: ({ body, params, entityId }) => ({ ...body, ...params, lead: entityId }),
    decider: contract,
    stream,
    id: ({ lead }) => lead,
  }),
  commandRoute({
    path: '/contracts/:contractId/breach-leads/:lead/closings',
    command: 'CloseBreachLead',
    summary: 'Close a lead with a reason, "no error" included',
    schema: contractCommands.CloseBreachLead.omit({ contractId: true, lead: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/breaches',
    command: 'DeclareBreach',
    summary: 'Declare a node or a clause to be broken',
    schema: contractCommands.DeclareBreach.omit({ contractId: true, breachId: true }),
    toData: ({ body, params, entityId }) => ({ ...body, ...params, breachId: entityId }),
    decider: contract,
    stream,
    id: ({ breachId }) => breachId,
  }),
  commandRoute({
    path: '/contracts/:contractId/breaches/:breachId/notices',
    command: 'ServeBreachNotice',
    summary: 'Record the service of the breach notice (催告) and the time for cure',
    schema: contractCommands.ServeBreachNotice.omit({ contractId: true, breachId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/breaches/:breachId/closings',
    command: 'CloseBreach',
    summary: 'Close a breach as cured or withdrawn',
    schema: contractCommands.CloseBreach.omit({ contractId: true, breachId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/breaches/:breachId/liquidated-damages',
    command: 'NoteLiquidatedDamages',
    summary: 'Note 违约金 that are demanded, paid or waived',
    schema: contractCommands.NoteLiquidatedDamages.omit({ contractId: true, breachId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/breaches/:breachId/terminations',
    command: 'TerminateContract',
    summary: 'Terminate the contract (解除) after notice and time for cure',
    schema: contractCommands.TerminateContract.omit({ contractId: true, breachId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/termination-reports',
    command: 'ReportContractTermination',
    summary: 'Report an ending by court, arbitration or agreement',
    schema: contractCommands.ReportContractTermination.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
];
