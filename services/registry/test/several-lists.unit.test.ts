import { plan } from '@yimu/domain/disposal';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { CheckpointStore, EventStore } from '@yimu/event-store';
import { memoryCheckpointStore, memoryEventStore } from '@yimu/event-store/memory';
import { runReactions } from '@yimu/server';
import { testId } from '@yimu/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reactions } from '../src/reactions/index.ts';
import { whenParcelOnSeveralLists } from '../src/reactions/when-parcel-on-several-lists.ts';
import { town, townOfficer } from './support/officers.ts';
import { clock, give, registryService, sources, today } from './support/service.ts';

const parcelId = testId('古岛');
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

let store: EventStore;
let running: { controller: AbortController; ended: Promise<unknown> }[];
beforeEach(() => {
  store = memoryEventStore({ clock: () => '2024-03-11T04:00:00.000000Z' });
  running = [];
});
afterEach(async () => {
  for (const { controller } of running) controller.abort();
  for (const { ended } of running) await ended;
});

const run = (checkpoints: CheckpointStore = memoryCheckpointStore(), through: EventStore = store) => {
  const controller = new AbortController();
  const started = runReactions(reactions, { store: through, checkpoints, owner: 'test', signal: controller.signal, logger, clock });
  running.push({ controller, ended: started.ended });
  const stop = async () => {
    controller.abort();
    await started.ended;
  };
  return { handled: async () => (await started.progress())[0]?.handled, stop };
};

type Entry = { list: string; row: string; category: 'revitalise' | 'vacate' | 'upgrade'; mode: string; year: number };
const list = (entry: Entry, matchedBy: 'entered' | 'name' = 'name') =>
  give(store, {
    stream: `plan-${parcelId}`,
    decider: plan,
    type: 'ListPlanEntry',
    data: { parcelId, jurisdiction: town, enterprise: '上海古岛时装有限公司', mappedRoute: null, area: null, matchedBy, ...entry },
    key: `${entry.list} ${entry.row}`,
  });
const listTwice = async () => {
  await list({ list: '附件3 盘活', row: '1', category: 'revitalise', mode: '收储', year: 2025 }, 'entered');
  await list({ list: '附件5 提升', row: '3', category: 'upgrade', mode: '亩均税收提升', year: 2026 });
};

const eventsOf = (category: string): Promise<RecordedEvent[]> => Array.fromAsync(store.readAll({ filter: { categories: [category] } }));
const causes = async () => (await eventsOf('plan')).filter(({ type }) => type === 'ParcelOnSeveralLists');

