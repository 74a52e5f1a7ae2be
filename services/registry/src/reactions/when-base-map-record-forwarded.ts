// Two units of the base map are one: what the joined unit read, and reads from now on, is read by the unit that goes on.
import { baseMap } from '@yimu/domain/basemap';
import { basemapEvents } from '@yimu/domain/basemap/events';
import { type Reaction, runReactionCommand } from '@yimu/server';
import type { z } from 'zod';

const { data: forwarded } = basemapEvents.BaseMapRecordForwarded;

const name = 'base-map-record-forwarded';

type ReadCommand = Extract<Parameters<typeof baseMap.decide>[0], { type: 'ReadBaseMapRecord' | 'WithdrawBaseMapRecord' }>;
type Passing = { [T in ReadCommand['type']]: { type: T; data: Extract<ReadCommand, { type: T }>['data'] } }[ReadCommand['type']];

/** The command of the unit that goes on. The batch was open when the record arrived, whatever became of it. */
const passingOf = ({ intoId: entryId, origin, recordNumber, read, reason }: z.output<typeof forwarded>): Passing => {
  if (read === null) return { type: 'WithdrawBaseMapRecord', data: { entryId, origin, recordNumber, reason: reason ?? '' } };
  const { batchId, ...said } = read;
  const batch = batchId === null ? null : { batchId, origin, open: true };
  return { type: 'ReadBaseMapRecord', data: { entryId, origin, recordNumber, ...said, batch } };
};

/** Passes a reading or a withdrawal on, with its own day and sources, however often it is delivered. */
export const whenBaseMapRecordForwarded: Reaction = {
  name,
  filter: { types: ['BaseMapRecordForwarded'] },
  react: async ({ store, today }, event) => {
    const data = forwarded.parse(event.data);
    const { type, data: passed } = passingOf(data);
    const stream = `basemap-${data.intoId}`;
    const handled = await runReactionCommand(store, { name, cause: event, type, data: passed, stream, decider: baseMap, today });
    if (handled.outcome !== 'done') {
      const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
      throw new Error(`record ${data.recordNumber} was not passed on: ${why}`);
    }
  },
};
