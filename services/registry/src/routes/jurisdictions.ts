import { jurisdiction, jurisdictionCommands } from '@yimu/domain/jurisdiction';
import { jurisdictionCode } from '@yimu/domain/kernel';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';

const stream = ({ code }: { readonly code: string }): string => `jurisdiction-${code}`;
const byCode = { code: jurisdictionCode };

export const jurisdictionRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/jurisdictions',
    command: 'RegisterJurisdiction',
    summary: 'Register a city, district or town under its administrative code',
    schema: jurisdictionCommands.RegisterJurisdiction,
    toData: ({ body }) => body,
    decider: jurisdiction,
    stream,
    admitNew: ({ code }, caller) => inScope(caller, code),
    id: ({ code }) => code,
  }),
  commandRoute({
    path: '/jurisdictions/:code/renamings',
    command: 'RenameJurisdiction',
    summary: 'Record the name that holds from a day on',
    schema: jurisdictionCommands.RenameJurisdiction.omit({ code: true }),
    params: byCode,
    toData: ({ body, params }) => ({ ...body, code: params.code }),
    decider: jurisdiction,
    stream,
  }),
  commandRoute({
    path: '/jurisdictions/:code/recodings',
    command: 'RecodeJurisdiction',
    summary: 'Record that a code ends and which code succeeds it',
    schema: jurisdictionCommands.RecodeJurisdiction.omit({ code: true }),
    params: byCode,
    toData: ({ body, params }) => ({ ...body, code: params.code }),
    decider: jurisdiction,
    stream,
    // The successor sees the whole history, so nobody may hand it to a code that lies outside the own scope.
    context: async (_, data, caller) => (inScope(caller, data.successor) ? data : 'not-found'),
  }),
];
