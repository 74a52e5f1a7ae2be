import type { RecordedEvent } from '@yimu/domain/kernel';
import type { CheckpointStore, EventStore } from '@yimu/event-store';
import { memoryCheckpointStore } from '@yimu/event-store/memory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Log, runReaction, runReactionCommand } from '../src/index.ts';
import { counterDecider, findingDecider, typesOf } from './support/counter.ts';
import { type CounterService, counterService, entered, envelope } from './support/counter-service.ts';
import { until } from './support/waiting.ts';

let service: CounterService;
let checkpoints: CheckpointStore;
let running: { controller: AbortController; ended: Promise<void> }[];
let errors: object[];
let warnings: string[];

const logger: Log = {
  info: () => undefined,
  warn: (_details, message) => void warnings.push(message),
  error: (details) => void errors.push(details),
};

beforeEach(async () => {
  service = await counterService();
  checkpoints = memoryCheckpointStore();
  running = [];
  errors = [];
  warnings = [];
});
afterEach(async () => {
  for (const { controller } of running) controller.abort();
  for (const { ended } of running) await ended;
});

/** Runs a reaction as `owner`; answers how to stop it. */
const run = (
  owner: string,
  react: (event: RecordedEvent) => Promise<void>,
  options: { ttl?: number; store?: EventStore; checkpoints?: CheckpointStore } = {},
) => {
  const controller = new AbortController();
  const common = { store: service.store, checkpoints, name: 'echo', owner, signal: controller.signal, logger, react };
  const pauses = { first: 1, longest: 4 };
  const ended = runReaction({ ...common, filter: { categories: ['counter'] }, pauses, ttl: 10_000, ...options });
  running.push({ controller, ended });
  return async () => {
    controller.abort();
    await ended;
  };
};

describe('a reaction', () => {
  it('sees what was there and what comes, in order', async () => {
    const seen: string[] = [];
    const ids = [await entered(service, '310116112', 'a')];
    run('one', async ({ stream }) => void seen.push(stream));
    await until(() => seen.length === 1);
    ids.push(await entered(service, '310116112', 'b'));
    await until(() => seen.length === 2);
    expect(seen).toEqual(ids.map((id) => `counter-${id}`));
  });

  it('does not look and note at once whenever somebody writes, and misses nothing', async () => {
    const seen: string[] = [];
    let looks = 0;
    let notes = 0;
    const store: EventStore = {
      ...service.store,
      subscribe: async function* (options) {
        for await (const item of service.store.subscribe(options)) {
          if (item.kind === 'caught-up') looks += 1;
          yield item;
        }
      },
    };
    const noting: CheckpointStore = {
      ...checkpoints,
      advance: (...lease) => {
        notes += 1;
        return checkpoints.advance(...lease);
      },
    };
    run('one', async ({ stream }) => void seen.push(stream), { store, checkpoints: noting });
    for (let n = 0; n < 30; n += 1) {
      await service.post('/counters', { ...envelope, jurisdiction: '310116112' }, { headers: { 'idempotency-key': `${n}` } });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(() => seen.length === 30);
    expect([looks < 15, notes <= 30 + 2]).toEqual([true, true]);
  });

  it('goes on where the last leader stopped', async () => {
    const seen: string[] = [];
    const react = async ({ stream }: RecordedEvent) => void seen.push(stream);
    await entered(service, '310116112', 'a');
    const stop = run('one', react);
    await until(() => seen.length === 1);
    await stop();
    const second = await entered(service, '310116112', 'b');
    run('two', react);
    await until(() => seen.length === 2);
    expect(seen[1]).toBe(`counter-${second}`);
  });

  it('tries an event again until it succeeds, and lets later ones wait', async () => {
    const seen: string[] = [];
    let failures = 3;
    const ids = [await entered(service, '310116112', 'a'), await entered(service, '310116112', 'b')];
    run('one', async ({ stream }) => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('not yet');
      }
      seen.push(stream);
    });
    await until(() => seen.length === 2);
    expect([seen, errors.length]).toEqual([ids.map((id) => `counter-${id}`), 3]);
  });

  it('sees an event again when its process ended before the checkpoint moved', async () => {
    const seen: string[] = [];
    await entered(service);
    const dying = Promise.withResolvers<void>();
    const stop = run('one', async ({ id }) => {
      seen.push(id);
      await dying.promise;
    });
    await until(() => seen.length === 1);
    const stopping = stop();
    dying.reject(new Error('killed'));
    await stopping;
    run('two', async ({ id }) => void seen.push(id));
    await until(() => seen.length === 2);
    expect(seen[1]).toBe(seen[0]);
  });

  it('has one leader; another process waits, and takes over when the leader lets go', async () => {
    const seen: string[] = [];
    const stop = run('one', async () => void seen.push('one'), { ttl: 40 });
    await entered(service, '310116112', 'a');
    await until(() => seen.length === 1);
    run('two', async () => void seen.push('two'), { ttl: 40 });
    await entered(service, '310116112', 'b');
    await until(() => seen.length === 2);
    await stop();
    await entered(service, '310116112', 'c');
    await until(() => seen.length === 3);
    expect(seen).toEqual(['one', 'one', 'two']);
  });

  it('stops when its lease has passed on, without moving the checkpoint of the new leader', async () => {
    let now = 0;
    checkpoints = memoryCheckpointStore({ now: () => now });
    const held = Promise.withResolvers<void>();
    const seen: string[] = [];
    run('slow', async () => {
      seen.push('slow');
      await held.promise;
    });
    await entered(service);
    await until(() => seen.length === 1);
    now = 10_001;
    const lease = await checkpoints.acquire('echo', 'other', 1_000_000);
    held.resolve();
    await until(() => warnings.includes('lease lost'));
    expect((await checkpoints.acquire('echo', 'other', 1_000_000))?.checkpoint).toBe(lease?.checkpoint);
  });

  it('outlasts a store that fails', async () => {
    let failures = 2;
    const flaky: EventStore = {
      ...service.store,
      subscribe: (options) => {
        failures -= 1;
        if (failures >= 0) throw new Error('connection lost');
        return service.store.subscribe(options);
      },
    };
    const seen: string[] = [];
    await entered(service);
    run('one', async ({ id }) => void seen.push(id), { store: flaky });
    await until(() => seen.length === 1);
    expect(errors.length).toBe(2);
  });
});

