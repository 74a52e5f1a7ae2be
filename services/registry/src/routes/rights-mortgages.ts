// Mortgages (抵押) on a right.
import { rightCommands, title } from '@yimu/domain/right';
import { type CommandRoute, commandRoute } from '@yimu/server';
import { namingParties, stream } from './rights-context.ts';

export const mortgageRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/parcels/:parcelId/mortgages',
    command: 'RegisterMortgage',
    summary: 'Register a mortgage with its rank',
    schema: rightCommands.RegisterMortgage.omit({ parcelId: true, mortgageId: true }),
    toData: ({ body, params, entityId }) => ({ ...body, parcelId: params.parcelId, mortgageId: entityId }),
    decider: title,
    stream,
    id: ({ mortgageId }) => mortgageId,
    context: (context, data, caller) => namingParties(context, data, caller, data.mortgagees),
  }),
  commandRoute({
    path: '/parcels/:parcelId/mortgage-reports',
    command: 'ReportMortgage',
    summary: 'Report a mortgage that another register shows',
    schema: rightCommands.ReportMortgage.omit({ parcelId: true, mortgageId: true }),
    toData: ({ body, params, entityId }) => ({ ...body, parcelId: params.parcelId, mortgageId: entityId }),
    decider: title,
    stream,
    id: ({ mortgageId }) => mortgageId,
    context: (context, data, caller) => namingParties(context, data, caller, data.mortgagees),
  }),
  commandRoute({
    path: '/parcels/:parcelId/mortgages/:mortgageId/transfer-consents',
    command: 'RecordMortgageeConsent',
    summary: "Record the mortgagee's consent to a transfer (民法典 406)",
    schema: rightCommands.RecordMortgageeConsent.omit({ parcelId: true, mortgageId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, mortgageId: params.mortgageId }),
    decider: title,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/mortgages/:mortgageId/releases',
    command: 'ReleaseMortgage',
    summary: 'Release a mortgage (注销抵押)',
    schema: rightCommands.ReleaseMortgage.omit({ parcelId: true, mortgageId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, mortgageId: params.mortgageId }),
    decider: title,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/mortgages/:mortgageId/corrections',
    command: 'CorrectMortgage',
    summary: 'Correct day, rank or terms of a mortgage',
    schema: rightCommands.CorrectMortgage.omit({ parcelId: true, mortgageId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, mortgageId: params.mortgageId }),
    decider: title,
    stream,
  }),
];
