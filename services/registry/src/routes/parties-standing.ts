// Whether a party exists, and whether two entries are one.
import { party, partyCommands } from '@yimu/domain/party';
import { type CommandRoute, commandRoute } from '@yimu/server';
import { partyStream as stream, survivorWithin, wereEntered } from './parties-context.ts';

export const partyStandingRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/parties/:partyId/dissolutions',
    command: 'DissolveParty',
    summary: 'Decide that the party is deregistered (注销) or has lost its licence (吊销)',
    schema: partyCommands.DissolveParty.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
  }),
  commandRoute({
    path: '/parties/:partyId/mergers',
    command: 'MergeParty',
    summary: 'Decide that the party was merged into another (合并)',
    schema: partyCommands.MergeParty.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
    context: async ({ store }, data) => ((await wereEntered(store, [data.into])) ? data : 'not-found'),
  }),
  commandRoute({
    path: '/parties/:partyId/divisions',
    command: 'DivideParty',
    summary: 'Decide that others came of the party (分立), which goes on or ends',
    schema: partyCommands.DivideParty.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
    context: async ({ store }, data) => ((await wereEntered(store, data.into)) ? data : 'not-found'),
  }),
  commandRoute({
    path: '/parties/:partyId/restorations',
    command: 'RestoreParty',
    summary: 'Undo the end of the party, or the loss of its licence',
    schema: partyCommands.RestoreParty.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
  }),
  commandRoute({
    path: '/parties/:partyId/duplicate-declarations',
    command: 'DeclarePartyDuplicate',
    summary: 'Declare that another entry is the same party (登记重复); no merger',
    schema: partyCommands.DeclarePartyDuplicate.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
    // The entry that goes on is the last of a chain, so that no two entries are each other's duplicates.
    context: async ({ store }, data, caller) => {
      const sameAs = await survivorWithin(store, data.sameAs, caller);
      return sameAs === undefined ? 'not-found' : { ...data, sameAs };
    },
  }),
  commandRoute({
    path: '/parties/:partyId/duplicate-revocations',
    command: 'RevokePartyDuplicate',
    summary: 'Revoke that the entry is a duplicate',
    schema: partyCommands.RevokePartyDuplicate.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
  }),
];
