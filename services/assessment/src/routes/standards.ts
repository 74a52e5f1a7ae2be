import { standard, standardCommands } from '@yimu/domain/standard';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';
import { placeParams as params, placeOf, standardStream as stream } from './cycle-place.ts';
import { publishedFor } from './standard-context.ts';

const inPath = { jurisdiction: true, year: true, subject: true } as const;

export const standardRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/standards',
    command: 'DraftStandard',
    summary: 'Draft the whole content of a standard; until it is published, a later draft replaces it',
    schema: standardCommands.DraftStandard.omit({ parentPublished: true }),
    // Far more than a standard may have, so that one of ten thousand indicators is refused by that name.
    bodyLimit: 4 * 1024 * 1024,
    // Whether the parent is published is left to `context`.
    toData: ({ body }) => ({ ...body, parentPublished: null }),
    decider: standard,
    stream,
    context: async ({ store }, data, caller) => {
      if (data.parent === null) return data;
      const parent = await publishedFor(store, data.jurisdiction, { ...data.parent, subject: data.subject }, caller);
      return parent === 'not-found' ? parent : { ...data, parentPublished: parent !== null };
    },
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  }),
  commandRoute({
    path: '/standards/:code/:year/:subject/validations',
    command: 'ValidateStandard',
    summary: 'Examine the last draft of a version; the first fault refuses by name',
    schema: standardCommands.ValidateStandard.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: standard,
    stream,
  }),
  commandRoute({
    path: '/standards/:code/:year/:subject/publications',
    command: 'PublishStandard',
    summary: 'Publish a validated version, which never changes from then on; effectiveOn, which may lie ahead, is its first day',
    schema: standardCommands.PublishStandard.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: standard,
    stream,
  }),
  commandRoute({
    path: '/standards/:code/:year/:subject/supersessions',
    command: 'SupersedeStandard',
    summary: 'Say from which day on another standard holds instead of a published version',
    schema: standardCommands.SupersedeStandard.omit(inPath),
    params,
    toData: ({ body, params: of }) => ({ ...body, ...placeOf(of) }),
    decider: standard,
    stream,
  }),
];
