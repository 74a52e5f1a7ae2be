import { contract, contractCommands } from '@yimu/domain/contract';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { contractBreachRoutes } from './contracts-breach.ts';
import { withTowns } from './contracts-context.ts';
import { contractIdleRoutes } from './contracts-idle.ts';
import { contractRecoveryRoutes } from './contracts-recovery.ts';

const stream = ({ contractId }: { readonly contractId: string }): string => `contract-${contractId}`;

export const contractRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/contracts',
    command: 'SignContract',
    summary: 'Record a 出让合同, 租赁合同 or 投资协议 as signed',
    schema: contractCommands.SignContract.omit({ contractId: true, jurisdictions: true }),
    // The towns are left to `context`.
    toData: ({ body, entityId }) => ({ ...body, contractId: entityId, jurisdictions: [] }),
    decider: contract,
    stream,
    admitNew: ({ jurisdictions }, caller) => inScope(caller, ...jurisdictions),
    id: ({ contractId }) => contractId,
    context: withTowns,
  }),
  commandRoute({
    path: '/contracts/:contractId/corrections',
    command: 'CorrectContract',
    summary: 'Correct the particulars of a contract that was misread',
    schema: contractCommands.CorrectContract.omit({ contractId: true, jurisdictions: true }),
    toData: ({ body, params }) => ({ ...body, ...params, jurisdictions: [] }),
    decider: contract,
    stream,
    context: withTowns,
  }),
  commandRoute({
    path: '/contracts/:contractId/clauses',
    command: 'AddClause',
    summary: 'Add a clause that was not captured with the contract',
    schema: contractCommands.AddClause.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/clause-corrections',
    command: 'CorrectClause',
    summary: 'Correct a wording that was misread',
    schema: contractCommands.CorrectClause.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/supplementary-agreements',
    command: 'SignSupplementaryAgreement',
    summary: 'Record a 补充协议: clauses and nodes from a day on',
    schema: contractCommands.SignSupplementaryAgreement.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/milestone-extensions',
    command: 'ExtendMilestones',
    summary: 'Put nodes off (延期), with the approval that allows it',
    schema: contractCommands.ExtendMilestones.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/milestones',
    command: 'ReportMilestone',
    summary: 'Report that a node (开工, 竣工, 投产, 达产) was reached',
    schema: contractCommands.ReportMilestone.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/milestone-corrections',
    command: 'CorrectMilestone',
    summary: 'Correct the day on which a node was reached',
    schema: contractCommands.CorrectMilestone.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/milestone-annulments',
    command: 'AnnulMilestone',
    summary: 'Say that a node was not reached after all',
    schema: contractCommands.AnnulMilestone.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/compliance-verdicts',
    command: 'AssessCompliance',
    summary: 'Give the verdict on a node, or on a clause in a year (履约考核)',
    schema: contractCommands.AssessCompliance.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  commandRoute({
    path: '/contracts/:contractId/deposit-settlements',
    command: 'SettleDeposit',
    summary: 'Give back or keep a part of the 履约保证金',
    schema: contractCommands.SettleDeposit.omit({ contractId: true }),
    toData: ({ body, params }) => ({ ...body, ...params }),
    decider: contract,
    stream,
  }),
  ...contractBreachRoutes,
  ...contractRecoveryRoutes,
  ...contractIdleRoutes,
];
