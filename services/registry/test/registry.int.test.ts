import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '@yimu/domain/disposal';
import { postgresEventStore } from '@yimu/event-store/postgres';
import { testId } from '@yimu/testing';
import { serviceProcess, testIssuer } from '@yimu/testing/service-process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { eventsDatabase, vaultDatabase } from './support/database.ts';
import { department, town, townOfficer } from './support/officers.ts';
import { enteredParcel, envelope, give, registryService } from './support/service.ts';

const main = new URL('../src/main.ts', import.meta.url);

/** A folder that is removed when the test has finished. */
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'yimu-evidence-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
};
/** A vault and a folder of evidence of its own for a process. */
const vaultEnvironment = async () => ({
  VAULT_URL: (await vaultDatabase()).keeper,
  YIMU_VAULT_KEY: Buffer.alloc(32, 'k').toString('base64'),
  EVIDENCE_DIRECTORY: await folder(),
});

const openStore = async (connectionString: string) => {
  const store = await postgresEventStore({ connectionString });
  onTestFinished(() => store.close());
  return store;
};
const realService = async () => registryService({ store: await openStore(await eventsDatabase()) });
const twenty = Array.from({ length: 20 }, (_, n) => n);
const statuses = (answers: readonly { readonly statusCode: number }[]) =>
  answers.map(({ statusCode }) => statusCode).toSorted((left, right) => left - right);

describe('at the same time, on PostgreSQL', () => {
  it('twenty times the same request enters one parcel and gives one answer', async () => {
    const service = await realService();
    const body = { ...envelope, jurisdiction: town, name: '上海古岛时装有限公司地块', area: { value: '30.62', unit: 'mu' } };
    const answers = await Promise.all(twenty.map(() => service.post('/parcels', body, { as: townOfficer })));
    expect(statuses(answers)).toEqual([...twenty.slice(1).map(() => 200), 201]);
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect((await service.everything()).map(({ type }) => type)).toEqual(['ParcelEntered']);
  });

  it('twenty different observations of one parcel are all kept', async () => {
    const service = await realService();
    const parcelId = await enteredParcel(service);
    const observe = (n: number) => {
      const body = { ...envelope, area: { value: `31.${10 + n}`, unit: 'mu' }, rank: n };
      return service.post(`/parcels/${parcelId}/area-observations`, body, { as: townOfficer, key: `observation ${n}` });
    };
    expect(statuses(await Promise.all(twenty.map(observe)))).toEqual(twenty.map(() => 201));
    const events = await service.eventsOf(`parcel-${parcelId}`);
    const observed = events.filter(({ type }) => type === 'ParcelAreaObserved');
    expect(observed.map(({ data }) => (data as { observed: { rank: number } }).observed.rank).toSorted((a, b) => a - b)).toEqual(twenty);
    expect(events.filter(({ type }) => type === 'ParcelAreaConflictOpened').length).toBe(1);
  });

  it('of ten parcels that ask for one code, one gets it', async () => {
    const service = await realService();
    const parcels: string[] = [];
    for (const n of twenty.slice(10)) parcels.push(await enteredParcel(service, `地块 ${n}`));
    const body = { ...envelope, assigned: { kind: 'parcel-code', code: '310116112001GB00001' } };
    const assign = (parcelId: string) => service.post(`/parcels/${parcelId}/codes`, body, { as: department('规划资源局') });
    expect(statuses(await Promise.all(parcels.map(assign)))).toEqual([201, ...twenty.slice(11).map(() => 409)]);
    expect((await service.everything()).filter(({ type }) => type === 'ParcelCodeAssigned').length).toBe(1);
  });
});

