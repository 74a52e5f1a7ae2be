import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addBodyDeadline } from '../src/arrival.ts';
import { handleError } from '../src/error-handler.ts';

const within = 200;
const app = fastify();
let handled = 0;
beforeAll(async () => {
  app.setErrorHandler(handleError);
  addBodyDeadline(app, within);
  app.post('/commands', async () => {
    handled += 1;
    await delay(2 * within);
    return { done: true };
  });
  await app.register(async (files) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_, payload, done) => done(null, payload));
    files.post('/files', async (request) => ({ length: (await text(request.body as NodeJS.ReadableStream)).length }));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

/** Sends a body in pieces, with a pause before each; answers what came back. */
const post = async (path: string, length: number, pieces: readonly string[], pause: number): Promise<string> => {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const answer = text(socket);
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`,
  );
  for (const piece of pieces) {
    await delay(pause);
    if (socket.writable) socket.write(piece);
  }
  return answer;
};

describe('a body', () => {
  it('that does not arrive in time is refused, and its route is never asked', async () => {
    const answer = await post('/commands', 2, ['{'], 0);
    expect(answer).toMatch(/^HTTP\/1\.1 408 .*"code":"request-timeout"/s);
    expect(answer).toContain('请求未能及时送达');
    expect(handled).toBe(0);
  });
  it('that arrives in time may be thought about for longer', async () => {
    expect(await post('/commands', 2, ['{', '}'], 10)).toMatch(/^HTTP\/1\.1 200 .*"done":true/s);
  });
  it('that a route reads itself may take its time', async () => {
    expect(await post('/files', 4, ['a', 'b', 'c', 'd'], within / 2)).toMatch(/^HTTP\/1\.1 200 .*"length":4/s);
  });
});
