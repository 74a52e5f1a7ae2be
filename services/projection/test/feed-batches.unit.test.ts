import type { RecordedEvent } from '@yimu/domain/kernel';
import type { FeedItem } from '@yimu/event-store';
import { describe, expect, it } from 'vitest';
import { type Batch, batchesOf, withNext } from '../src/engine/batches.ts';

const event = (position: string): FeedItem => ({ kind: 'event', event: { position } as RecordedEvent });
const caughtUp = (position: string): FeedItem => ({ kind: 'caught-up', position });

async function* feedOf(items: readonly FeedItem[]): AsyncGenerator<FeedItem> {
  yield* items;
}
const positions = ({ events, position }: Batch) => [events.map((each) => each.position).join(' '), position];

describe('a feed', () => {
  it('is cut where a batch is full and where the store has no more', async () => {
    const feed = feedOf([event('1'), event('2'), event('3'), caughtUp('5'), caughtUp('5'), event('6'), caughtUp('6')]);
    const batches = await Array.fromAsync(batchesOf(feed, 2, '0'));
    expect(batches.map(positions)).toEqual([
      ['1 2', '2'],
      ['3', '5'],
      ['6', '6'],
    ]);
  });
  it('in which nothing has come makes no batch', async () => {
    expect(await Array.fromAsync(batchesOf(feedOf([caughtUp('7')]), 2, '7'))).toEqual([]);
  });
});

describe('the next batch', () => {
  const batches = (): AsyncGenerator<Batch> => batchesOf(feedOf(['1', '2', '3'].map(event)), 1, undefined);

  it('is read while one is applied, one and no more', async () => {
    const seen: unknown[] = [];
    for await (const { batch, next } of withNext(batches())) {
      await new Promise(setImmediate);
      seen.push([batch.position, next()?.position]);
    }
    expect(seen).toEqual([
      ['1', '2'],
      ['2', '3'],
      ['3', undefined],
    ]);
  });
  it('is not waited for by whoever stops, though it never comes', async () => {
    async function* endless(): AsyncGenerator<Batch> {
      yield { events: [], position: '1' };
      await new Promise(() => undefined);
    }
    const stopped = async () => {
      for await (const { batch } of withNext(endless())) throw new Error(`stopped at ${batch.position}`);
    };
    await expect(stopped()).rejects.toThrow('stopped at 1');
  });
  it('fails in its turn when it cannot be read', async () => {
    async function* broken(): AsyncGenerator<Batch> {
      yield { events: [], position: '1' };
      throw new Error('the store is gone');
    }
    const seen: string[] = [];
    const follow = async () => {
      for await (const { batch } of withNext(broken())) {
        await new Promise(setImmediate);
        seen.push(batch.position);
      }
    };
    await expect(follow()).rejects.toThrow('the store is gone');
    expect(seen).toEqual(['1']);
  });
});
