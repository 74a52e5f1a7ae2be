// How many archives are made at once. The database is a stand-in that never answers what the first workbook needs.
import { buildServer, createLogger } from '@yimu/server';
import { afterAll, expect, it } from 'vitest';
import { exportForms } from '../src/exports/forms-route.ts';
import type { View } from '../src/tenancy/view.ts';
import { taskForce } from './support/graded.ts';
import { idOf } from './support/world.ts';

const check = {
  entity: 's',
  cycle: '310116-2024',
  cycle_jurisdiction: '310116',
  cycle_year: 2024,
  subject: 'parcel',
  subject_id: idOf('甲'),
  code: '甲',
};
const rowsIn = (text: string): readonly object[] | undefined => {
  if (text.includes('from health_check h')) return text.includes('distinct on') ? undefined : [check];
  if (text.includes('from form_schema')) return [{ jurisdiction: '310116', year: 2024, version: 1, fields: '[]' }];
  return [];
};
let waiting = 0;
const stuck: View = {
  point: { asOf: '2024-06-01', knownAt: null },
  ofPlace: true,
  read: async <R>(write: (statement: never) => string) => {
    const rows = rowsIn(write({ bind: () => '$1', at: () => 'true', within: () => 'true', values: [] } as never));
    if (rows !== undefined) return rows as R[];
    waiting += 1;
    return new Promise<R[]>(() => undefined);
  },
};

const app = await buildServer({ name: 'projection', logger: createLogger({ name: 'projection', level: 'silent' }) });
app.addHook('onRequest', async (request) => {
  request.caller = { issuer: 'test', actor: taskForce };
});
exportForms(app, { read: (_, task) => task(stuck) });
afterAll(async () => {
  app.server.closeAllConnections();
  await app.close();
});
const url = '/exports/forms?cycle=310116-2024&jurisdiction=310116';

it('a third archive is not begun while two are being made, and one whose reader has gone makes room', async () => {
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const gone = new AbortController();
  const begun = [1, 2].map(() => fetch(address + url, { signal: gone.signal }).catch(() => undefined));
  await expect.poll(() => waiting).toBe(2);
  const third = await app.inject({ method: 'GET', url });
  expect([third.statusCode, third.json<{ code: string }>().code]).toEqual([503, 'overloaded']);
  gone.abort();
  await Promise.all(begun);
  const later = new AbortController();
  const asked: Promise<unknown>[] = [];
  await expect
    .poll(() => {
      asked.push(fetch(address + url, { signal: later.signal }).catch(() => undefined));
      return waiting;
    })
    .toBeGreaterThan(2);
  later.abort();
  await Promise.all(asked);
});
