import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { beforeEach, describe, expect, it } from 'vitest';
import { continuing, lookAt } from '../src/history.ts';
import { type CounterService, counterService, envelope } from './support/counter-service.ts';

const memory = memoryEventStore();
let reads: string[] = [];
const store: EventStore = {
  ...memory,
  readStream: (stream, options) => {
    reads.push(`${options?.direction ?? 'forwards'} ${options?.limit ?? 'all'}`);
    return memory.readStream(stream, options);
  },
};
const stream = 'counter-long';
/** Makes the stream as long as that. */
const grow = async (length: number) => {
  const service: CounterService = await counterService();
  await service.post('/counters', { ...envelope, jurisdiction: '310116112' });
  const [event] = await Array.fromAsync(service.store.readAll());
  if (event === undefined) throw new Error('nothing was entered');
  const { revision: _r, position: _p, stream: _s, recordedAt: _at, ...fact } = event;
  const before = (await Array.fromAsync(memory.readStream(stream))).length;
  for (let n = before; n < length; n += 1) await memory.append(stream, [{ ...fact, id: crypto.randomUUID() }], 'any');
};
const revisions = async (length: number) => {
  await grow(length);
  reads = [];
  const { last, whole } = await lookAt(store, stream);
  return [last?.revision, (await whole()).map(({ revision }) => revision), reads];
};
const upTo = (length: number) => Array.from({ length }, (_, n) => n);

beforeEach(() => {
  reads = [];
});

describe('a look at a stream', () => {
  it('that was never written finds nothing and asks once', async () => {
    expect(await revisions(0)).toEqual([undefined, [], ['backwards 32']]);
  });
  it('shows all of a short one', async () => {
    expect(await revisions(3)).toEqual([2, upTo(3), ['backwards 32']]);
    expect(await revisions(32)).toEqual([31, upTo(32), ['backwards 32']]);
  });
  it('asks for the beginning of a long one only when that is wanted', async () => {
    expect(await revisions(33)).toEqual([32, upTo(33), ['backwards 32', 'forwards 1']]);
    expect(await revisions(80)).toEqual([79, upTo(80), ['backwards 32', 'forwards 48']]);
    reads = [];
    expect([(await lookAt(store, stream)).last?.revision, reads]).toEqual([79, ['backwards 32']]);
  });
});

it('a store that continues from a history answers it once, and everything else itself', async () => {
  await grow(80);
  const [first] = await Array.fromAsync(memory.readStream(stream, { limit: 1 }));
  const known = continuing(store, stream, first === undefined ? [] : [first]);
  const read = async (...asked: Parameters<EventStore['readStream']>) => (await Array.fromAsync(known.readStream(...asked))).length;
  expect([await read('counter-other'), await read(stream, { limit: 2 }), await read(stream), await read(stream)]).toEqual([0, 2, 1, 80]);
  expect(reads).toEqual(['forwards all', 'forwards 2', 'forwards all']);
});
