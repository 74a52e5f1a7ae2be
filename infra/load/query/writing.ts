// Somebody who enters parcels in a town while others read.
import { setInterval as seconds } from 'node:timers/promises';
import type { EventStore, NewEvent } from '@yimu/event-store';
import { postgresEventStore } from '@yimu/event-store/postgres';
import type { Bed } from './bed.ts';
import { of, uuidOf } from './city/chance.ts';
import type { Draft } from './city/draft.ts';
import { recorder } from './city/record.ts';
import { type Asker, theOne } from './scopes.ts';

const parcelEntered = ({ code }: Asker, parcelId: string): Draft => ({
  stream: `parcel-${parcelId}`,
  revision: 0,
  type: 'ParcelEntered',
  on: new Date().toISOString().slice(0, 10),
  at: Date.now(),
  jurisdictions: [code],
  hand: 'town',
  data: {
    parcelId,
    jurisdiction: code,
    name: '试验地块',
    address: null,
    landUse: null,
    ownership: null,
    legality: null,
    observed: { area: { value: '30.62', unit: 'mu' }, rank: 0 },
  },
});

export interface Writer {
  /** Whose parcels these are: the largest town. */
  readonly asker: Asker;
  /** Appends a parcel to the store; answers its id and position. */
  readonly write: () => Promise<{ readonly parcelId: string; readonly position: string }>;
  readonly close: () => Promise<void>;
}

/** A writer of its own connection. */
export const openWriter = async ({ place, askers }: Bed): Promise<Writer> => {
  const store: EventStore = await postgresEventStore({ connectionString: place.url('events', 'yimu_registry') });
  const asker = theOne(askers, 'town');
  const record = recorder(place.identity);
  return {
    asker,
    write: async () => {
      const parcelId = uuidOf(of.parcel, Date.now() & 0x7f_ff_ff_ff, Math.floor(Math.random() * 2 ** 31));
      const { stream, revision: _, position: __, recordedAt: ___, ...event } = record(parcelEntered(asker, parcelId));
      const appended = await store.append(stream, [{ ...event, id: crypto.randomUUID() } satisfies NewEvent], 'none');
      if (!appended.appended) throw new Error('the parcel was not written');
      return { parcelId, position: appended.position };
    },
    close: () => store.close(),
  };
};

/** Measures while a parcel is entered every second, so that the rows never stay as they are for longer. */
export const whileWriting = async <T>(bed: Bed, measure: () => Promise<T>): Promise<T> => {
  const writer = await openWriter(bed);
  const over = new AbortController();
  const write = async (): Promise<void> => {
    try {
      for await (const _ of seconds(1_000, undefined, { signal: over.signal })) await writer.write();
    } catch (error) {
      if (!over.signal.aborted) throw error;
    }
  };
  try {
    const [measured] = await Promise.all([measure().finally(() => over.abort()), write()]);
    return measured;
  } finally {
    await writer.close();
  }
};
