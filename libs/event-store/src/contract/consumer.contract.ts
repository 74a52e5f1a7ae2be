import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { consume } from '../consume/consume.ts';
import { consumerStatus } from '../consume/consumer-status.ts';
import type { ConsumeOptions, Notice } from '../consume/options.ts';
import type { CheckpointStore } from '../durable-subscription.ts';
import type { EventStore } from '../event-store.ts';
import { appendEach, idsOf, newCategory, newEvent, newEvents, newStream } from './samples.ts';

/** A store with its checkpoints and how to let both go. */
export interface ConsumerUnderTest {
  readonly store: EventStore;
  readonly checkpoints: CheckpointStore;
  close(): Promise<void>;
}

/** What durable subscriptions promise on a store and its checkpoints. */
export const consumerContract = (name: string, make: () => Promise<ConsumerUnderTest>): void => {
  describe(`${name}, under a durable subscription`, () => {
    let made: ConsumerUnderTest;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(() => made.close());

    /** A consumer of a category of its own that fails on the events in `poison`. */
    const scene = () => {
      const category = newCategory();
      const consumer = `consumer-${randomUUID()}`;
      const poison = new Set<string>();
      const handled: RecordedEvent[] = [];
      const notices: Notice[] = [];
      const filter = { categories: [category] };
      const run = (owner: string, own: Partial<ConsumeOptions> = {}) => {
        const controller = new AbortController();
        const handle = async (event: RecordedEvent) => {
          if (poison.has(event.id)) throw new TypeError(`张三 of ${event.id}`);
          handled.push(event);
        };
        const ended = consume({
          ...made,
          name: consumer,
          filter,
          owner,
          signal: controller.signal,
          handle,
          attempts: 3,
          pauses: { first: 1, longest: 2 },
          replayLook: 5,
          onNotice: (notice) => notices.push(notice),
          ...own,
        });
        const stop = async () => {
          controller.abort();
          await ended;
        };
        onTestFinished(stop);
        return stop;
      };
      const status = () => consumerStatus({ ...made, name: consumer, filter });
      return { stream: () => newStream(category), consumer, poison, handled, notices, run, status };
    };
    const until = (holds: () => boolean | Promise<boolean>) =>
      vi.waitFor(
        async () => {
          if (!(await holds())) throw new Error('what was awaited did not come');
        },
        { timeout: 10_000, interval: 5 },
      );
    const append = async (stream: string, events = newEvents(1)) => {
      await appendEach(made.store, stream, events);
      return events;
    };

    it('parks an event that keeps failing, and later ones of its stream behind it, while other streams go on', async () => {
      const { stream, consumer, poison, handled, notices, run } = scene();
      const [held, free] = [stream(), stream()];
      const [first, second, third] = newEvents(3);
      const before = await append(free);
      poison.add(first?.id ?? '');
      await append(
        held,
        [first, second].flatMap((event) => event ?? []),
      );
      const between = await append(free);
      await append(
        held,
        [third].flatMap((event) => event ?? []),
      );
      const after = await append(free);
      run('one');
      await until(() => handled.length === 3);
      expect(idsOf(handled)).toEqual(idsOf([...before, ...between, ...after]));
      const parked = await made.checkpoints.parked(consumer);
      expect(parked.map(({ eventId, revision, attempts }) => [eventId, revision, attempts])).toEqual([
        [first?.id, 0, 3],
        [second?.id, 1, 0],
        [third?.id, 2, 0],
      ]);
      expect(notices.filter(({ kind }) => kind === 'parked')).toMatchObject([{ event: { id: first?.id }, attempts: 3 }]);
    });

    it('keeps of an error what it was and where it was thrown, never what it said', async () => {
      const { stream, consumer, poison, run, status } = scene();
      const events = newEvents(1);
      poison.add(events[0]?.id ?? '');
      await append(stream(), events);
      run('one');
      await until(async () => (await status()).parkedEvents === 1);
      const [parked] = await made.checkpoints.parked(consumer);
      expect(parked?.error).toMatch(/^TypeError at consumer\.contract\.ts:\d+$/);
    });

    it('replays a stream in order when asked to, and then takes it up again', async () => {
      const { stream, consumer, poison, handled, notices, run, status } = scene();
      const held = stream();
      const events = newEvents(4);
      poison.add(events[0]?.id ?? '');
      await append(held, events.slice(0, 3));
      run('one');
      await until(async () => (await status()).parkedEvents === 3);
      expect(handled).toEqual([]);
      poison.clear();
      expect(await made.checkpoints.requestReplay(consumer, held)).toBe(1);
      await until(() => notices.some(({ kind }) => kind === 'resumed'));
      await append(held, events.slice(3));
      await until(() => handled.length === 4);
      expect(idsOf(handled)).toEqual(idsOf(events));
      expect(await status()).toMatchObject({ parkedEvents: 0, parkedStreams: 0 });
    });

    it('holds a stream back again from the event on that fails in the replay', async () => {
      const { stream, consumer, poison, handled, run, status } = scene();
      const held = stream();
      const events = newEvents(3);
      poison.add(events[0]?.id ?? '');
      await append(held, events);
      run('one');
      await until(async () => (await status()).parkedEvents === 3);
      poison.clear();
      poison.add(events[1]?.id ?? '');
      await made.checkpoints.requestReplay(consumer);
      await until(async () => (await made.checkpoints.parkedStreams(consumer)).every(({ events: count }) => count === 2));
      await until(async () => (await made.checkpoints.parkedStreams(consumer)).every(({ replayRequested }) => !replayRequested));
      expect(idsOf(handled)).toEqual(idsOf(events.slice(0, 1)));
      const parked = await made.checkpoints.parked(consumer);
      expect(parked.map(({ eventId, attempts }) => [eventId, attempts])).toEqual([
        [events[1]?.id, 3],
        [events[2]?.id, 0],
      ]);
    });

    it('holds a stream back under the next leader too, who does the replay', async () => {
      const { stream, consumer, poison, handled, run, status } = scene();
      const [held, free] = [stream(), stream()];
      const events = newEvents(2);
      poison.add(events[0]?.id ?? '');
      await append(held, events.slice(0, 1));
      const stop = run('one');
      await until(async () => (await status()).parkedEvents === 1);
      await stop();
      poison.clear();
      await append(held, events.slice(1));
      const [other] = await append(free);
      run('two');
      await until(() => handled.length === 1);
      expect(idsOf(handled)).toEqual([other?.id]);
      await made.checkpoints.requestReplay(consumer);
      await until(() => handled.length === 3);
      expect(idsOf(handled)).toEqual([other?.id, ...idsOf(events)]);
    });

    it('parks nothing while the checkpoints cannot be reached: an outage says nothing about an event', async () => {
      const { stream, handled, notices, run, status } = scene();
      let away = true;
      await append(stream());
      const acquire: CheckpointStore['acquire'] = async (...given) => {
        if (away && handled.length + notices.length > 1) throw new Error('connection lost');
        return made.checkpoints.acquire(...given);
      };
      const tried: string[] = [];
      run('one', {
        checkpoints: { ...made.checkpoints, acquire },
        handle: async (event) => {
          tried.push(event.id);
          if (tried.length > 8) away = false;
          if (tried.length < 10) throw new Error('connection lost');
          handled.push(event);
        },
      });
      await until(() => handled.length === 1);
      expect(tried).toHaveLength(10);
      expect((await status()).parkedEvents).toBe(0);
    });

    it('tells how old the oldest event is that waits, who leads and what is parked', async () => {
      const { stream, consumer, handled, run, status } = scene();
      expect(await status()).toMatchObject({ leader: undefined, checkpoint: undefined, lag: 0, parkedEvents: 0 });
      const recordedAt = new Date(Date.now() - 60_000).toISOString().replace('Z', '000Z');
      await append(stream(), [newEvent({ recordedAt })]);
      expect((await status()).lag).toBeGreaterThanOrEqual(60_000);
      run('one');
      await until(() => handled.length === 1);
      await until(async () => (await status()).lag === 0);
      const { checkpoint = '', ...rest } = await status();
      expect(rest).toMatchObject({ name: consumer, leader: 'one' });
      expect(checkpoint >= (handled[0]?.position ?? '~')).toBe(true);
    });
  });
};
