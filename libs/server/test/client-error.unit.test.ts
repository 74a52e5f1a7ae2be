import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerClientError } from '../src/client-error.ts';
import { type CounterService, counterService } from './support/counter-service.ts';

let service: CounterService;
beforeAll(async () => {
  service = await counterService();
  await service.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => service.app.close());

/** Writes bytes to the service and reads what it answers until it closes. */
const answerTo = async (bytes: string) => {
  const socket = connect((service.app.server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  return { head, problem: JSON.parse(body) as Readonly<Record<string, unknown>> };
};

describe('what cannot become a request is answered as every refusal is, and let go', () => {
  it.each([
    ['bytes that are no HTTP', '漕泾\r\n\r\n', 400, 'malformed-request'],
    ['a header without a name', 'GET / HTTP/1.1\r\nhost: a\r\n: b\r\n\r\n', 400, 'malformed-request'],
    ['headers of a hundred kilobytes', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`, 431, 'headers-too-large'],
  ])('%s', async (_, bytes, status, code) => {
    const { head, problem } = await answerTo(bytes);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} .*application/problem\\+json`, 's'));
    expect(problem).toMatchObject({ code, status, detailZh: expect.stringContaining('请求') });
  });
});

describe('a caller that is too slow', () => {
  const closing = (over: object) => {
    const written: string[] = [];
    let destroyed = 0;
    const destroy = () => {
      destroyed += 1;
    };
    const end = (chunk: string, then: () => void) => {
      written.push(chunk);
      then();
    };
    const socket = { destroyed: false, writable: true, end, destroy, ...over } as unknown as Parameters<
      ReturnType<typeof answerClientError>
    >[1];
    return { socket, written, destroyed: () => destroyed };
  };
  const handle = answerClientError({ info: () => undefined });
  const late = Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

  it('is told so', () => {
    const { socket, written, destroyed } = closing({});
    handle(late, socket);
    expect(written[0]).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n.*"code":"request-timeout"/s);
    expect(destroyed()).toBe(1);
  });
  it('is let go without a word when it does not listen any more, and left alone when it has gone', () => {
    const deaf = closing({ writable: false });
    handle(late, deaf.socket);
    expect([deaf.written, deaf.destroyed()]).toEqual([[], 1]);
    const gone = closing({ destroyed: true });
    handle(late, gone.socket);
    handle(Object.assign(new Error('reset'), { code: 'ECONNRESET' }), gone.socket);
    expect([gone.written, gone.destroyed()]).toEqual([[], 0]);
  });
});