describe('the service as a process', { timeout: 40_000 }, () => {
  const officer = { sub: 'officer', roles: ['town-officer'], scope: { kind: 'subtree', value: town } };

  it('takes commands, opens findings, tells how far its reaction is, and stops in order', async () => {
    const url = await eventsDatabase();
    const issuer = await testIssuer();
    const service = serviceProcess(main, { ...issuer.environment, ...(await vaultEnvironment()), EVENT_STORE_URL: url });
    const address = await service.ready();

    const entered = await fetch(`${address}/parcels`, {
      method: 'POST',
      headers: { authorization: issuer.authorization(officer), 'idempotency-key': 'k', 'content-type': 'application/json' },
      body: JSON.stringify({ ...envelope, jurisdiction: town, name: '古岛' }),
    });
    expect(entered.status).toBe(201);

    const store = await openStore(url);
    const parcelId = testId('古岛');
    for (const row of ['1', '2']) {
      const entry = {
        enterprise: '古岛',
        category: 'revitalise',
        mode: '收储',
        mappedRoute: null,
        year: 2025,
        area: null,
        matchedBy: 'name',
      } as const;
      const data = { parcelId, jurisdiction: town, list: '附件3 盘活', row, ...entry };
      await give(store, { stream: `plan-${parcelId}`, decider: plan, type: 'ListPlanEntry', data, key: row });
    }
    const findings = () => Array.fromAsync(store.readAll({ filter: { categories: ['finding'] } }));
    await vi.waitUntil(async () => (await findings()).length === 1, { timeout: 10_000 });
    const progress = async () => {
      const { reactions } = (await (await fetch(`${address}/health/reactions`)).json()) as { reactions: readonly { name: string }[] };
      return reactions.find(({ name }) => name === 'parcel-on-several-lists');
    };
    const idle = { name: 'parcel-on-several-lists', handled: 1, lagSeconds: 0, parkedEvents: 0, parkedStreams: 0 };
    await vi.waitFor(async () => expect(await progress()).toEqual(idle), { timeout: 10_000 });
    expect((await fetch(`${address}/metrics`)).status).toBe(200);
    expect((await fetch(`${address}/docs/json`)).status).toBe(200);

    service.child.kill('SIGTERM');
    expect([await service.ended, service.output.stderr]).toEqual([0, '']);
    for (const line of service.output.stdout.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ service: 'registry' });
  });

  it('ends with one sentence per wrong variable and code 1', async () => {
    const issuer = (await testIssuer()).environment;
    const vault = await vaultEnvironment();
    const environment = { ...issuer, ...vault };
    const events = await eventsDatabase();
    const cases: [Record<string, string>, string][] = [
      [environment, 'EVENT_STORE_URL: expected a postgres://, esdb:// or kurrentdb:// address, but it is not set.\n'],
      [
        { ...vault, EVENT_STORE_URL: 'postgres://yimu@127.0.0.1:1/yimu_events', YIMU_ISSUER: 'x', YIMU_JWKS_FILE: '/no/such/file' },
        'YIMU_JWKS_FILE: expected a file that can be read.\n',
      ],
      [
        { ...environment, EVENT_STORE_URL: 'postgres://yimu@127.0.0.1:1/yimu_events' },
        'EVENT_STORE_URL: expected an event store that can be opened, but: connect ECONNREFUSED 127.0.0.1:1.\n',
      ],
      [
        { ...issuer, EVENT_STORE_URL: events, YIMU_VAULT_KEY: 'short' },
        'VAULT_URL: expected a postgres:// address, but it is not set.\nYIMU_VAULT_KEY: expected 32 random bytes in base64.\nEVIDENCE_DIRECTORY: expected a folder for evidence, but it is not set.\n',
      ],
      [
        { ...environment, EVENT_STORE_URL: events, VAULT_URL: 'postgres://yimu@127.0.0.1:1/yimu_vault' },
        'VAULT_URL: expected a vault of personal data that can be opened, but: connect ECONNREFUSED 127.0.0.1:1.\n',
      ],
      [
        { ...environment, EVENT_STORE_URL: events, EVIDENCE_DIRECTORY: '/dev/null/evidence', EVIDENCE_LIMIT_MIB: '0' },
        'EVIDENCE_LIMIT_MIB: expected a number of MiB from 1 to 9999.\n',
      ],
      [
        { ...environment, EVENT_STORE_URL: events, EVIDENCE_DIRECTORY: '/dev/null/evidence' },
        "EVIDENCE_DIRECTORY: expected a folder that can be opened, but: ENOTDIR: not a directory, mkdir '/dev/null/evidence/incoming'.\n",
      ],
    ];
    for (const [env, sentence] of cases) {
      const { ended, output } = serviceProcess(main, env);
      expect([await ended, output]).toEqual([1, { stdout: '', stderr: sentence }]);
    }
  });

  it('does not start on a port that is taken', async () => {
    const environment = { ...(await testIssuer()).environment, ...(await vaultEnvironment()) };
    const url = await eventsDatabase();
    const first = serviceProcess(main, { ...environment, EVENT_STORE_URL: url });
    const { port } = new URL(await first.ready());
    const second = serviceProcess(main, { ...environment, EVENT_STORE_URL: url, PORT: port });
    expect([await second.ended, second.output.stderr]).toEqual([1, `PORT: expected a free port, but 127.0.0.1:${port} is in use.\n`]);
  });

  it('does not start over a vault that was begun with another key', async () => {
    const vault = await vaultEnvironment();
    const environment = { ...(await testIssuer()).environment, ...vault, EVENT_STORE_URL: await eventsDatabase() };
    const first = serviceProcess(main, environment);
    await first.ready();
    first.child.kill('SIGTERM');
    await first.ended;
    const second = serviceProcess(main, { ...environment, YIMU_VAULT_KEY: Buffer.alloc(32, 'other').toString('base64') });
    const sentence = 'VAULT_URL: expected a vault of personal data that can be opened, but: the vault was begun with another key.\n';
    expect([await second.ended, second.output.stderr]).toEqual([1, sentence]);
  });
});
