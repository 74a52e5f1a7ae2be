import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { overloaded } from '@yimu/server';
import { type FastifyInstance, fastify } from 'fastify';
import { GraphQLError } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyOf, statusOf } from '../src/graphql/answer.ts';
import type { Operation } from '../src/graphql/context.ts';
import { problemOfFailures } from '../src/graphql/failures.ts';
import { runOperation } from '../src/graphql/run-operation.ts';

describe('the body of an answer', () => {
  it('says beside the data that the read models are behind, and what else there is to know', () => {
    expect(bodyOf({ data: { a: 1 }, stale: true, notices: ['x'] })).toEqual({
      data: { a: 1 },
      extensions: { stale: true, notices: ['x'] },
    });
    expect(bodyOf({ data: { a: 1 }, stale: false, notices: [] })).toEqual({ data: { a: 1 } });
  });
  it('of a refused request has no data and no hint', () => {
    const errors = [new GraphQLError('No such enum value. Did you mean the enum value "A" or "B"?')];
    expect(bodyOf({ errors })).toEqual({ errors: [{ message: 'No such enum value.' }] });
    expect(['application/json', 'application/graphql-response+json'].map((type) => statusOf({ errors }, type))).toEqual([200, 400]);
  });
});

describe('what resolvers fail with', () => {
  const failure = (code: string) => Object.assign(new Error('of the database'), { code });
  it.each([
    ['a timeout, and what fails for its sake', ['57014', '25P02'], 'query-timeout'],
    ['a database that is away', ['08006'], overloaded.code],
    ['a bug', ['42703'], undefined],
    ['nothing', [], undefined],
  ])('%s', (_, codes, expected) => {
    expect(problemOfFailures(codes.map(failure))?.problem.code).toBe(expected);
  });
});

describe('a caller who leaves', () => {
  let app: FastifyInstance | undefined;
  afterEach(() => app?.close());

  it('ends the transaction at once, and only once', async () => {
    const ends: string[] = [];
    let leave = (): void => undefined;
    let fail: (reason: Error) => void = () => undefined;
    const reader = {
      query: () => Promise.reject(new Error('not asked')),
      end: async () => {
        ends.push('ended');
        fail(new Error('the operation has ended'));
      },
    };
    app = fastify();
    // A resolver that waits for the database until its reader is ended.
    app.decorateReply(
      'graphql',
      () =>
        new Promise<never>((_, reject) => {
          fail = reject;
          leave();
        }),
    );
    const finished = Promise.withResolvers<void>();
    app.post('/', async (_request, reply) => {
      const question = { text: '{ a }', variables: {}, operationName: undefined, charge: async () => undefined, priced: () => undefined };
      await runOperation(reply, { reader } as unknown as Operation, question).finally(finished.resolve);
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const caller = request({ port: (app.server.address() as AddressInfo).port, host: '127.0.0.1', method: 'POST' });
    leave = () => caller.destroy();
    caller.end();
    await once(caller, 'error');
    await finished.promise;
    expect(ends).toEqual(['ended']);
  });
});
