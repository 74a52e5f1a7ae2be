// How long it takes from writing a fact until it is answered, while others read: an event appended to the store, then asked for under its
// position (Yimu-Min-Position).

import type { EventStore, NewEvent } from '@yimu/event-store';
import { percentile } from '@yimu/event-store/bench/callers';
import type { Figure } from '@yimu/event-store/bench/figures';
import { postgresEventStore } from '@yimu/event-store/postgres';
import { type Bed, connections, type Group } from '../bed.ts';
import { of, uuidOf } from '../city/chance.ts';
import type { Draft } from '../city/draft.ts';
import { recorder } from '../city/record.ts';
import { parcelById } from '../documents.ts';
import { spreadOf, waiting } from '../figures.ts';
import { type Asker, theOne } from '../scopes.ts';
import { fire, shotOf } from '../shots.ts';
import { pageShots } from './page.ts';

const times = 200;
const longest = 60;

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

/** Writes a parcel and waits until it is answered; answers the ms. */
const writeAndSee = async (store: EventStore, bed: Bed, asker: Asker): Promise<number> => {
  const parcelId = uuidOf(of.parcel, Date.now() & 0x7f_ff_ff_ff, Math.floor(Math.random() * 2 ** 31));
  const { stream, revision: _, position: __, recordedAt: ___, ...event } = recorder(bed.place.identity)(parcelEntered(asker, parcelId));
  const begun = performance.now();
  const appended = await store.append(stream, [{ ...event, id: crypto.randomUUID() } satisfies NewEvent], 'none');
  if (!appended.appended) throw new Error('the parcel was not written');
  const { path, method, headers, body } = shotOf(asker.token, parcelById(parcelId));
  const response = await fetch(new URL(path, bed.url), {
    method,
    headers: { ...headers, 'yimu-min-position': appended.position },
    body: body ?? null,
  });
  const text = await response.text();
  const milliseconds = performance.now() - begun;
  if (!text.includes(parcelId)) throw new Error(`the parcel was not answered: ${response.status} ${text.slice(0, 400)}`);
  return milliseconds;
};

const visible = async (bed: Bed): Promise<readonly Figure[]> => {
  const store = await postgresEventStore({ connectionString: bed.place.url('events', 'yimu_registry') });
  const asker = theOne(bed.askers, 'town');
  const waits: number[] = [];
  let reading = true;
  const readers = async (): Promise<void> => {
    for (let second = 0; reading && second < longest; second += 2) await fire(bed.url, pageShots(bed), { connections, seconds: 2 });
  };
  const write = async (): Promise<void> => {
    try {
      for (let n = 0; n < times + 20; n += 1) {
        const each = await writeAndSee(store, bed, asker);
        if (n >= 20) waits.push(each);
      }
    } finally {
      reading = false;
    }
  };
  try {
    await Promise.all([readers(), write()]);
  } finally {
    await store.close();
  }
  const note = `appended, then asked for under its position, while ${connections} connections read pages; ${spreadOf(waits)}`;
  return [waiting('visible.p99_ms', percentile(waits, 0.99), 100, note)];
};

export const visibleGroup: Group = { names: ['visible.p99_ms'], measure: visible };
