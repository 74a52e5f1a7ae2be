// GraphQL over HTTP on one small route of our own: mercurius' routes fail one audit of graphql-http, and take GET and batches.
// One operation = one read-only transaction in the caller's scope.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Operation } from './context.ts';

const parameters = z.object({
  query: z.string({ message: 'query: expected the document as text' }),
  operationName: z.string({ message: 'operationName: expected text' }).nullish(),
  variables: z.record(z.string(), z.unknown(), { message: 'variables: expected an object' }).nullish(),
  extensions: z.record(z.string(), z.unknown(), { message: 'extensions: expected an object' }).nullish(),
});

const modern = 'application/graphql-response+json';

/** Opens an operation for a request. Throws problems (400, 504, …). */
export type OpenOperation = (request: FastifyRequest) => Promise<Operation>;

/** Registers POST /graphql. */
export const graphqlRoute = (app: FastifyInstance, openOperation: OpenOperation): void => {
  app.post('/graphql', { schema: { hide: true } }, async (request, reply) => {
    const accept = request.headers.accept ?? '*/*';
    const type = mediaTypeOf(accept);
    if (type === undefined)
      return reply
        .code(406)
        .type('application/json; charset=utf-8')
        .send({ errors: [{ message: `Accept: expected ${modern} or application/json` }] });
    const send = (status: number, body: object) => reply.code(status).type(`${type}; charset=utf-8`).send(JSON.stringify(body));

    const operation = await openOperation(request);
    try {
      const given = parameters.safeParse(request.body);
      if (!given.success) return await send(400, { errors: given.error.issues.map(({ message }) => ({ message })) });
      const { query, variables, operationName } = given.data;
      const result = await execute(reply, query, operation, variables, operationName);
      return await send(statusOf(result, type), result);
    } finally {
      await operation.reader.end();
    }
  });
};

const mediaTypeOf = (accept: string): string | undefined => {
  const wanted = accept.split(',').map((each) => each.split(';')[0]?.trim().toLowerCase());
  if (wanted.includes(modern)) return modern;
  return wanted.some((each) => each === 'application/json' || each === 'application/*' || each === '*/*') ? 'application/json' : undefined;
};

const execute = async (
  reply: FastifyReply,
  query: string,
  operation: Operation,
  variables: Record<string, unknown> | null | undefined,
  operationName: string | null | undefined,
): Promise<ExecutionResult> => {
  try {
    // mercurius keeps what it compiled by text alone, so one text must not stand for several operations.
    const text = operationName == null ? query : `${query}\n# ${JSON.stringify(operationName)}`;
    return await reply.graphql(text, operation as never, variables ?? {}, operationName ?? undefined);
  } catch (error) {
    // Parse and validation errors are thrown; they carry no data entry (graphql-over-http, request errors).
    const errors = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [error];
    if (!errors.every((each) => each instanceof GraphQLError) && !isRequestFault(error)) throw error;
    return {
      errors: errors.map((each) =>
        each instanceof GraphQLError ? each : new GraphQLError(each instanceof Error ? each.message : 'refused'),
      ),
    };
  }
};

const isRequestFault = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500;

const statusOf = (result: ExecutionResult, type: string): number => {
  if (result.data === undefined) return type === modern ? 400 : 200;
  return 200;
};
