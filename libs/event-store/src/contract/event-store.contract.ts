// The promises of the port, as sentences. Whoever writes an adapter runs this suite; none of it may be skipped.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { AppendTooLarge, ForeignPosition, InvalidEvent, InvalidStreamName } from '../errors.ts';
import type { EventStore } from '../event-store.ts';
import { limits } from '../limits.ts';
import { appendContract } from './append.contract.ts';
import { readAllContract } from './read-all.contract.ts';
import { readStreamContract } from './read-stream.contract.ts';
import { replayContract } from './replay.contract.ts';
import { follow, newEvent, newEvents, newStream, type StoreUnderTest, sampleInstant } from './samples.ts';
import { subscribeContract } from './subscribe.contract.ts';

/**
 * Runs the whole contract against an adapter.
 * @param makeStore opens a store that stamps events with the clock it gets; called four times
 * @param options `shared`: the store holds other events too, and others write to it meanwhile. Otherwise it is empty and ours.
 */
export const eventStoreContract = (
  name: string,
  makeStore: (clock: Clock) => Promise<StoreUnderTest>,
  { shared = false }: { readonly shared?: boolean } = {},
): void => {
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

  if (!shared) emptyContract(name, makeStore);

  describe(`${name}, closed`, () => {
    it('has ended its subscriptions without an error', async () => {
      const made = await makeStore(() => sampleInstant);
      const { store } = made;
      const feed = follow(store, { after: await store.head() });
      await store.append(newStream(), newEvents(1), 'none');
      await feed.until((items) => items.length > 0);
      await made.close();
      await expect(feed.ended).resolves.toBeUndefined();
    });

    it('refuses bad input with an error of the port: it looks before it sends anything', async () => {
      const made = await makeStore(() => sampleInstant);
      const { store } = made;
      await made.close();
      const [event, large] = [newEvent(), newEvent({ data: { text: 'x'.repeat(limits.eventBytes) } })];
      await expect(store.append(newStream(), [large], 'any')).rejects.toThrow(AppendTooLarge);
      await expect(store.append(newStream(), newEvents(limits.appendEvents + 1), 'any')).rejects.toThrow(AppendTooLarge);
      await expect(store.append(newStream(), [newEvent({ data: { text: '\u0000' } })], 'any')).rejects.toThrow(InvalidEvent);
      await expect(store.append('$thing 1', [event], 'any')).rejects.toThrow(InvalidStreamName);
      for (const after of ['7', '00000000-0001-0000000000000000001']) {
        await expect(Array.fromAsync(store.readAll({ after }))).rejects.toThrow(ForeignPosition);
        const signal = AbortSignal.timeout(10_000);
        await expect(Array.fromAsync(store.subscribe({ after, signal }))).rejects.toThrow(ForeignPosition);
      }
    });
  });
};

/** What holds of a store without events; only one that nobody else writes to can be seen so. */
const emptyContract = (name: string, makeStore: (clock: Clock) => Promise<StoreUnderTest>): void => {
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
};
