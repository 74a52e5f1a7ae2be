// GraphQL over HTTP on one small route of our own: mercurius' routes fail one audit of graphql-http, and take GET and batches.
// One operation = one read-only transaction in the caller's scope; what was answered before to the same caller is not asked again.
import { callerOf } from '@yimu/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf, faultsOf, mediaTypeOf, modern, statusOf } from './answer.ts';
import type { Answer } from './answers.ts';
import { rateLimitHeaders } from './limits/budget.ts';
import type { Limits } from './limits/limits.ts';
import { type RequestParameters, readParameters } from './request-parameters.ts';
import { runOperation } from './run-operation.ts';
import type { BeginSession } from './session.ts';

/** Registers POST /graphql; every other method answers 405. */
export const graphqlRoute = (app: FastifyInstance, begin: BeginSession, limits: Limits): void => {
  const schema = { hide: true };
  app.route({ method: ['GET', 'PUT', 'PATCH', 'DELETE'], url: '/graphql', schema, handler: notAllowed });
  app.post('/graphql', { schema }, async (request, reply) => {
    const type = mediaTypeOf(request.headers.accept ?? '*/*');
    if (type === undefined)
      return reply
        .code(406)
        .type('application/json; charset=utf-8')
        .send({ errors: [{ message: `Accept: expected ${modern} or application/json` }] });
    const charge = charging(request, reply, limits);
    const sendText = (status: number, body: string | Buffer) => reply.code(status).type(`${type}; charset=utf-8`).send(body);
    const send = (status: number, body: object) => sendText(status, JSON.stringify(body));

    // Whatever it asks, a request costs one point.
    await charge(1);
    const parameters = readParameters(request.body);
    if ('wrong' in parameters) return send(400, { errors: parameters.wrong.map((message) => ({ message })) });
    const text = textOf(parameters, request, limits);
    if (typeof text !== 'string') return send(statusOf(text, type), bodyOf(text));

    const question = { text, variables: parameters.variables ?? {}, operationName: parameters.operationName ?? undefined };
    const session = await begin(request, text);
    const compute = async (): Promise<Answer> => {
      let cost = 0;
      const priced = (points: number): void => {
        cost = points;
      };
      const result = await runOperation(reply, await session.open(), { ...question, charge, priced });
      const whole = result.data != null && result.errors === undefined;
      return { status: statusOf(result, type), body: Buffer.from(JSON.stringify(bodyOf(result))), cost, whole };
    };
    const { answer, origin } = await session.answer(question, compute);
    if (origin !== 'computed') await charge(answer.cost);
    return sendText(answer.status, answer.body);
  });
};

const notAllowed = async (_request: FastifyRequest, reply: FastifyReply) =>
  reply
    .code(405)
    .header('allow', 'POST')
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message: 'The method: expected POST; a question in the address would be kept by logs and proxies.' }] });

/** Charges the caller's scope and tells what is left in the headers of the answer, also of one that fails later. */
const charging =
  (request: FastifyRequest, reply: FastifyReply, { charge }: Limits) =>
  async (points: number): Promise<void> => {
    if (charge === undefined) return;
    reply.headers(rateLimitHeaders(await charge(callerOf(request).actor.scope, points)));
  };

/** The document that a request means, or the result that refuses it. */
const textOf = (parameters: RequestParameters, request: FastifyRequest, limits: Limits) => {
  try {
    return limits.textOf(parameters, callerOf(request).actor.roles, request.log);
  } catch (error) {
    const errors = faultsOf(error);
    if (errors === undefined) throw error;
    return { errors };
  }
};