describe('a command given by a reaction', () => {
  const today = '2024-03-11' as RecordedEvent['effectiveOn'];
  const causeOf = async (): Promise<RecordedEvent> => {
    const [event] = await Array.fromAsync(service.store.readStream(`counter-${await entered(service)}`));
    if (event === undefined) throw new Error('nothing was entered');
    return event;
  };
  const open = (cause: RecordedEvent, n: number, about: string) =>
    runReactionCommand(service.store, {
      name: 'doubt',
      cause,
      n,
      type: 'OpenFinding',
      data: { about },
      stream: `finding-${n}`,
      decider: findingDecider,
      today,
    });

  it('is recorded as its own, with the rights, date and sources of what caused it', async () => {
    const cause = await causeOf();
    await open(cause, 0, 'x');
    const [event] = await Array.fromAsync(service.store.readStream('finding-0'));
    const { effectiveOn, sources, correlationId } = cause;
    expect(event).toMatchObject({
      effectiveOn,
      sources,
      correlationId,
      causationId: cause.id,
      actor: { ...cause.actor, sub: 'reaction:doubt' },
    });
  });

  it('appends once, however often the event is delivered and whatever was read meanwhile', async () => {
    const cause = await causeOf();
    expect(await open(cause, 0, 'x')).toMatchObject({ outcome: 'done', appended: 1 });
    expect(await open(cause, 0, 'y')).toMatchObject({ outcome: 'done', appended: 0 });
    await open(cause, 1, 'x');
    expect(typesOf(await Array.fromAsync(service.store.readAll({ filter: { categories: ['finding'] } })))).toEqual([
      'FindingOpened',
      'FindingOpened',
    ]);
  });

  it('is impossible when the permission table does not name reactions', async () => {
    const cause = await causeOf();
    const data = { counterId: 'x', by: 1 };
    expect(() =>
      runReactionCommand(service.store, {
        name: 'doubt',
        cause,
        type: 'CorrectParcelArea',
        data,
        stream: cause.stream,
        decider: counterDecider,
        today,
      }),
    ).toThrow('reactions may not give the command CorrectParcelArea');
  });
});
