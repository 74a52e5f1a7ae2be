// Seizures (查封) of a right: what a court's notices say, by the clerk who received them.
import { rightCommands, title } from '@yimu/domain/right';
import { type CommandRoute, commandRoute } from '@yimu/server';
import { stream } from './rights-context.ts';

export const seizureRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/parcels/:parcelId/seizures',
    command: 'RecordSeizure',
    summary: 'Record a seizure on the day its notice was served (查封送达)',
    schema: rightCommands.RecordSeizure.omit({ parcelId: true, seizureId: true }),
    toData: ({ body, params, entityId }) => ({ ...body, parcelId: params.parcelId, seizureId: entityId }),
    decider: title,
    stream,
    id: ({ seizureId }) => seizureId,
  }),
  commandRoute({
    path: '/parcels/:parcelId/seizures/:seizureId/renewals',
    command: 'RenewSeizure',
    summary: 'Record a renewal (续封)',
    schema: rightCommands.RenewSeizure.omit({ parcelId: true, seizureId: true, renewalId: true }),
    toData: ({ body, params, entityId }) => ({ ...body, parcelId: params.parcelId, seizureId: params.seizureId, renewalId: entityId }),
    decider: title,
    stream,
    id: ({ renewalId }) => renewalId,
  }),
  commandRoute({
    path: '/parcels/:parcelId/seizures/:seizureId/releases',
    command: 'ReleaseSeizure',
    summary: 'Record a release (解封): the next waiting seizure takes force',
    schema: rightCommands.ReleaseSeizure.omit({ parcelId: true, seizureId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, seizureId: params.seizureId }),
    decider: title,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/seizures/:seizureId/corrections',
    command: 'CorrectSeizure',
    summary: 'Correct day of service, court, 案号 or term of a seizure',
    schema: rightCommands.CorrectSeizure.omit({ parcelId: true, seizureId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, seizureId: params.seizureId }),
    decider: title,
    stream,
  }),
];
