// The promises of the port, as sentences. Whoever writes an adapter runs this suite; none of it may be skipped.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import type { EventStore } from '../event-store.ts';
import { appendContract } from './append.contract.ts';
import { readAllContract } from './read-all.contract.ts';
import { readStreamContract } from './read-stream.contract.ts';
import { replayContract } from './replay.contract.ts';
import { follow, newEvents, newStream, type StoreUnderTest, sampleInstant } from './samples.ts';
import { subscribeContract } from './subscribe.contract.ts';

/**
 * Runs the whole contract against an adapter.
 * @param makeStore opens an empty store that stamps events with the clock it gets; called three times
 */
export const eventStoreContract = (name: string, makeStore: (clock: Clock) => Promise<StoreUnderTest>): void => {
  describe(`${name}, as an event store`, () => {
    let made: StoreUnderTest | undefined;
    beforeAll(async () => {
      made = await makeStore(() => sampleInstant);
    });
    afterAll(async () => {
      await made?.close();
    });
    const store = (): EventStore => {
      if (made === undefined) throw new Error('the store under test was not made');
      return made.store;
    };

    describe('append', () => appendContract(store));
    describe('append of known ids', () => replayContract(store));
    describe('readStream', () => readStreamContract(store));
    describe('readAll and head', () => readAllContract(store));
    describe('subscribe', () => subscribeContract(store));
  });

  describe(`${name}, empty`, () => {
    it('has no head and no events, and a subscription that is caught up at once', async () => {
      const made = await makeStore(() => sampleInstant);
      const { store } = made;
      expect(await store.head()).toBeUndefined();
      expect(await Array.fromAsync(store.readAll())).toEqual([]);
      const feed = follow(store, {});
      await feed.until((items) => items.length > 0);
      await feed.stop();
      expect(feed.items.map(({ kind }) => kind)).toEqual(['caught-up']);
      const [item] = feed.items;
      await store.append(newStream(), newEvents(2), 'none');
      expect(await Array.fromAsync(store.readAll({ after: item?.kind === 'caught-up' ? item.position : '' }))).toHaveLength(2);
      await made.close();
    });
  });

  describe(`${name}, closed`, () => {
    it('has ended its subscriptions without an error', async () => {
      const made = await makeStore(() => sampleInstant);
      const { store } = made;
      const all = Array.fromAsync(store.subscribe({ signal: new AbortController().signal }));
      await store.append(newStream(), newEvents(1), 'none');
      await made.close();
      expect((await all).length).toBeLessThanOrEqual(3);
    });
  });
};
