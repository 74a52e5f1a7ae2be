// A process that appends without end, to be killed. It tells its parent the id of every event whose append was answered; an
// append whose answer was lost is sent again until it is answered, as every caller should.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, NewEvent } from '@yimu/event-store';
import { postgresEventStore } from '@yimu/event-store/postgres';
import { newEvent } from '../src/contract/samples.ts';

const [connectionString = '', streamList = ''] = process.argv.slice(2);
const streams = streamList.split(',');

/** Tries again, after a moment, while the server is away. */
const outlasting = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch {
      await pause(20);
    }
  }
};

const appendOne = async (store: EventStore, stream: string, event: NewEvent): Promise<void> => {
  const answer = await outlasting(() => store.append(stream, [event], 'any'));
  if (!answer.appended) throw new Error(`refused: ${answer.conflict}`);
  process.send?.(event.id);
};

/** Eight callers at once, as in a service. */
const work = async (): Promise<void> => {
  const store = await outlasting(() => postgresEventStore({ connectionString, max: 4 }));
  const caller = async (n: number): Promise<void> => {
    for (;;) await appendOne(store, streams[n % streams.length] ?? '', newEvent({ id: randomUUID() }));
  };
  await Promise.all(Array.from({ length: 8 }, (_, n) => caller(n)));
};

process.on('disconnect', () => process.exit());
await work();
