// Load for the lossless test: appenders that dawdle, overtake each other, roll back and are killed, and readers that note
// what they got, and when.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '@yimu/event-store';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { appendBy, connected } from './event-database.ts';

const random = (below: number): number => Math.floor(Math.random() * below);

export interface AppenderOptions {
  readonly streams: readonly string[];
  /** The longest time in milliseconds between drawing a position and ending the transaction. */
  readonly dawdle: number;
  /** Gets the ids of events whose commit was answered, with the moment of performance.now(). */
  readonly answered: Map<string, number>;
  readonly signal: AbortSignal;
}

/** One appender on a connection of its own, until the signal. A tenth of its transactions roll back; killed, it connects anew. */
export const appender = async (url: string, { streams, dawdle, answered, signal }: AppenderOptions): Promise<void> => {
  while (!signal.aborted) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      while (!signal.aborted) {
        await client.query('begin');
        const id = randomUUID();
        await appendBy(client, streams[random(streams.length)] ?? '', id);
        await client.query('select pg_sleep($1)', [(Math.random() * dawdle) / 1_000]);
        const keep = Math.random() < 0.9;
        await client.query(keep ? 'commit' : 'rollback');
        if (keep) answered.set(id, performance.now());
      }
    } catch (error) {
      // Only the connection may be lost; anything else is a fault of the test or of the store.
      if (!(error instanceof Error) || !/terminat|closed|ECONN|not queryable/i.test(error.message)) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
};

/** Ends the connection of one busy appender after the other, until the signal. Answers how many it ended. */
export const killer = (adminUrl: string, applicationName: string, signal: AbortSignal): Promise<number> =>
  connected(adminUrl, async (admin) => {
    let killed = 0;
    while (!signal.aborted) {
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid) from (
           select pid from pg_stat_activity where application_name = $1 and state <> 'idle' order by random() limit 1) as victim`,
        [applicationName],
      );
      killed += rowCount ?? 0;
      // The load itself: some twenty deaths a second.
      await pause(50, undefined, { signal }).catch(() => undefined);
    }
    return killed;
  });

/** An event that a reader got, and when. */
export interface Got {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly position: string;
  readonly at: number;
}

export interface Reader {
  readonly events: readonly Got[];
  /** Every position from which it could have been resumed. */
  readonly checkpoints: readonly string[];
  /** Ends it; answers how often it left the feed and took it up again. */
  stop(): Promise<number>;
}

/** Follows the feed, leaving it now and then and taking it up again from its last checkpoint. */
export const reader = (store: EventStore): Reader => {
  const controller = new AbortController();
  const { signal } = controller;
  // Before the store is closed, also when the test fails: a closed store's feed ends at once, again and again.
  onTestFinished(() => controller.abort());
  const events: Got[] = [];
  const checkpoints: string[] = [];
  const ended = (async () => {
    let resumed = -1;
    while (!signal.aborted) {
      resumed += 1;
      let left = 1 + random(400);
      for await (const item of store.subscribe({ after: checkpoints.at(-1), signal })) {
        if (item.kind === 'event') {
          const { stream, revision, id, position } = item.event;
          events.push({ stream, revision, id, position, at: performance.now() });
        }
        checkpoints.push(item.kind === 'event' ? item.event.position : item.position);
        left -= 1;
        if (left === 0) break;
      }
    }
    return resumed;
  })();
  return {
    events,
    checkpoints,
    stop: () => {
      controller.abort();
      return ended;
    },
  };
};

/** The value below which 99 of 100 lie. */
export const p99 = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.99)] ?? 0;
