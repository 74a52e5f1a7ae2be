// The shape of a batch: what a service reads of it, and what OpenAPI says of it.
import { z } from 'zod';
import { answered, problemResponse } from './command-schema.ts';
import { problemBody } from './problem.ts';

const most = 1_000;

/** One command of a batch. */
export const batchedCommand = z.strictObject({
  path: z
    .string()
    .max(2_000)
    .regex(/^\/[^?#]*$/, 'expected the address of a command without query, for example /parcels')
    .meta({ description: 'The address of the command with its ids', example: '/parcels' }),
  key: z
    .string()
    .regex(/^\P{Cc}{1,200}$/u, 'expected 1 to 200 visible characters')
    .meta({ description: 'The Idempotency-Key, not percent-encoded: with it, the command is the same as one that is sent alone' }),
  body: z.unknown().meta({ description: 'What the command has as its body when it is sent alone' }),
  ifMatch: z.int().min(0).max(999_999_999_999_999).optional().meta({ description: 'The revision the caller saw' }),
});

/** What became of one command. */
export type Verdict =
  | ({ readonly status: 200 | 201 } & z.output<typeof answered>)
  | { readonly status: number; readonly problem: z.output<typeof problemBody> };

const listOf = <T extends z.ZodType>(each: T) =>
  z.array(each).min(1, 'expected at least one command').max(most, 'expected at most 1,000 commands');

const verdict = z.union([
  answered.safeExtend({ status: z.union([z.literal(200), z.literal(201)]) }),
  z.object({
    status: z.int().meta({ description: 'What the command would be answered with if it were sent alone' }),
    problem: problemBody,
  }),
]);

const description = [
  'Each command is decided as if it were sent alone, in its own right: one that is refused leaves the others as they are. Commands to one',
  'stream are decided in their order, others at the same time. A command that was sent alone before, or in another batch, with the same key',
  'and body is the same command: after a lost answer send the batch again. Each verdict stands where its command stood.',
].join(' ');

/** The commands of a batch, each yet to be judged. */
export const batchOf = z.strictObject({ commands: listOf(z.unknown()) });

/** What OpenAPI says of the batch route. */
export const batchSchema = {
  operationId: 'SendBatch',
  summary: `Give up to ${most} commands in one request, each with its own verdict`,
  description,
  tags: ['batches'],
  security: [{ bearer: [] }],
  querystring: z.strictObject({}),
  body: z.strictObject({ commands: listOf(batchedCommand) }),
  response: {
    200: {
      description: 'A verdict for each command, whatever it is',
      content: { 'application/json': { schema: z.object({ verdicts: z.array(verdict) }) } },
    },
    400: problemResponse('The batch as a whole is not of the expected shape: validation, malformed-json'),
    401: problemResponse('unauthenticated'),
    413: problemResponse('body-too-large: more than 8 MiB'),
    415: problemResponse('unsupported-media-type'),
    503: problemResponse('keys-unavailable'),
  },
};
