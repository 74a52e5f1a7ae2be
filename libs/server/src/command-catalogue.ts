// GET /commands: what can be asked of a service and by whom, for clients that build their forms from it.
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { authenticate, callerOf } from './authenticate.ts';
import type { CommandRoute } from './command-route.ts';
import { problemResponse } from './command-schema.ts';
import type { Example } from './examples.ts';
import type { CommandDependencies } from './give-command.ts';
import { type Holders, mayCommand, permissions } from './permissions.ts';

const described = z.object({
  command: z.string().meta({ example: 'EnterParcel' }),
  path: z.string().meta({ description: 'With its parameters in braces', example: '/parcels/{parcelId}/area-corrections' }),
  summary: z.string(),
  roles: z.array(z.string()).meta({ description: 'Who may give it' }),
  departments: z.array(z.string()).meta({ description: 'Whose people (role department) may give it' }),
  mine: z.boolean().meta({ description: 'The token may give it; where, its scope tells' }),
  creates: z.boolean().meta({ description: 'It begins something new, and the answer names its id' }),
  body: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema (2020-12) of the body' }),
  example: z
    .object({ path: z.string(), body: z.record(z.string(), z.unknown()) })
    .optional()
    .meta({ description: 'A request that is accepted where it fits what is recorded' }),
});

const schema = {
  operationId: 'ListCommands',
  summary: 'Every command of this service: its address, who may give it, the shape of its body',
  tags: ['commands'],
  security: [{ bearer: [] }],
  querystring: z.strictObject({
    mine: z.enum(['true', 'false']).optional().meta({ description: 'true: those alone that the token may give' }),
  }),
  headers: z.looseObject({
    'if-none-match': z.string().optional().meta({ description: 'The ETag of an earlier answer; 304 when it would be the same' }),
  }),
  response: {
    200: {
      description: 'In the order of the table',
      content: { 'application/json': { schema: z.object({ commands: z.array(described) }) } },
    },
    400: problemResponse('validation'),
    401: problemResponse('unauthenticated'),
    503: problemResponse('keys-unavailable'),
  },
};

const describe = (
  { command, path, summary, creates, body }: CommandRoute,
  example: Example | undefined,
): Omit<z.output<typeof described>, 'mine'> => {
  const { roles, departments }: Holders = permissions[command];
  return {
    command,
    path: path.replace(/:(\w+)/g, '{$1}'),
    summary,
    roles: [...roles],
    departments: [...departments],
    creates,
    body: z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }),
    ...(example === undefined ? {} : { example: { path: example.url, body: example.body } }),
  };
};

/** Adds the description of these command routes. Each is written once; an answer is put together from the texts. */
export const addCommandCatalogue = (
  app: FastifyInstance,
  { verify }: Pick<CommandDependencies, 'verify'>,
  routes: readonly CommandRoute[],
  exampleOf: ReadonlyMap<string, Example>,
): void => {
  let texts: readonly { readonly command: string; readonly text: string }[] | undefined;
  app.route<{ Querystring: z.output<typeof schema.querystring> }>({
    method: 'GET',
    url: '/commands',
    schema,
    onRequest: authenticate(verify),
    handler: async (request, reply) => {
      const { actor } = callerOf(request);
      texts ??= routes.map((route) => ({ command: route.command, text: JSON.stringify(describe(route, exampleOf.get(route.path))) }));
      const told = texts.flatMap(({ command, text }) => {
        const mine = mayCommand(actor, command);
        return mine || request.query.mine !== 'true' ? [`{"mine":${mine},${text.slice(1)}`] : [];
      });
      const answer = `{"commands":[${told.join(',')}]}`;
      const etag = `"${createHash('sha256').update(answer).digest('base64url')}"`;
      reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'authorization' });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type('application/json').send(answer);
    },
  });
};
