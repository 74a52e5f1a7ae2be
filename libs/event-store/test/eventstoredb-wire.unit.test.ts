// What `@eventstore/db-client` itself does on the wire when an append, a deadline or a server ends otherwise than it should. The
// server is a few lines of HTTP/2 that answer as the real one does: a length and a message, then a status.
import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../src/eventstoredb/connect.ts';

/** A message of one field with the number `field`, which is a message or a number below 128. */
const message = (field: number, value: readonly number[] | number): number[] =>
  typeof value === 'number' ? [field * 8, value] : [field * 8 + 2, value.length, ...value];
/** AppendResp: success at a revision, or a wrong version with the present one, or with none. */
const success = (revision: number) => message(1, message(1, revision));
const wrongVersion = (actual: number | 'no_stream') => message(2, actual === 'no_stream' ? message(7, []) : message(6, actual));

type Answer = (stream: ServerHttp2Stream) => void;
const respond = (stream: ServerHttp2Stream, trailers: Record<string, string>, body?: readonly number[]): void => {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.end(body === undefined ? undefined : Uint8Array.from([0, 0, 0, 0, body.length, ...body]));
};
const answering =
  (body: readonly number[]): Answer =>
  (stream) =>
    stream.on('end', () => respond(stream, { 'grpc-status': '0' }, body)).resume();
const failing =
  (status: number, more: Record<string, string> = {}): Answer =>
  (stream) =>
    stream.on('end', () => respond(stream, { 'grpc-status': String(status), ...more })).resume();

interface Standin {
  readonly url: string;
  readonly paths: string[];
  readonly headers: Record<string, unknown>[];
  /** Breaks every connection and takes no more, as a node that stops. */
  readonly stop: () => void;
}

const standin = async (answer: Answer): Promise<Standin> => {
  const server: Http2Server = createServer();
  const sessions = new Set<ServerHttp2Session>();
  const paths: string[] = [];
  const headers: Record<string, unknown>[] = [];
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => undefined);
  });
  server.on('stream', (stream, given) => {
    stream.on('error', () => undefined);
    paths.push(String(given[':path']));
    headers.push(given);
    answer(stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    for (const session of sessions) session.destroy();
    server.close();
  };
  onTestFinished(stop);
  return { url: `127.0.0.1:${(server.address() as AddressInfo).port}`, paths, headers, stop };
};

const connected = (url: string, more = '') => {
  const client = connect(`esdb://${url}?tls=false&${more}connectionName=test`);
  onTestFinished(() => client.close());
  return client;
};
const event = (bytes = 1) => ({ id: crypto.randomUUID(), type: 'A', data: new Uint8Array(bytes), metadata: new Uint8Array(1) });

describe('an append on the wire', () => {
  it('is a call of its own, and no other is made for it', async () => {
    const server = await standin(answering(success(4)));
    const client = connected(`admin:changeit@${server.url}`);
    expect(await client.append('thing-1', [event(), event()], 2n)).toBe(4n);
    expect(server.paths).toEqual(['/event_store.client.streams.Streams/Append']);
    expect(server.headers[0]).not.toHaveProperty('authorization');
  });

  it.each([
    [7, 7n],
    ['no_stream', 'no_stream'],
  ] as const)('that is refused says where the stream is: %s', async (actual, actualVersion) => {
    const server = await standin(answering(wrongVersion(actual)));
    const refused = connected(server.url).append('thing-1', [event()], 2n);
    await expect(refused).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion });
  });

  it.each([
    [7, 'access-denied', 'access-denied', {}],
    [3, 'maximum-append-size-exceeded', 'maximum-append-size-exceeded', { 'maximum-append-size': '1048576' }],
    [9, 'stream-deleted', 'stream-deleted', { 'stream-name': 'thing-1' }],
    [10, undefined, 'timeout', {}],
  ] as const)('that fails with status %i and the exception %s is known by its type', async (status, exception, type, more) => {
    const server = await standin(failing(status, { ...(exception === undefined ? {} : { exception }), ...more }));
    await expect(connected(server.url).append('thing-1', [event()], 2n)).rejects.toMatchObject({ type });
  });

  it('has a deadline of its own, of which the server is told too', async () => {
    const server = await standin((stream) => stream.resume());
    const client = connected(server.url, 'defaultDeadline=200&');
    await expect(client.append('thing-1', [event()], 2n)).rejects.toMatchObject({ type: 'deadline-exceeded' });
    expect(server.headers[0]).toHaveProperty('grpc-timeout');
  });

  it('fails when its node stops under a backlog, and no rejection is left unhandled', async () => {
    let waiting = 0;
    const server = await standin(() => {
      waiting += 1;
    });
    const client = connected(server.url);
    const appends = Array.from({ length: 60 }, () => client.append('thing-1', [event(500_000), event(400_000)], 2n));
    const settled = Promise.allSettled(appends);
    while (waiting < 60) await new Promise(setImmediate);
    server.stop();
    for (const { status } of await settled) expect(status).toBe('rejected');
  });

  it('goes to the leader that the last answer named, and is not touched when the node before that stops', async () => {
    const next = await standin(answering(success(9)));
    const [host = '', port = ''] = next.url.split(':');
    const leader = { exception: 'not-leader', 'leader-endpoint-host': host, 'leader-endpoint-port': port };
    const old = await standin(failing(5, leader));
    const client = connected(old.url);
    await expect(client.append('thing-1', [event()], 2n)).rejects.toMatchObject({ type: 'not-leader' });
    const appends = Array.from({ length: 20 }, () => client.append('thing-1', [event()], 8n));
    old.stop();
    expect(await Promise.all(appends)).toEqual(Array.from({ length: 20 }, () => 9n));
  });
});
