// A caller that writes bytes itself: what no HTTP client sends, and how slowly it likes.
import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RawRequest {
  /** Default POST. */
  readonly method?: string;
  readonly path: string;
  readonly token: string;
  readonly key: string;
  /** Beside what every command carries. */
  readonly headers?: Readonly<Record<string, string | number>>;
  /** What is written of the body, piece by piece. */
  readonly body: Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;
}

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a command byte by byte and reads what comes until the server closes; it may do so before all is written. */
export const sendRaw = async (url: string, { method = 'POST', path, token, key, headers = {}, body }: RawRequest): Promise<RawAnswer> => {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  // Whoever is refused in the middle of the body is cut off.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const answer = buffer(socket).catch(() => Buffer.alloc(0));
  const head = { host: hostname, connection: 'close', authorization: `Bearer ${token}`, 'idempotency-key': key, ...headers };
  const lines = Object.entries({ 'content-type': 'application/json', ...head }).map(([name, value]) => `${name}: ${value}`);
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  for await (const piece of body) {
    if (!socket.writable) break;
    socket.write(piece);
  }
  const read = (await answer).toString();
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(read)?.[1] ?? 0);
  const json = /\{.*\}/s.exec(read.slice(read.indexOf('\r\n\r\n')))?.[0] ?? '{}';
  return { status, body: JSON.parse(json) as Record<string, unknown> };
};
