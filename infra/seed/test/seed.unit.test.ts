import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readJurisdictions, seedJurisdictions } from '../seed.ts';

interface Asked {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly ifMatch: string | undefined;
}

let asked: Asked[];
let known: Set<string>;
let failsAt: number;
let registryUrl: string;
let close: () => Promise<unknown>;

beforeEach(async () => {
  asked = [];
  known = new Set();
  failsAt = Number.POSITIVE_INFINITY;
  // As much of a registry as the seed meets: new codes are appended, If-Match asks for one that is there.
  const server = createServer((request, reply) => {
    void request.toArray().then((chunks) => {
      const { code, name, parent } = JSON.parse(Buffer.concat(chunks).toString());
      const ifMatch = request.headers['if-match'];
      asked.push({ code, name, parent, ifMatch });
      if (asked.length >= failsAt) reply.writeHead(503).end('{}');
      else if (ifMatch !== undefined && !known.has(code))
        reply.writeHead(412).end(JSON.stringify({ code: 'revision-mismatch', detail: 'none', detailZh: '无' }));
      else {
        reply.writeHead(known.has(code) ? 200 : 201).end(JSON.stringify({ id: code, revision: 0 }));
        known.add(code);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registryUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => new Promise((resolve) => server.close(resolve));
});
afterEach(() => close());

const seed = () => seedJurisdictions({ registryUrl, token: 't' });

describe('the jurisdictions of Shanghai', () => {
  it('are a city, 16 districts and 234 towns, each code once', async () => {
    const entries = await readJurisdictions();
    const digits = (n: number) => entries.filter(({ code }) => code.length === n);
    expect([digits(6).length, digits(9).length]).toEqual([17, 234]);
    expect(new Set(entries.map(({ code }) => code)).size).toBe(251);
    expect(entries).toContainEqual({ code: '310116112', name: '漕泾镇' });
    expect(entries).toContainEqual({ code: '310117107', name: '九亭镇' });
    expect(entries).toContainEqual({ code: '310117006', name: '九里亭街道' });
  });

  it('are told to the registry, parents first', async () => {
    expect(await seed()).toEqual({ appended: 251 });
    const order = asked.filter(({ ifMatch }) => ifMatch === undefined);
    expect(order[0]).toMatchObject({ code: '310000', name: '上海市', parent: null });
    expect(order.findLastIndex(({ code }) => code.length === 6)).toBe(16);
    expect(order.find(({ code }) => code === '310116112')).toMatchObject({ parent: '310116' });
  });

  it('take one question when they are known already', async () => {
    await seed();
    asked = [];
    expect(await seed()).toEqual({ appended: 0 });
    expect(asked).toHaveLength(1);
  });

  it('are completed after a start that was cut off', async () => {
    failsAt = 100;
    await expect(seed()).rejects.toThrow('503');
    failsAt = Number.POSITIVE_INFINITY;
    const before = known.size;
    expect(await seed()).toEqual({ appended: 251 - before });
    expect(known.size).toBe(251);
  });
});
