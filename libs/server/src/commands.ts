// Registers a table of command routes, and what goes with every such table: many commands in one request, and their description.
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { authenticate, callerOf } from './authenticate.ts';
import { addBatches } from './batches.ts';
import { addCommandCatalogue } from './command-catalogue.ts';
import type { CommandRoute } from './command-route.ts';
import { commandSchema } from './command-schema.ts';
import type { Example } from './examples.ts';
import { type CommandDependencies, giveCommand, permit, readCommand } from './give-command.ts';
import { parseIdempotencyKey } from './idempotency.ts';
import { invalidFields, ProblemError } from './problem.ts';
import { queryValidatorCompiler } from './validator.ts';

/** The Idempotency-Key of a request, decoded. Throws a ProblemError when it is missing or none. */
export const keyOf = (request: FastifyRequest): string => {
  const header = request.headers['idempotency-key'];
  if (header === undefined || header === '')
    throw new ProblemError({
      code: 'idempotency-key-missing',
      detail: 'The header Idempotency-Key is missing: expected 1 to 200 visible characters, the same when the request is sent again.',
      detailZh: '缺少请求头 Idempotency-Key：应为 1 至 200 个可见字符，重发时保持不变。',
    });
  const key = parseIdempotencyKey(String(header));
  if (key !== undefined) return key;
  const message = 'Idempotency-Key: expected 1 to 200 visible characters, others percent-encoded as UTF-8.';
  throw new ProblemError(invalidFields([{ field: 'Idempotency-Key', message }]));
};

const revisionOf = (request: FastifyRequest): number | undefined => {
  const header = request.headers['if-match'];
  if (header === undefined) return undefined;
  const revision = /^"(0|[1-9]\d{0,14})"$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new ProblemError(
    invalidFields([{ field: 'If-Match', message: 'If-Match: expected a revision in double quotes, for example "3".' }]),
  );
};

const register = (app: FastifyInstance, dependencies: CommandDependencies, route: CommandRoute, example: Example | undefined) => {
  const mayGive = async (request: FastifyRequest) => {
    permit(callerOf(request), route);
    keyOf(request);
  };
  app.route({
    method: 'POST',
    url: route.path,
    schema: commandSchema(route, example),
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    // Before a byte of the body is judged.
    onRequest: [authenticate(dependencies.verify), mayGive],
    handler: async (request, reply) => {
      const { params, body, id: requestId } = request;
      const sent = { route, caller: callerOf(request), requestId, key: keyOf(request), ifRevision: revisionOf(request), params, body };
      const { status, answer } = await giveCommand(dependencies, readCommand(sent));
      return reply.code(status).header('etag', `"${answer.revision}"`).header('yimu-position', answer.position).send(answer);
    },
  });
};

/**
 * A fastify plugin with the routes of a service, `POST /batches` and `GET /commands`. Throws at start when two routes have one address.
 * @param examples requests that readers are shown, of as many routes as there are
 */
export const commands =
  (dependencies: CommandDependencies, routes: readonly CommandRoute[], examples: readonly Example[] = []): FastifyPluginAsync =>
  async (app) => {
    app.setValidatorCompiler(queryValidatorCompiler);
    const exampleOf = new Map(examples.map((example) => [example.path, example]));
    for (const route of routes) register(app, dependencies, route, exampleOf.get(route.path));
    addBatches(app, dependencies, routes);
    addCommandCatalogue(app, dependencies, routes, exampleOf);
  };
