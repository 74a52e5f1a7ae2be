import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type PlatformClient, platformClient, Refused } from '../http.ts';

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

let asked: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders }[];
let replies: Reply[];
let client: PlatformClient;
let close: () => Promise<unknown>;

beforeEach(async () => {
  asked = [];
  replies = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    const { status, headers, body } = replies.shift() ?? { status: 500, body: '' };
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = platformClient({ urls: { registry: base, assessment: base, graphql: `${base}/graphql` }, token: 't' });
  close = () => new Promise((resolve) => server.close(resolve));
});
afterEach(() => close());

const done = (position: string, status = 201): Reply => ({
  status,
  headers: { 'yimu-position': position },
  body: '{"id":"x","revision":0}',
});
const problem = (status: number, code: string): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json', 'retry-after': '0' },
  body: JSON.stringify({ code, detail: 'In English.', detailZh: '中文。' }),
});
const command = { service: 'registry', path: '/parcels', key: '漕府〔2024〕11号 1', body: {} } as const;
const shape = z.object({ n: z.int() });
const answer: Reply = { status: 200, body: '{"data":{"n":1}}' };

describe('a command', () => {
  it('carries its key percent-encoded and the token', async () => {
    replies = [done('p1')];
    expect(await client.post(command)).toEqual({ appended: true, id: 'x', revision: 0 });
    expect(asked[0]).toMatchObject({
      url: '/parcels',
      headers: { authorization: 'Bearer t', 'idempotency-key': '%E6%BC%95%E5%BA%9C%E3%80%942024%E3%80%9511%E5%8F%B7%201' },
    });
  });

  it('says when it was so already', async () => {
    replies = [done('p1', 200)];
    expect(await client.post(command)).toMatchObject({ appended: false });
  });

  it('that is refused is one sentence with the code', async () => {
    replies = [problem(409, 'rule-conflict')];
    const refusal = await client.post(command).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect(refusal).toMatchObject({ status: 409, code: 'rule-conflict', message: 'POST /parcels：中文。（rule-conflict: In English.）' });
  });

  it('that a broken gateway answers is one sentence too', async () => {
    replies = [{ status: 502, body: '<html>' }];
    await expect(client.post(command)).rejects.toThrow('POST /parcels：服务返回 502，且没有说明原因。');
  });

  it('to a service that is not there says which address', async () => {
    await close();
    close = async () => undefined;
    await expect(client.post(command)).rejects.toThrow(/^无法连接 http:\/\/127\.0\.0\.1:\d+，请确认平台已启动/);
  });
});

describe('a question', () => {
  it('waits for what the same client has written, the furthest of it', async () => {
    replies = [done('p2'), done('p1'), answer];
    await client.post(command);
    await client.post(command);
    expect(await client.query('{ n }', {}, shape)).toEqual({ n: 1 });
    expect(asked[2]?.headers['yimu-min-position']).toBe('p2');
    expect(client.position()).toBe('p2');
  });

  it('is put again while the read models are behind', async () => {
    replies = [problem(504, 'projection-behind'), problem(504, 'projection-behind'), answer];
    expect(await client.query('{ n }', {}, shape)).toEqual({ n: 1 });
  });

  it('is put again when the budget of its scope is full again', async () => {
    replies = [problem(429, 'budget-spent'), answer];
    expect(await client.query('{ n }', {}, shape)).toEqual({ n: 1 });
    expect(asked).toHaveLength(2);
  });

  it('that GraphQL refuses is one sentence', async () => {
    replies = [{ status: 200, body: '{"data":null,"errors":[{"message":"expected","extensions":{"messageZh":"应为"}}]}' }];
    await expect(client.query('{ n }', {}, shape)).rejects.toThrow('GraphQL：应为（expected）');
  });
});
