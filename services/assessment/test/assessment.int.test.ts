import { postgresEventStore } from '@yimu/event-store/postgres';
import { serviceProcess, testIssuer } from '@yimu/testing/service-process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { row } from './support/cases/plans.ts';
import { targets } from './support/cases/targets.ts';
import { eventsDatabase } from './support/database.ts';
import { town, townOfficer } from './support/officers.ts';
import { assessmentService, enteredParcel, envelope } from './support/service.ts';

const main = new URL('../src/main.ts', import.meta.url);

const realService = async () => {
  const store = await postgresEventStore({ connectionString: await eventsDatabase() });
  onTestFinished(() => store.close());
  return assessmentService(store);
};
const twenty = Array.from({ length: 20 }, (_, n) => n);
const statuses = (answers: readonly { readonly statusCode: number }[]) =>
  answers.map(({ statusCode }) => statusCode).toSorted((left, right) => left - right);

describe('at the same time, on PostgreSQL', () => {
  it('twenty times the same request lists one entry and gives one answer', async () => {
    const service = await realService();
    const parcelId = await enteredParcel(service);
    const list = () => service.post(`/plans/${parcelId}/entries`, { ...envelope, ...row }, { as: townOfficer });
    const answers = await Promise.all(twenty.map(list));
    expect(statuses(answers)).toEqual([...twenty.slice(1).map(() => 200), 201]);
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect((await service.eventsOf(`plan-${parcelId}`)).map(({ type }) => type)).toEqual(['PlanEntryListed']);
  });

  it('twenty rows for one parcel are all kept, and all but the first say that it is on several lists', async () => {
    const service = await realService();
    const parcelId = await enteredParcel(service);
    const list = (n: number) =>
      service.post(`/plans/${parcelId}/entries`, { ...envelope, ...row, row: String(n) }, { as: townOfficer, key: `row ${n}` });
    expect(statuses(await Promise.all(twenty.map(list)))).toEqual(twenty.map(() => 201));
    const types = (await service.eventsOf(`plan-${parcelId}`)).map(({ type }) => type);
    expect(types).toEqual(['PlanEntryListed', ...twenty.slice(1).flatMap(() => ['PlanEntryListed', 'ParcelOnSeveralLists'])]);
  });

  it('twenty indicators of one town and year are all set', async () => {
    const service = await realService();
    const set = (n: number) => {
      const indicator = { ...targets.indicator, name: `指标 ${n}` };
      return service.post('/targets', { ...envelope, ...targets, indicator }, { as: townOfficer, key: `indicator ${n}` });
    };
    expect(statuses(await Promise.all(twenty.map(set)))).toEqual(twenty.map(() => 201));
    expect((await service.eventsOf(`target-${town}-2025`)).length).toBe(20);
  });
});

describe('the service as a process', { timeout: 40_000 }, () => {
  it('takes commands and stops in order', async () => {
    const issuer = await testIssuer();
    const service = serviceProcess(main, { ...issuer.environment, EVENT_STORE_URL: await eventsDatabase() });
    const officer = { sub: 'officer', roles: ['town-officer'], scope: { kind: 'subtree', value: town } };
    const set = await fetch(`${await service.ready()}/targets`, {
      method: 'POST',
      headers: { authorization: issuer.authorization(officer), 'idempotency-key': 'k', 'content-type': 'application/json' },
      body: JSON.stringify({ ...envelope, ...targets }),
    });
    expect(set.status).toBe(201);
    const reactions = await fetch(`${await service.ready()}/health/reactions`);
    expect(await reactions.json()).toMatchObject({
      reactions: expect.arrayContaining([expect.objectContaining({ name: 'supervised-matter', parkedEvents: 0 })]),
    });
    service.child.kill('SIGTERM');
    expect([await service.ended, service.output.stderr]).toEqual([0, '']);
  });

  it('ends with one sentence and code 1 when its environment is wrong', async () => {
    const { environment } = await testIssuer();
    const { ended, output } = serviceProcess(main, { ...environment, EVENT_STORE_URL: 'postgres://yimu@127.0.0.1:1/yimu_events' });
    const sentence = 'EVENT_STORE_URL: expected an event store that can be opened, but: connect ECONNREFUSED 127.0.0.1:1.\n';
    expect([await ended, output]).toEqual([1, { stdout: '', stderr: sentence }]);
  });
});
