import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { beforeEach, describe, expect, it } from 'vitest';
import { typesOf } from './support/counter.ts';
import { type CounterService, counterService, entered, envelope } from './support/counter-service.ts';

interface Verdict {
  readonly status: number;
  readonly id?: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly position?: string;
  readonly problem?: { readonly code: string; readonly rule?: string; readonly detail: string; readonly errors?: { message: string }[] };
}

const town = '310116112';
let service: CounterService;
beforeEach(async () => {
  service = await counterService();
});

const send = (commands: unknown, options: Parameters<CounterService['post']>[2] = {}) => service.post('/batches', { commands }, options);
const verdictsOf = async (commands: unknown, options: Parameters<CounterService['post']>[2] = {}): Promise<readonly Verdict[]> =>
  (await send(commands, options)).json<{ verdicts: Verdict[] }>().verdicts;
const enter = (key: string, jurisdiction = town) => ({ path: '/counters', key, body: { ...envelope, jurisdiction } });
const raise = (id: string, key: string, by = 1) => ({ path: `/counters/${id}/raises`, key, body: { ...envelope, by } });
const eventsOf = (id: string) => Array.fromAsync(service.store.readStream(`counter-${id}`));
const told = ({ status, problem }: Verdict) => (problem === undefined ? status : [status, problem.rule ?? problem.code]);

