// A kept-alive HTTP/1.1 connection that does no more than the measured service needs: the load generator shares its cores, and a client
// that parses headers into objects costs about as much as the service it measures.
import { connect, type Socket } from 'node:net';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface Connection {
  /** Sends a command or a batch and waits for the whole answer; one at a time. Rejects when the connection is lost. */
  post(path: string, body: string, key?: string): Promise<HttpAnswer>;
  close(): void;
}

interface Waiting extends PromiseWithResolvers<HttpAnswer> {
  readonly chunks: Buffer[];
  bytes: number;
  /** Length of head and body, once the head is there. */
  whole: number | undefined;
}

const contentLength = /\r\ncontent-length: (\d+)\r\n/i;

/** Where the answer ends, as far as it has come: none before its head is complete. Throws for an answer of unknown length. */
const lengthOf = (received: Buffer): number | undefined => {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = contentLength.exec(received.toString('latin1', 0, head + 2))?.[1];
  if (length === undefined) throw new Error('the service answered without a content-length');
  return head + 4 + Number(length);
};

const answerOf = (received: Buffer): HttpAnswer => {
  const head = received.indexOf('\r\n\r\n');
  return { status: Number(received.toString('latin1', 9, 12)), body: received.toString('utf8', head + 4) };
};

/** Opens a connection to a service on this machine, for the holder of a token. */
export const openConnection = (url: string, token: string): Promise<Connection> => {
  const { hostname, port, host } = new URL(url);
  const opened = Promise.withResolvers<Connection>();
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let waiting: Waiting | undefined;

  socket.on('data', (chunk: Buffer) => {
    if (waiting === undefined) return;
    waiting.chunks.push(chunk);
    waiting.bytes += chunk.length;
    const { chunks, bytes } = waiting;
    waiting.whole ??= lengthOf(chunks.length === 1 ? chunk : Buffer.concat(chunks));
    if (waiting.whole === undefined || bytes < waiting.whole) return;
    const { resolve } = waiting;
    waiting = undefined;
    resolve(answerOf(chunks.length === 1 ? chunk : Buffer.concat(chunks)));
  });
  const fail = (error: Error): void => {
    opened.reject(error);
    waiting?.reject(error);
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the service closed the connection')));
  socket.on('connect', () => {
    opened.resolve({
      post: (path, body, key) => {
        waiting = { ...Promise.withResolvers<HttpAnswer>(), chunks: [], bytes: 0, whole: undefined };
        const named = key === undefined ? '' : `idempotency-key: ${key}\r\n`;
        const length = Buffer.byteLength(body);
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n${named}` +
            `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`,
        );
        return waiting.promise;
      },
      close: () => socket.destroy(),
    });
  });
  return opened.promise;
};
