// What OpenAPI says of a command route, and what fastify validates of it: path, query, body.
import { z } from 'zod';
import type { CommandRoute } from './command-route.ts';
import { type Example, withExample } from './examples.ts';
import { type CommandType, type Holders, permissions } from './permissions.ts';
import { problemBody } from './problem.ts';

/** The answer to a command that was done. */
export const answered = z
  .object({
    stream: z.string().meta({ example: 'parcel-1b9d6bcd-bbfd-5b2d-9b5d-ab8dfbbd4bed' }),
    id: z.string().optional().meta({ description: 'Of what was created' }),
    revision: z.int().meta({ description: 'Of the stream after this request; If-Match takes it' }),
    position: z.string().meta({ description: 'In the ledger; Yimu-Min-Position of a query takes it' }),
  })
  .meta({ id: 'Done', description: 'Where the stream stands' });

/** Documented here; the hooks of the route check them, because a missing key has a problem of its own. */
const headers = z.looseObject({
  'idempotency-key': z
    .string()
    .meta({ description: '1 to 200 visible characters, percent-encoded UTF-8 allowed; the same when the request is sent again' }),
  'if-match': z.string().optional().meta({ description: 'The revision the caller saw, in double quotes' }),
});

const success = (description: string) => ({ description, content: { 'application/json': { schema: answered } } });
/** A problem document of OpenAPI. */
export const problemResponse = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemBody } } });

const responsesOf = ({ bodyLimit = 1024 * 1024 }: Pick<CommandRoute, 'bodyLimit'>) => ({
  200: success('Was done by an earlier try of the same request, or is so already'),
  201: success('Done'),
  400: problemResponse('Not of the expected shape: validation, malformed-json, idempotency-key-missing'),
  401: problemResponse('unauthenticated'),
  403: problemResponse('forbidden: no role of the token may give this command'),
  404: problemResponse('not-found: does not exist, or lies outside the scope'),
  409: problemResponse('rule-conflict: a rule forbids it in the present state'),
  412: problemResponse('revision-mismatch'),
  413: problemResponse(`body-too-large: more than ${bodyLimit / (1024 * 1024)} MiB`),
  415: problemResponse('unsupported-media-type'),
  422: problemResponse('rule-unacceptable, idempotency-key-reused'),
  503: problemResponse('overloaded, keys-unavailable'),
});

const holders = (command: CommandType): string => {
  const { roles, departments }: Holders = permissions[command];
  return [...roles, ...departments].join(', ');
};

/** The schema of a command's POST. */
export const commandSchema = (route: CommandRoute, example: Example | undefined) => ({
  operationId: route.command,
  summary: route.summary,
  description: `Command ${route.command}. May be given by: ${holders(route.command)}.`,
  tags: [route.path.split('/')[1] ?? ''],
  security: [{ bearer: [] }],
  querystring: z.strictObject({}),
  headers,
  ...(example === undefined ? { params: route.params, body: route.body } : withExample(route, example)),
  response: responsesOf(route),
});
