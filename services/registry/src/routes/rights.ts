// The rights of a parcel themselves; transfers, leases, mortgages and seizures have tables of their own.
import { rightCommands, title } from '@yimu/domain/right';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { inTownOfParcel, namingParties, partiesOf, stream } from './rights-context.ts';
import { leaseRoutes } from './rights-leases.ts';
import { mortgageRoutes } from './rights-mortgages.ts';
import { seizureRoutes } from './rights-seizures.ts';
import { rightTransferRoutes } from './rights-transfers.ts';

export const rightRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/parcels/:parcelId/rights',
    command: 'RegisterRight',
    summary: 'Register a right on a parcel (登记): kind, holders, term, certificate',
    schema: rightCommands.RegisterRight.omit({ parcelId: true, rightId: true, jurisdiction: true }),
    // The town is left to `context`.
    toData: ({ body, params, entityId }) => ({ ...body, parcelId: params.parcelId, rightId: entityId, jurisdiction: '' }),
    decider: title,
    stream,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
    id: ({ rightId }) => rightId,
    context: inTownOfParcel,
  }),
  commandRoute({
    path: '/parcels/:parcelId/right-reports',
    command: 'ReportRight',
    summary: 'Report a right that another register shows',
    schema: rightCommands.ReportRight.omit({ parcelId: true, rightId: true, jurisdiction: true }),
    toData: ({ body, params, entityId }) => ({ ...body, parcelId: params.parcelId, rightId: entityId, jurisdiction: '' }),
    decider: title,
    stream,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
    id: ({ rightId }) => rightId,
    context: inTownOfParcel,
  }),
  commandRoute({
    path: '/parcels/:parcelId/rights/:rightId/corrections',
    command: 'CorrectRight',
    summary: 'Correct the registration of a right, its day included',
    schema: rightCommands.CorrectRight.omit({ parcelId: true, rightId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, rightId: params.rightId }),
    decider: title,
    stream,
    context: (context, data, caller) => namingParties(context, data, caller, partiesOf(data.holders)),
  }),
  commandRoute({
    path: '/parcels/:parcelId/rights/:rightId/certificates',
    command: 'RegisterCertificate',
    summary: 'Record the 不动产权证号 of a right, for example after 过户登记',
    schema: rightCommands.RegisterCertificate.omit({ parcelId: true, rightId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, rightId: params.rightId }),
    decider: title,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/rights/:rightId/endings',
    command: 'EndRight',
    summary: 'End a right: 收回, 收储, 解除合同, 放弃, 到期, 灭失',
    schema: rightCommands.EndRight.omit({ parcelId: true, rightId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, rightId: params.rightId }),
    decider: title,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/rights/:rightId/end-reports',
    command: 'ReportRightEnd',
    summary: 'Report that another register shows a right as ended',
    schema: rightCommands.ReportRightEnd.omit({ parcelId: true, rightId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, rightId: params.rightId }),
    decider: title,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/title-annulments',
    command: 'AnnulTitleFact',
    summary: 'Annul a fact of the title that was no fact (误录)',
    schema: rightCommands.AnnulTitleFact.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: title,
    stream,
  }),
  ...rightTransferRoutes,
  ...leaseRoutes,
  ...mortgageRoutes,
  ...seizureRoutes,
];