describe('a parcel on several lists', () => {
  it('opens a finding that says what a person has to compare, as an act of the reaction', async () => {
    await listTwice();
    const { handled } = run();
    await vi.waitUntil(async () => (await handled()) === 1);
    const [[cause], [opened, ...more]] = [await causes(), await eventsOf('finding')];
    const findingId = opened?.stream.slice('finding-'.length);
    expect(more).toEqual([]);
    expect(opened).toMatchObject({
      type: 'FindingOpened',
      effectiveOn: today,
      sources,
      jurisdictions: [town],
      actor: { ...townOfficer, sub: 'reaction:parcel-on-several-lists' },
      causationId: cause?.id,
      correlationId: cause?.correlationId,
    });
    expect(opened?.data).toEqual({
      findingId,
      rule: 'parcel-on-several-lists',
      subject: { kind: 'parcel', id: parcelId },
      causedBy: cause?.id,
      titleZh: '同一地块列入多份清单，待核实',
      titleEn: 'One parcel stands on several lists, to be checked',
      detail: [
        { labelZh: '漕府〔2024〕11号 附件3 盘活 第1行', labelEn: '漕府〔2024〕11号, 附件3 盘活, row 1', value: '盘活·收储 2025' },
        { labelZh: '漕府〔2024〕11号 附件5 提升 第3行', labelEn: '漕府〔2024〕11号, 附件5 提升, row 3', value: '提升·亩均税收提升 2026' },
        { labelZh: '匹配方式', labelEn: 'How the rows were matched: by name alone, to be confirmed', value: '按名称匹配，待确认' },
      ],
      departments: [],
    });
  });

  it('opens one finding however often the event is delivered', async () => {
    await listTwice();
    const [cause] = await causes();
    if (cause === undefined) throw new Error('the parcel is on one list only');
    await whenParcelOnSeveralLists.react({ store, today }, cause);
    await whenParcelOnSeveralLists.react({ store, today }, cause);
    expect((await eventsOf('finding')).length).toBe(1);
  });

  it('opens nothing again when the reaction starts from an old checkpoint', async () => {
    await listTwice();
    const first = run();
    await vi.waitUntil(async () => (await first.handled()) === 1);
    await first.stop();
    const before = await store.head();
    const second = run(memoryCheckpointStore());
    await vi.waitUntil(async () => (await second.handled()) === 1);
    expect(await store.head()).toBe(before);
  });

  it('goes on from its checkpoint when it has one', async () => {
    const checkpoints = memoryCheckpointStore();
    await listTwice();
    const first = run(checkpoints);
    await vi.waitUntil(async () => (await checkpoints.acquire('parcel-on-several-lists', 'test', 1_000))?.checkpoint !== undefined);
    await first.stop();
    const second = run(checkpoints);
    await list({ list: '附件4 腾退', row: '2', category: 'vacate', mode: '腾退', year: 2026 });
    await vi.waitUntil(async () => (await second.handled()) === 1);
    expect((await eventsOf('finding')).map(({ causationId }) => causationId)).toEqual((await causes()).map(({ id }) => id));
  });

  it('that stands on more lists than a finding can hold says how many more there are', async () => {
    for (let row = 1; row <= 23; row += 1)
      await list({ list: '附件3 盘活', row: String(row), category: 'revitalise', mode: '收储', year: 2025 });
    const { handled } = run();
    await vi.waitUntil(async () => (await handled()) === 22);
    const details = (await eventsOf('finding')).map(({ data }) => (data as { detail: readonly object[] }).detail);
    expect(details.map(({ length }) => length).slice(-5)).toEqual([20, 21, 22, 22, 22]);
    expect(details.at(-1)?.at(20)).toEqual({ labelZh: '其余条目', labelEn: 'Further entries', value: '3' });
  });
});

describe('how far the reaction is', () => {
  it('is told by the service: the age of an event that is tried again and again, and what is parked', async () => {
    await listTwice();
    const failures = vi.fn(() => Promise.reject(new Error('not now')));
    let now = clock().getTime();
    const controller = new AbortController();
    const started = runReactions(reactions, {
      store: { ...store, append: failures },
      checkpoints: memoryCheckpointStore(),
      owner: 'test',
      signal: controller.signal,
      logger,
      clock: () => new Date(now),
    });
    running.push({ controller, ended: started.ended });
    await vi.waitUntil(() => failures.mock.calls.length > 0);
    now += 7_000;
    const fenceHolders = async () => [{ pid: 4711, milliseconds: 2_500 }];
    const { app } = await registryService({ store, reactions: started.progress, fenceHolders });
    const answer = await app.inject({ url: '/health/reactions' });
    const lagSeconds = 7 + (clock().getTime() - Date.parse((await causes())[0]?.recordedAt ?? '')) / 1_000;
    const nothing = { handled: 0, parkedEvents: 0, parkedStreams: 0 };
    const told = answer.json<{ reactions: readonly { name: string }[] }>().reactions;
    expect(told.map(({ name }) => name)).toEqual(reactions.map(({ name }) => name));
    expect(told[0]).toEqual({ name: 'parcel-on-several-lists', ...nothing, lagSeconds });
    const { body } = await app.inject({ url: '/metrics' });
    expect(body).toContain(`yimu_reaction_lag_seconds{reaction="parcel-on-several-lists",service="registry"} ${lagSeconds}`);
    expect(body).toContain('yimu_fence_holder_seconds{pid="4711",service="registry"} 2.5');
    expect(body).toContain('yimu_reaction_parked_events{reaction="parcel-on-several-lists",service="registry"} 0');
  });
});
