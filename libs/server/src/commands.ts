// Registers a table of command routes: authenticate → permission → key → shape → decide → answer, the same for all.
// Nothing before the decision looks at the store, so an answer given earlier cannot tell what exists.
import { isRejection } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { TokenVerifier } from './auth.ts';
import { authenticate, callerOf } from './authenticate.ts';
import { type Clock, dateInShanghai, systemClock } from './clock.ts';
import type { CommandAnswer, CommandRoute } from './command-route.ts';
import { commandSchema } from './command-schema.ts';
import { eventIdFor, parseIdempotencyKey, requestHash } from './idempotency.ts';
import { mayCommand } from './permissions.ts';
import { invalidFields, notFound, ProblemError, refusedBy } from './problem.ts';
import { unstorable } from './storable.ts';

export interface CommandDependencies {
  readonly store: EventStore;
  readonly verify: TokenVerifier;
  readonly clock?: Clock;
}

const permit = (command: string) => async (request: FastifyRequest) => {
  if (mayCommand(callerOf(request).actor, command)) return;
  throw new ProblemError({
    code: 'forbidden',
    detail: `No role of the token may give the command ${command}.`,
    detailZh: `令牌的角色无权执行 ${command}。`,
  });
};

const keyOf = (request: FastifyRequest): string => {
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

const checkStorable = async (request: FastifyRequest) => {
  const fault = unstorable(request.body);
  if (fault !== undefined) throw new ProblemError(invalidFields([fault]));
};

/** The address as the route knows it, so that two spellings of one address are one request. */
const pathOf = (route: CommandRoute, params: unknown): string =>
  route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((params as Record<string, unknown>)[name])));

const answer = (reply: FastifyReply, { stream, id, handled }: CommandAnswer) => {
  if (handled.outcome === 'not-admitted') throw new ProblemError(notFound);
  if (handled.outcome === 'rejected') throw new ProblemError(refusedBy(handled.rejection));
  if (handled.outcome === 'key-reused')
    throw new ProblemError({
      code: 'idempotency-key-reused',
      detail: 'This Idempotency-Key was used for another request before: expected a new key, or the same body.',
      detailZh: '该 Idempotency-Key 已用于内容不同的请求：应换新键，或重发相同内容。',
    });
  if (handled.outcome === 'revision-mismatch')
    throw new ProblemError({
      code: 'revision-mismatch',
      detail: `If-Match: expected the present revision, ${handled.actual === 'none' ? 'but there is none yet' : `"${handled.actual}"`}.`,
      detailZh: `If-Match：当前修订号为${handled.actual === 'none' ? '无' : `"${handled.actual}"`}。`,
    });
  const { revision, position, appended } = handled;
  return reply
    .code(appended > 0 ? 201 : 200)
    .header('etag', `"${revision}"`)
    .header('yimu-position', position)
    .send({ stream, ...(id === undefined ? {} : { id }), revision, position });
};

const register = (app: FastifyInstance, { store, verify, clock = systemClock }: CommandDependencies, route: CommandRoute) => {
  // What the caller sent, before validation fills in or rewrites anything: the hash of the request is taken over it.
  const sent = new WeakMap<FastifyRequest, unknown>();
  app.route({
    method: 'POST',
    url: route.path,
    schema: commandSchema(route),
    onRequest: [authenticate(verify), permit(route.command), async (request) => void keyOf(request)],
    preValidation: [async (request) => void sent.set(request, request.body), checkStorable],
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const path = pathOf(route, request.params);
      const eventId = eventIdFor({ issuer: caller.issuer, sub: caller.actor.sub, method: 'POST', path, key: keyOf(request) });
      const answered = await route.run(
        { store, today: dateInShanghai(clock()) },
        {
          body: request.body,
          params: request.params,
          caller,
          entityId: eventId('stream'),
          intent: {
            eventId,
            requestHash: requestHash({ method: 'POST', path, body: sent.get(request) }),
            actor: caller.actor,
            correlationId: request.id,
            causationId: eventId('request'),
            ifRevision: revisionOf(request),
          },
        },
      );
      if (answered === 'not-found') throw new ProblemError(notFound);
      if (isRejection(answered)) throw new ProblemError(refusedBy(answered));
      return answer(reply, answered);
    },
  });
};

/** A fastify plugin with the routes of a service. Throws at start when two routes have one address. */
export const commands =
  (dependencies: CommandDependencies, routes: readonly CommandRoute[]): FastifyPluginAsync =>
  async (app) => {
    for (const route of routes) register(app, dependencies, route);
  };
