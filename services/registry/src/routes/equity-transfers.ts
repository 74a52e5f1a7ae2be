import { equity, equityCommands } from '@yimu/domain/equity';
import { type Caller, type CommandContext, type CommandRoute, commandRoute, inScope } from '@yimu/server';
import {
  caseWithin,
  clausesWithin,
  indirectCaseId,
  type Registered,
  registeredOf,
  type Whereabouts,
  whereaboutsWithin,
} from './equity-context.ts';

const stream = ({ equityId }: { readonly equityId: string }): string => `equity-${equityId}`;
const byCase = { equityId: true } as const;
/** What `context` fills in. */
const elsewhere = { clauses: true, home: true, homes: true, land: true } as const;
const nothingYet = { clauses: [], home: '', homes: [], land: [] };

/** Somebody who begins a case is of a place that it will concern. */
const concernsCaller = ({ home, homes, land }: Whereabouts, caller: Caller): boolean =>
  inScope(caller, home, ...homes.map(({ value }) => value), ...land.flatMap(({ jurisdictions }) => jurisdictions));

interface Named {
  readonly companyId: string;
  readonly contractIds: readonly string[];
}

/** Fills in the company's whereabouts and the clauses of the contracts; a company or contract outside the scope does not exist. */
const withCompany = async <D extends Named>({ store }: CommandContext, data: D, { actor }: Caller): Promise<D | 'not-found'> => {
  const whereabouts = await whereaboutsWithin(store, data.companyId, actor.scope);
  const clauses = await clausesWithin(store, data.contractIds, actor.scope);
  return whereabouts === undefined || clauses === undefined ? 'not-found' : { ...data, ...whereabouts, clauses };
};

/** Fills in who holds the company of the case, by the ledger. */
const withRegister = async <D extends { readonly equityId: string; readonly registered: Registered }>(
  { store }: CommandContext,
  data: D,
  { actor }: Caller,
): Promise<D | 'not-found'> => {
  const found = await caseWithin(store, data.equityId, actor.scope);
  return found.kind === 'absent' ? 'not-found' : { ...data, registered: await registeredOf(store, found.companyId) };
};

const [land, economy, market] = ['规划资源局', '经委', '市场监管局'] as const;

/** The department that acts; the permission table lets no other give the command. */
const actingFor = <D extends string>(allowed: readonly D[], { actor }: Caller): D => {
  const acting = allowed.find((name) => name === actor.department);
  if (acting === undefined) throw new Error(`${actor.department ?? 'nobody'} was let through by the permission table`);
  return acting;
};