describe('a batch', () => {
  it('does each command and answers each as if it had been sent alone, in order', async () => {
    const [first, second] = await verdictsOf([enter('a'), enter('b')]);
    const alone = await service.post('/counters', enter('b').body, { headers: { 'idempotency-key': 'b' } });
    expect([first?.status, second?.status, alone.statusCode]).toEqual([201, 201, 200]);
    expect(second).toEqual({ status: 201, ...alone.json<object>() });
    expect(first?.id).not.toBe(second?.id);
  });

  it('is the same commands when it is sent again, whole or one by one, before or after', async () => {
    const id = await entered(service);
    await service.post(`/counters/${id}/raises`, raise(id, '').body, { headers: { 'idempotency-key': encodeURIComponent('古岛 1') } });
    const commands = [raise(id, '古岛 1'), raise(id, '古岛 2', 2)];
    const once = await verdictsOf(commands);
    const again = await verdictsOf(commands);
    expect([once.map(told), again.map(told)]).toEqual([
      [200, 201],
      [200, 200],
    ]);
    expect(again.map(({ revision }) => revision)).toEqual([1, 2]);
    expect(typesOf(await eventsOf(id))).toEqual(['CounterEntered', 'CounterRaised', 'CounterRaised']);
  });

  it('decides commands to one stream in their order, one that begins it and those that follow', async () => {
    const id = await entered(service, town, 'first');
    const bys = [1, 3, 2, 4, 1];
    expect((await verdictsOf([enter('first'), ...bys.map((by, n) => raise(id, `k${n}`, by))])).map(told)).toEqual([
      200,
      201,
      201,
      201,
      201,
      [409, 'counter-is-full'],
    ]);
    expect((await eventsOf(id)).map(({ data }) => (data as { by?: number }).by)).toEqual([undefined, 1, 3, 2, 4]);
  });

  it('takes the same key twice as the same command, and refuses the second when it says something else', async () => {
    const id = await entered(service);
    expect((await verdictsOf([raise(id, 'k'), raise(id, 'k'), raise(id, 'k', 2)])).map(told)).toEqual([
      201,
      200,
      [422, 'idempotency-key-reused'],
    ]);
  });

  it('leaves the others as they are when one is wrong, whatever is wrong with it', async () => {
    const id = await entered(service);
    const foreign = await entered(service, '310117107', 'foreign');
    const half = String.fromCharCode(0xd800);
    const wrong = [
      { path: '/nothing', key: 'k', body: {} },
      { path: '/batches', key: 'k', body: { commands: [] } },
      { path: '/counters/', key: 'k', body: {} },
      { path: '/counters/%E6%BC/raises', key: 'k', body: {} },
      { path: '/counters?force=1', key: 'k', body: {} },
      { path: `/counters/${half}/raises`, key: 'k', body: {} },
      { path: '/counters/1/raises', key: 'k', body: { ...envelope, by: 1 } },
      { ...enter('k'), body: { ...envelope, jurisdiction: town, note: 'x\u0000' } },
      { ...raise(id, 'k', 1.5) },
      { ...raise(id, 'k'), key: undefined },
      { ...raise(id, 'a\u0007b') },
      { ...raise(id, half) },
      { ...raise(id, 'k'), colour: 'red' },
      { ...raise(id, 'k'), body: undefined },
      { ...raise(id, 'k'), ifMatch: 7 },
      raise(foreign, 'k'),
      raise('00000000-0000-4000-8000-000000000000', 'k'),
      enter('k', '310117107'),
      { ...enter('k'), body: { ...envelope, jurisdiction: town, note: 'x'.repeat(1_100_000) } },
      null,
      'raise it',
      [],
    ];
    const verdicts = await verdictsOf([raise(id, 'before'), ...wrong, raise(id, 'after')]);
    expect(verdicts.map(told)).toEqual([
      201,
      ...[404, 404, 404].map((status) => [status, 'not-found']),
      [400, 'malformed-request'],
      ...Array.from({ length: 10 }, () => [400, 'validation']),
      [412, 'revision-mismatch'],
      ...[404, 404, 404].map((status) => [status, 'not-found']),
      [413, 'body-too-large'],
      ...Array.from({ length: 3 }, () => [400, 'validation']),
      201,
    ]);
    expect((await eventsOf(id)).length).toBe(3);
  });

  it('says of a wrong command what it would say of it alone', async () => {
    const id = await entered(service);
    const body = { by: 0, colour: 'red' };
    const [verdict] = await verdictsOf([{ path: `/counters/${id}/raises`, key: 'k', body }]);
    const alone = (await service.post(`/counters/${id}/raises`, body)).json<object>();
    expect({ ...verdict?.problem, instance: '' }).toEqual({ ...alone, instance: '' });
  });

  it('goes ahead with a command whose stream stands where the caller saw it', async () => {
    const id = await entered(service);
    expect((await verdictsOf([{ ...raise(id, 'k'), ifMatch: 0 }])).map(told)).toEqual([201]);
  });

  it('takes what a command reserves, as alone', async () => {
    const [id, other] = [await entered(service, town, 'a'), await entered(service, town, 'b')];
    const take = (counter: string) => ({ ...raise(counter, 'k'), path: `/counters/${counter}/codes/A` });
    const told2 = (await verdictsOf([take(id), take(other)])).map(told);
    expect(told2.toSorted((left, right) => String(left).localeCompare(String(right)))).toEqual([201, [409, 'code-already-held']]);
  });

  it('lets nobody give in a batch what they may not give alone, and nobody who is not known', async () => {
    const id = await entered(service);
    const claims = { roles: ['auditor'] };
    expect((await verdictsOf([raise(id, 'k'), { path: '/nothing', key: 'k', body: {} }], { claims })).map(told)).toEqual([
      [403, 'forbidden'],
      [404, 'not-found'],
    ]);
    const unknown = await send([raise(id, 'k')], { headers: { authorization: '' } });
    expect([unknown.statusCode, (await eventsOf(id)).length]).toEqual([401, 1]);
  });

  it('needs no key of its own and answers how far the ledger is', async () => {
    const answer = await send([enter('a'), enter('b')], { headers: { 'idempotency-key': '' } });
    const positions = answer.json<{ verdicts: Verdict[] }>().verdicts.map(({ position = '' }) => position);
    expect(answer.headers['yimu-position']).toBe(positions.toSorted().at(-1));
    expect((await send([{ path: '/nothing', key: 'k' }])).headers['yimu-position']).toBeUndefined();
  });

  it.each([
    ['no command', [], 400, 'validation', 'commands: expected at least one command.'],
    ['1,001 commands', Array.from({ length: 1_001 }, () => 0), 400, 'validation', 'commands: expected at most 1,000 commands.'],
    ['no list', 'enter', 400, 'validation', 'commands: expected a list.'],
    [
      'more than 8 MiB',
      ['x'.repeat(8_400_000)],
      413,
      'body-too-large',
      'The body is too large: expected at most 1 MiB for a command, 8 MiB for a batch, and 60 KiB for one event.',
    ],
  ])('of %s is refused as a whole', async (_, commands, status, code, detail) => {
    const answer = await send(commands);
    expect([answer.statusCode, answer.json()]).toMatchObject([status, { code, detail }]);
  });

  it('of 1,000 commands is done, at most 32 streams at once', async () => {
    const memory = memoryEventStore();
    const load = { now: 0, most: 0 };
    const store: EventStore = {
      ...memory,
      append: async (...append) => {
        load.now += 1;
        load.most = Math.max(load.most, load.now);
        await new Promise((resolve) => setImmediate(resolve));
        load.now -= 1;
        return memory.append(...append);
      },
    };
    service = await counterService({ store });
    const verdicts = await verdictsOf(Array.from({ length: 1_000 }, (_, n) => enter(`k${n}`)));
    expect([verdicts.length, new Set(verdicts.map(told)), load.most]).toEqual([1_000, new Set([201]), 32]);
  });

  it('begins nothing more after an outage: no later command of a stream goes ahead of one that has to be sent again', async () => {
    const id = await entered(service);
    const appends: string[] = [];
    let isAway = true;
    const store: EventStore = {
      ...service.store,
      append: (stream, ...rest) => {
        appends.push(stream);
        return isAway ? Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })) : service.store.append(stream, ...rest);
      },
    };
    const troubled = await counterService({ store });
    const commands = [raise(id, 'a', 1), raise(id, 'b', 2), ...Array.from({ length: 200 }, (_, n) => enter(`k${n}`))];
    const sendThem = async () => (await troubled.post('/batches', { commands })).json<{ verdicts: Verdict[] }>().verdicts.map(told);
    expect(new Set((await sendThem()).map(String))).toEqual(new Set(['503,overloaded']));
    expect(appends.filter((stream) => stream.endsWith(id))).toHaveLength(1);
    expect(appends.length).toBeLessThanOrEqual(32);
    isAway = false;
    expect(new Set(await sendThem())).toEqual(new Set([201]));
    expect((await eventsOf(id)).map(({ data }) => (data as { by?: number }).by)).toEqual([undefined, 1, 2]);
  });

  it('answers each command that met an outage with 503, and logs it', async () => {
    const memory = memoryEventStore();
    const id = await entered(service);
    const store: EventStore = {
      ...memory,
      append: (stream, ...rest) =>
        stream.endsWith(id) ? memory.append(stream, ...rest) : Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })),
    };
    service = await counterService({ store });
    expect((await verdictsOf([enter('first'), enter('other')])).map(told)).toEqual([201, [503, 'overloaded']]);
    expect(service.lines.some((line) => line.includes('ECONNREFUSED'))).toBe(true);
  });
});
