// What of the projections is watched: how far they lag, how fast they fold, of which versions the rows are and whether new ones are being made.
import type { EventStore } from '@yimu/event-store';
import type { GaugeSource } from '@yimu/server';
import type { Pool } from 'pg';
import { isRebuilding } from '../rebuild/connections.ts';

/** Beyond this many events behind, it is only said that it is this many. */
const countedEvents = 10_000;

/** How far the rows are behind the store; every process answers the same, whoever leads. */
export const lagGauge = (pool: Pool, store: EventStore, checkpoint: string): GaugeSource => ({
  name: 'yimu_projection_lag',
  help: `How far the read models are behind the event store: events, counted up to ${countedEvents}, and seconds since the oldest of them`,
  label: 'unit',
  values: async () => {
    const { rows } = await pool.query<{ position: string | null }>('select position from checkpoint where name = $1', [checkpoint]);
    const after = rows[0]?.position ?? undefined;
    const head = await store.head();
    let events = 0;
    let seconds = 0;
    if (head !== undefined && (after ?? '') < head)
      for await (const { recordedAt } of store.readAll({ after, limit: countedEvents })) {
        if (events === 0) seconds = Math.max(0, (Date.now() - Date.parse(recordedAt)) / 1_000);
        events += 1;
      }
    return new Map([
      ['events', events],
      ['seconds', seconds],
    ]);
  },
});

const rateSeconds = 60;

/** Counts what this process folds; `now` counts milliseconds. */
export const rateGauge = (now: () => number = () => performance.now()): GaugeSource & { readonly add: (events: number) => void } => {
  const batches: { readonly at: number; readonly events: number }[] = [];
  return {
    name: 'yimu_projection_events_per_second',
    help: `Events that this process has folded over the last ${rateSeconds} seconds, by second; 0 where another one leads`,
    label: 'over',
    add: (events) => {
      if (events > 0) batches.push({ at: now(), events });
      while ((batches[0]?.at ?? Number.POSITIVE_INFINITY) < now() - rateSeconds * 1_000) batches.shift();
    },
    values: async () => {
      const recent = batches.filter(({ at }) => at >= now() - rateSeconds * 1_000);
      return new Map([[`${rateSeconds}s`, recent.reduce((sum, { events }) => sum + events, 0) / rateSeconds]]);
    },
  };
};

/** Of which version the rows of every read model are. */
export const versionGauge = (pool: Pool): GaugeSource => ({
  name: 'yimu_projection_version',
  help: 'The version of the rows of a read model',
  label: 'read_model',
  values: async () => {
    const { rows } = await pool.query<{ name: string; version: number }>('select name, version from read_model');
    return new Map(rows.map(({ name, version }) => [name, version]));
  },
});

/** Whether a rebuild is under way, and how many read models have retired rows to go back to. */
export const rebuildGauge = (pool: Pool): GaugeSource => ({
  name: 'yimu_projection_rebuild',
  help: 'Whether a rebuild is under way (1 or 0), and how many read models have retired rows',
  label: 'state',
  values: async () => {
    const { rows } = await pool.query<{ retired: string }>('select count(retired_position) as retired from read_model');
    return new Map([
      ['running', (await isRebuilding(pool)) ? 1 : 0],
      ['retired', Number(rows[0]?.retired ?? 0)],
    ]);
  },
});
