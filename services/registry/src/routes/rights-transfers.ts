// How a right passes to others: voluntary transfers in joint review (联合监管), successions, reports, corrections.
import { rightCommands, title } from '@yimu/domain/right';
import { reviewers } from '@yimu/domain/right/events';
import { type CommandRoute, commandRoute } from '@yimu/server';
import { namingParties, ofOwnDepartment, partiesOf, stream } from './rights-context.ts';

export const rightTransferRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/parcels/:parcelId/right-transfers',
    command: 'FileRightTransfer',
    summary: 'File a voluntary transfer (转让, 回购, 收购) for joint review',
    schema: rightCommands.FileRightTransfer.omit({ parcelId: true, transferId: true }),
    toData: ({ body, params, entityId }) => ({ ...body, parcelId: params.parcelId, transferId: entityId }),
    decider: title,
    stream,
    id: ({ transferId }) => transferId,
    context: (context, data, caller) => namingParties(context, data, caller, partiesOf(data.holders)),
  }),
  commandRoute({
    path: '/parcels/:parcelId/right-transfers/:transferId/opinions',
    command: 'RecordRightTransferOpinion',
    summary: "Give the opinion of one's department on a transfer",
    schema: rightCommands.RecordRightTransferOpinion.omit({ parcelId: true, transferId: true, department: true }),
    // The department is left to `context`.
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, transferId: params.transferId, department: reviewers[0] }),
    decider: title,
    stream,
    context: ofOwnDepartment,
  }),
  commandRoute({
    path: '/parcels/:parcelId/right-transfers/:transferId/decisions',
    command: 'DecideRightTransfer',
    summary: 'Grant or refuse a transfer once three departments have answered',
    schema: rightCommands.DecideRightTransfer.omit({ parcelId: true, transferId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, transferId: params.transferId }),
    decider: title,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/right-transfers/:transferId/withdrawals',
    command: 'WithdrawRightTransfer',
    summary: 'Withdraw a transfer',
    schema: rightCommands.WithdrawRightTransfer.omit({ parcelId: true, transferId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, transferId: params.transferId }),
    decider: title,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/right-transfers/:transferId/registrations',
    command: 'RegisterRightTransfer',
    summary: 'Register a granted transfer (过户): the right passes',
    schema: rightCommands.RegisterRightTransfer.omit({ parcelId: true, transferId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, transferId: params.transferId }),
    decider: title,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/right-transfers/:transferId/corrections',
    command: 'CorrectRightTransfer',
    summary: "Correct day or holders of a transfer, of a ruling's too by the id of its auction",
    schema: rightCommands.CorrectRightTransfer.omit({ parcelId: true, transferId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, transferId: params.transferId }),
    decider: title,
    stream,
    context: (context, data, caller) => namingParties(context, data, caller, partiesOf(data.holders)),
  }),
  commandRoute({
    path: '/parcels/:parcelId/right-successions',
    command: 'RegisterRightSuccession',
    summary: 'Register a succession (继承, 合并, 分立)',
    schema: rightCommands.RegisterRightSuccession.omit({ parcelId: true, transferId: true }),
    toData: ({ body, params, entityId }) => ({ ...body, parcelId: params.parcelId, transferId: entityId }),
    decider: title,
    stream,
    id: ({ transferId }) => transferId,
    context: (context, data, caller) => namingParties(context, data, caller, partiesOf(data.holders)),
  }),
  commandRoute({
    path: '/parcels/:parcelId/right-transfer-reports',
    command: 'ReportRightTransfer',
    summary: 'Report a transfer that another register shows',
    schema: rightCommands.ReportRightTransfer.omit({ parcelId: true, transferId: true }),
    toData: ({ body, params, entityId }) => ({ ...body, parcelId: params.parcelId, transferId: entityId }),
    decider: title,
    stream,
    id: ({ transferId }) => transferId,
    context: (context, data, caller) => namingParties(context, data, caller, partiesOf(data.holders)),
  }),
];
