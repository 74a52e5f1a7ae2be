// Uploads over a real connection: what is announced, what breaks off, what never ends.
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { folderContentStore } from '../src/evidence/folder-content-store.ts';
import { type EvidenceService, evidenceService, hashOf, headersOf, ruling } from './support/evidence-service.ts';

const mebibyte = 1024 * 1024;
let directory: string;
let service: EvidenceService;
let address: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yimu-evidence-'));
  service = await evidenceService(await folderContentStore(directory), mebibyte);
  address = await service.app.listen({ host: '127.0.0.1', port: 0 });
  return async () => {
    await service.app.close();
    await rm(directory, { recursive: true, force: true });
  };
});

const files = async () => (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
// A connection each, closed after the answer: one that is kept alive would keep the service from closing.
const fetching = (path: string): ClientRequest =>
  request(`${address}${path}`, { agent: false, headers: { authorization: String(headersOf().authorization) } }).end();
const put = (headers: Record<string, string | number> = {}): ClientRequest => {
  const sending = request(`${address}/evidence/sha256/${hashOf(ruling)}`, {
    method: 'PUT',
    agent: false,
    headers: { ...headersOf(), ...headers },
  });
  onTestFinished(() => void sending.destroy());
  sending.on('error', () => undefined);
  return sending;
};
const answerTo = async (sending: ClientRequest) => {
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await Array.fromAsync(response as AsyncIterable<Buffer>)).toString();
  return [response.statusCode, (JSON.parse(body) as { code?: string }).code];
};

describe('an upload', () => {
  it('in chunks is stored, and fetched again over the wire', async () => {
    const sending = put();
    for (const byte of ruling) sending.write(Buffer.of(byte));
    sending.end();
    expect(await answerTo(sending)).toEqual([201, undefined]);
    const [event] = await service.everything();
    const [fetched] = (await once(fetching(`/${event?.stream.replace('-', '/')}`), 'response')) as [IncomingMessage];
    expect(Buffer.concat(await Array.fromAsync(fetched as AsyncIterable<Buffer>))).toEqual(ruling);
  });

  it('of 1 GiB is refused as soon as it is announced', async () => {
    const sending = put({ 'content-length': 1024 * mebibyte });
    sending.write('%PDF-1.7');
    expect([await answerTo(sending), await files(), await service.everything()]).toEqual([[413, 'body-too-large'], [], []]);
  });

  it('that does not say how long it is, is refused where it gets too long', async () => {
    const sending = put();
    const answered = answerTo(sending);
    sending.write(Buffer.concat([ruling, Buffer.alloc(mebibyte)]));
    expect([await answered, await files(), await service.everything()]).toEqual([[413, 'body-too-large'], [], []]);
  });

  it('may take longer to arrive than a command', () => {
    expect(service.app.server.requestTimeout).toBe(300_000);
  });

  it('that breaks off leaves nothing behind', async () => {
    const sending = put({ 'content-length': ruling.length });
    sending.write(ruling.subarray(0, 10));
    await vi.waitUntil(async () => (await files()).length === 1);
    sending.destroy();
    await vi.waitUntil(async () => (await files()).length === 0);
    expect(await service.everything()).toEqual([]);
  });

  it('under a false type is answered when it has arrived, and the connection goes on', async () => {
    const answer = await fetch(`${address}/evidence/sha256/${hashOf(ruling)}`, {
      method: 'PUT',
      headers: { ...headersOf({ type: 'image/jpeg' }) },
      body: ruling,
    });
    expect([answer.status, ((await answer.json()) as { rule: string }).rule, await files()]).toEqual([422, 'evidence-type-false', []]);
  });
});