export const equityRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/equity-transfers',
    command: 'FileEquityTransfer',
    summary: 'File a change of the holders or controllers of a company (股权变更申报)',
    schema: equityCommands.FileEquityTransfer.omit({ ...byCase, ...elsewhere, registered: true }),
    toData: ({ body, entityId }) => ({ ...body, ...nothingYet, registered: [], equityId: entityId }),
    decider: equity,
    stream,
    admitNew: concernsCaller,
    id: ({ equityId }) => equityId,
    context: async (context, data, caller) => {
      const completed = await withCompany(context, data, caller);
      return completed === 'not-found' ? completed : { ...completed, registered: await registeredOf(context.store, data.companyId) };
    },
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/indirect-transfers',
    command: 'FileIndirectEquityTransfer',
    summary: 'File that a land-holding subsidiary changes with its parent (间接变更), before it is found when the parent has changed',
    schema: equityCommands.FileIndirectEquityTransfer.omit({ ...byCase, ...elsewhere, causedBy: true }),
    toData: ({ body, params }) => ({
      ...body,
      ...nothingYet,
      causedBy: params.equityId,
      equityId: indirectCaseId(params.equityId, body.companyId),
    }),
    decider: equity,
    stream,
    admitNew: concernsCaller,
    id: ({ equityId }) => equityId,
    context: async (context, data, caller) => {
      const cause = await caseWithin(context.store, data.causedBy, caller.actor.scope);
      return cause.kind === 'absent' ? 'not-found' : withCompany(context, data, caller);
    },
  }),
  commandRoute({
    path: '/undeclared-equity-transfers',
    command: 'ReportUndeclaredEquityTransfer',
    summary: 'Report a change that nobody had filed, found after the fact (未申报变更)',
    schema: equityCommands.ReportUndeclaredEquityTransfer.omit({ ...byCase, ...elsewhere }),
    toData: ({ body, entityId }) => ({ ...body, ...nothingYet, equityId: entityId }),
    decider: equity,
    stream,
    admitNew: concernsCaller,
    id: ({ equityId }) => equityId,
    context: withCompany,
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/contracts',
    command: 'NameEquityContracts',
    summary: 'Name further contracts of the company, whose clauses then concern the case',
    schema: equityCommands.NameEquityContracts.omit({ ...byCase, clauses: true }),
    toData: ({ body, params }) => ({ ...body, clauses: [], equityId: params.equityId }),
    decider: equity,
    stream,
    context: async ({ store }, data, { actor }) => {
      const clauses = await clausesWithin(store, data.contractIds, actor.scope);
      return clauses === undefined ? 'not-found' : { ...data, clauses };
    },
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/control-determinations',
    command: 'DetermineControlChange',
    summary: 'Determine whether the actual control changes (实际控制人变更认定)',
    schema: equityCommands.DetermineControlChange.omit({ ...byCase, department: true }),
    toData: ({ body, params }) => ({ ...body, department: market, equityId: params.equityId }),
    decider: equity,
    stream,
    context: async (_, data, caller) => ({ ...data, department: actingFor([land, market], caller) }),
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/consent-requests',
    command: 'RequestGrantorConsent',
    summary: 'Ask the grantor for the consent that clauses require (申请出让人同意)',
    schema: equityCommands.RequestGrantorConsent.omit(byCase),
    toData: ({ params }) => ({ equityId: params.equityId }),
    decider: equity,
    stream,
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/consents',
    command: 'GrantConsent',
    summary: 'Consent as grantor (出让人同意)',
    schema: equityCommands.GrantConsent.omit(byCase),
    toData: ({ body, params }) => ({ ...body, equityId: params.equityId }),
    decider: equity,
    stream,
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/consent-refusals',
    command: 'RefuseConsent',
    summary: 'Refuse consent as grantor, with the reason (出让人不同意)',
    schema: equityCommands.RefuseConsent.omit(byCase),
    toData: ({ body, params }) => ({ ...body, equityId: params.equityId }),
    decider: equity,
    stream,
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/opinions',
    command: 'GiveEquityOpinion',
    summary: "Give or revise the department's own opinion (部门意见)",
    schema: equityCommands.GiveEquityOpinion.omit({ ...byCase, department: true }),
    toData: ({ body, params }) => ({ ...body, department: market, equityId: params.equityId }),
    decider: equity,
    stream,
    context: async (_, data, caller) => ({ ...data, department: actingFor([land, economy, market], caller) }),
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/grants',
    command: 'GrantEquityTransfer',
    summary: 'Agree for the joint review, after the opinions of all three departments (同意)',
    schema: equityCommands.GrantEquityTransfer.omit(byCase),
    toData: ({ body, params }) => ({ ...body, equityId: params.equityId }),
    decider: equity,
    stream,
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/refusals',
    command: 'RefuseEquityTransfer',
    summary: 'Refuse for the joint review, with the reason (不予同意)',
    schema: equityCommands.RefuseEquityTransfer.omit(byCase),
    toData: ({ body, params }) => ({ ...body, equityId: params.equityId }),
    decider: equity,
    stream,
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/cancellations',
    command: 'CancelEquityTransfer',
    summary: 'Withdraw the filing or end the case before the change (撤回、终止)',
    schema: equityCommands.CancelEquityTransfer.omit({ ...byCase, by: true }),
    toData: ({ body, params }) => ({ ...body, by: 'applicant' as const, equityId: params.equityId }),
    decider: equity,
    stream,
    // Towns and parks act for the applicant.
    context: async (_, data, { actor }) => ({
      ...data,
      by: actor.roles.includes('department') ? ('authority' as const) : ('applicant' as const),
    }),
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/completions',
    command: 'CompleteEquityTransfer',
    summary: 'Register the change that the joint review agreed to (变更登记)',
    schema: equityCommands.CompleteEquityTransfer.omit({ ...byCase, registered: true }),
    toData: ({ params }) => ({ equityId: params.equityId, registered: [] }),
    decider: equity,
    stream,
    context: withRegister,
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/date-corrections',
    command: 'CorrectEquityDate',
    summary: 'Correct the day of a change that took place: it was effectiveOn',
    schema: equityCommands.CorrectEquityDate.omit(byCase),
    toData: ({ body, params }) => ({ ...body, equityId: params.equityId }),
    decider: equity,
    stream,
  }),
  commandRoute({
    path: '/equity-transfers/:equityId/completion-reports',
    command: 'ReportEquityTransferCompleted',
    summary: 'Report that the change took place, as it is; what it disagrees with is recorded',
    schema: equityCommands.ReportEquityTransferCompleted.omit({ ...byCase, registered: true }),
    toData: ({ body, params }) => ({ ...body, equityId: params.equityId, registered: [] }),
    decider: equity,
    stream,
    context: withRegister,
  }),
];
