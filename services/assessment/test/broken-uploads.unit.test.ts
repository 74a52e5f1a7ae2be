// What becomes of an upload when the line breaks, or when the store is away.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { testId } from '@yimu/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { department } from './support/officers.ts';
import { openCycle, parcels, supply } from './support/scored-city.ts';
import { assessmentService } from './support/service.ts';
import { standard } from './support/small-standard.ts';

const count = 1_000;
const statistics = department('统计局');
const idOf = (n: number) => testId('parcel', n);
const file = ['parcelId,数据年度,revenue（万元）', ...Array.from({ length: count }, (_, n) => `${idOf(n)},2023,${n}`)].join('\n');

const prepared = async (): Promise<EventStore> => {
  const store = memoryEventStore();
  await openCycle(store, parcels, standard);
  await supply(
    store,
    parcels,
    standard,
    Array.from({ length: count }, (_, n) => ({ id: idOf(n), code: `P${n}`, supplies: [] })),
  );
  return store;
};

interface Summary {
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly failed: number;
}
const url = '/figure-uploads?jurisdiction=310116&year=2024';
const headers = { 'content-type': 'text/csv' };
const summaryOf = (body: string): Summary => JSON.parse(body.trim().split('\n').at(-1) ?? '') as Summary;

/** Has files that come in lie in a folder of the test's own. */
const ownFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'yimu-test-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  return folder;
};

describe('an upload whose caller hangs up', { timeout: 30_000 }, () => {
  it('leaves done what was done, and goes on where it was under the same key', async () => {
    const folder = await ownFolder();
    const store = await prepared();
    const service = await assessmentService(store);
    onTestFinished(() => service.app.close());
    const address = await service.app.listen({ host: '127.0.0.1', port: 0 });
    const authorization = `Bearer ${Buffer.from(JSON.stringify(statistics)).toString('base64url')}`;
    const hangingUp = new AbortController();
    const answer = await fetch(`${address}${url}`, {
      method: 'POST',
      headers: { ...headers, authorization, 'idempotency-key': 'list' },
      body: file,
      signal: hangingUp.signal,
    });
    await answer.body?.getReader().read();
    hangingUp.abort();
    const { rows, accepted, unchanged } = summaryOf((await service.post(url, file, { as: statistics, key: 'list', headers })).body);
    expect([rows, accepted + unchanged]).toEqual([count, count]);
    expect(unchanged).toBeGreaterThan(0);
    const supplied = (await service.everything()).filter(({ type }) => type === 'FiguresSupplied');
    expect(supplied).toHaveLength(count);
    await expect.poll(() => readdir(folder)).toEqual([]);
  });
});

describe('an upload while the store is away', { timeout: 30_000 }, () => {
  it('says of each row that it failed, tries no further, and does the rest when it is sent again', async () => {
    const store = await prepared();
    let appends = 0;
    const failing: EventStore = {
      ...store,
      append: (...given) => {
        appends += 1;
        return appends > 10 ? Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })) : store.append(...given);
      },
    };
    const first = await (await assessmentService(failing)).post(url, file, { as: statistics, key: 'list', headers });
    const { rows, accepted, failed } = summaryOf(first.body);
    expect([rows, accepted, failed]).toEqual([count, 10, count - 10]);
    expect(appends).toBeLessThan(200);
    expect(first.body.split('\n')[100]).toContain('"code":"overloaded"');
    const again = await (await assessmentService(store)).post(url, file, { as: statistics, key: 'list', headers });
    expect(summaryOf(again.body)).toMatchObject({ rows: count, accepted: count - 10, unchanged: 10, failed: 0 });
  });
});
