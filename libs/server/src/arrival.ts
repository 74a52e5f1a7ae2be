// How long a request may take to arrive. Node measures whole requests, every few seconds, and with one patience for all routes of a service;
// a body that a route reads as a whole has a shorter one of its own.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Problem, ProblemError } from './problem.ts';

/** Milliseconds, as Node wants them; for the headers it takes the shorter of the two. */
export const arrival = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 } as const;

/** Milliseconds for a body that is read before its route is asked. */
const bodyWithin = 30_000;

/** A caller that sends a byte now and then. */
export const tooSlow: Problem = {
  code: 'request-timeout',
  detail: 'The request did not arrive in time; send it again, as a whole.',
  detailZh: '请求未能及时送达，请完整地重新发送。',
  headers: { connection: 'close' },
};

/** Refuses a body that is not there in time. A route that reads its body itself is asked at once, and watches over it itself. */
export const addBodyDeadline = (app: FastifyInstance, within = bodyWithin): void => {
  const deadlines = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  app.addHook('preParsing', async (request, reply, payload) => {
    const answer = (): void => {
      if (!reply.sent) void reply.send(new ProblemError(tooSlow));
    };
    deadlines.set(request, setTimeout(answer, within).unref());
    return payload;
  });
  const over = async (request: FastifyRequest): Promise<void> => clearTimeout(deadlines.get(request));
  app.addHook('preValidation', over);
  app.addHook('onResponse', over);
  app.addHook('onRequestAbort', over);
};
