// What happens to a command once it is known who sent it, whether it came alone or in a batch: permission → key → shape →
// decide → answer. Nothing before the decision looks at the store, so an answer given earlier cannot tell what exists.
import { type commandEnvelope, isRejection } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import type { z } from 'zod';
import type { Caller, TokenVerifier } from './auth.ts';
import { withCitedEvidence } from './cited-evidence.ts';
import { type Clock, dateInShanghai, systemClock } from './clock.ts';
import type { CommandAnswer, CommandRequest, CommandRoute } from './command-route.ts';
import { eventIdFor, requestHash } from './idempotency.ts';
import { mayCommand } from './permissions.ts';
import { invalidFields, notFound, ProblemError, refusedBy } from './problem.ts';
import { unstorable } from './storable.ts';
import { shaped } from './validator.ts';

export interface CommandDependencies {
  readonly store: EventStore;
  readonly verify: TokenVerifier;
  readonly clock?: Clock;
}

/** A command as it was sent. */
export interface SentCommand {
  readonly route: CommandRoute;
  readonly caller: Caller;
  /** Of the HTTP request, the same for all commands of a batch. */
  readonly requestId: string;
  readonly key: string;
  readonly ifRevision: number | undefined;
  readonly params: unknown;
  /** Before anything is filled in or rewritten: the hash of the request is taken over it. */
  readonly body: unknown;
}

/** A command that may be given and is of the expected shape. */
export interface ReadCommand {
  readonly route: CommandRoute;
  /** Where it goes as far as the request tells. */
  readonly stream: string;
  readonly request: CommandRequest;
}

/** The answer to a command that was done, now or before. */
export interface Done {
  readonly status: 200 | 201;
  readonly answer: { readonly stream: string; readonly id?: string; readonly revision: number; readonly position: string };
}

/** Throws the problem `forbidden` when the caller may not give the command. */
export const permit = ({ actor }: Caller, { command }: Pick<CommandRoute, 'command'>): void => {
  if (mayCommand(actor, command)) return;
  throw new ProblemError({
    code: 'forbidden',
    detail: `No role of the token may give the command ${command}.`,
    detailZh: `令牌的角色无权执行 ${command}。`,
  });
};

/** The address as the route knows it, so that two spellings of one address are one request. */
const pathOf = ({ path }: CommandRoute, params: Readonly<Record<string, unknown>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));

/** Reads a command that the caller may give. Throws ProblemError and InvalidShape. */
export const readCommand = ({ route, caller, requestId, key, ifRevision, ...sent }: SentCommand): ReadCommand => {
  const fault = unstorable(sent.body);
  if (fault !== undefined) throw new ProblemError(invalidFields([fault]));
  const params = shaped(route.params, sent.params, 'params');
  const body = shaped(route.body, sent.body, 'body');
  const path = pathOf(route, params);
  const eventId = eventIdFor({ issuer: caller.issuer, sub: caller.actor.sub, method: 'POST', path, key });
  const asked = { body, params, entityId: eventId('stream') };
  const intent = {
    eventId,
    requestHash: requestHash({ method: 'POST', path, body: sent.body }),
    actor: caller.actor,
    correlationId: requestId,
    causationId: eventId('request'),
    ifRevision,
  };
  return { route, stream: route.stream(asked), request: { ...asked, caller, intent } };
};

const doneOf = ({ stream, id, handled }: CommandAnswer): Done => {
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
  return { status: appended > 0 ? 201 : 200, answer: { stream, ...(id === undefined ? {} : { id }), revision, position } };
};

/** Decides a command and appends its facts. Throws ProblemError for every no, other errors for bugs and outages. */
export const giveCommand = async ({ store, clock = systemClock }: CommandDependencies, { route, request }: ReadCommand): Promise<Done> => {
  const body = request.body as z.output<typeof commandEnvelope>;
  const sources = await withCitedEvidence(store, body.sources, request.caller);
  const answered = await route.run({ store, today: dateInShanghai(clock()) }, { ...request, body: { ...body, sources } });
  if (answered === 'not-found') throw new ProblemError(notFound);
  if (isRejection(answered)) throw new ProblemError(refusedBy(answered));
  return doneOf(answered);
};
