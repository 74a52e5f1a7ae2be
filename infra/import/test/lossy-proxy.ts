// A network that carries requests and then loses the answer: what a client sees of a service, or of itself, being killed.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlatformUrls } from '../http.ts';

export interface LossyProxy {
  readonly urls: Required<PlatformUrls>;
  /** Loses the answer of the n-th command from now on, once. */
  loseAnswerOf(n: number): void;
  /** The furthest position that any command reached, answered or not. */
  position(): string;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => Buffer.concat(await request.toArray());

/** Stands in front of a platform. */
export const lossyProxy = async (platform: Required<PlatformUrls>): Promise<LossyProxy> => {
  let untilLoss = Number.POSITIVE_INFINITY;
  let position = '';
  const forward = async (request: IncomingMessage) => {
    const [, service = '', ...path] = (request.url ?? '').split('/');
    const target = service === 'graphql' ? platform.graphql : `${platform[service as keyof PlatformUrls]}/${path.join('/')}`;
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const response = await fetch(target, { method: 'POST', headers: headers as Record<string, string>, body: await bodyOf(request) });
    if (service !== 'graphql') untilLoss -= 1;
    const reached = response.headers.get('yimu-position') ?? '';
    if (reached > position) position = reached;
    return { response, text: await response.text() };
  };
  const server = createServer((request, reply) => {
    forward(request).then(
      ({ response, text }) => {
        if (untilLoss <= 0) {
          untilLoss = Number.POSITIVE_INFINITY;
          request.socket.destroy();
          return;
        }
        reply.writeHead(response.status, {
          'content-type': 'application/json',
          'yimu-position': response.headers.get('yimu-position') ?? '',
        });
        reply.end(text);
      },
      () => request.socket.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    urls: { registry: `${base}/registry`, assessment: `${base}/assessment`, graphql: `${base}/graphql` },
    loseAnswerOf: (n) => {
      untilLoss = n;
    },
    position: () => position,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
