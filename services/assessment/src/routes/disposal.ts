import { disposalCommands, plan } from '@yimu/domain/disposal';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { townOfParcel } from './parcel-town.ts';

const stream = ({ parcelId }: { readonly parcelId: string }): string => `plan-${parcelId}`;

export const disposalRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/plans/:parcelId/entries',
    command: 'ListPlanEntry',
    summary: 'List what a row of a plan list says of the parcel; the first source is the list, its number the 文号',
    schema: disposalCommands.ListPlanEntry.omit({ parcelId: true, jurisdiction: true }),
    // The town is left to `context`.
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, jurisdiction: '' }),
    decider: plan,
    stream,
    // The town is the parcel's own, never the caller's word. A parcel outside the scope does not exist for this caller.
    context: async ({ store }, data, caller) => {
      const jurisdiction = await townOfParcel(store, data.parcelId, caller.actor.scope);
      return jurisdiction === undefined ? 'not-found' : { ...data, jurisdiction };
    },
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
  commandRoute({
    path: '/plans/:parcelId/entry-corrections',
    command: 'CorrectPlanEntry',
    summary: 'Correct an entry whose row was misread; the full content replaces it',
    schema: disposalCommands.CorrectPlanEntry.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: plan,
    stream,
  }),
  commandRoute({
    path: '/plans/:parcelId/entry-annulments',
    command: 'AnnulPlanEntry',
    summary: 'Annul an entry that was no entry of this parcel',
    schema: disposalCommands.AnnulPlanEntry.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: plan,
    stream,
  }),
];
