// Puts the verified caller on the request, before any byte of the body is read.
import type { FastifyRequest } from 'fastify';
import { type Caller, isAuthProblem, type TokenVerifier } from './auth.ts';
import { notAuthenticated, ProblemError } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; none before `authenticate` has run. */
    caller: Caller | undefined;
  }
}

/** An onRequest hook that lets only verified callers pass; everybody else gets 401 (or 503 while the keys cannot be had). */
export const authenticate =
  (verify: TokenVerifier) =>
  async (request: FastifyRequest): Promise<void> => {
    const answer = await verify(request.headers.authorization);
    if (isAuthProblem(answer)) throw new ProblemError(notAuthenticated(answer));
    request.caller = answer;
  };

/** The caller of an authenticated request. Throws when the route forgot `authenticate`, which is a bug. */
export const callerOf = (request: FastifyRequest): Caller => {
  if (request.caller === undefined) throw new Error(`${request.routeOptions.url} does not authenticate`);
  return request.caller;
};
