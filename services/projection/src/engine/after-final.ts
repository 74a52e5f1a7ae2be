// What changed after the final decision (审定): events of a parcel that came after its grade of a cycle was final.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';
import { parcelOf } from './concerned-parcel.ts';

/** What `assessment-<parcel>-<cycle>` and `submission-<parcel>-<cycle>` share; null of any other stream, which belongs to no cycle. */
const ofCycle = (stream: string): string | null => /^(?:assessment|submission)-(.+)$/.exec(stream)?.[1] ?? null;

interface Decided {
  /** Parcels of which any grade is final. */
  readonly parcels: Set<string>;
  /** Which of which cycle. */
  readonly cycles: Set<string>;
}

const decidedBefore = async (client: ClientBase, parcelIds: readonly string[]): Promise<Decided> => {
  if (parcelIds.length === 0) return { parcels: new Set(), cycles: new Set() };
  const { rows } = await client.query<{ parcel_id: string; stream: string }>(
    `select parcel_id, stream from event where type = 'GradeFinalised' and parcel_id = any($1::uuid[])`,
    [parcelIds],
  );
  return { parcels: new Set(rows.map((row) => row.parcel_id)), cycles: new Set(rows.flatMap(({ stream }) => ofCycle(stream) ?? [])) };
};

/**
 * The ids of those events that were recorded after a final grade of the parcel that they tell of; of results and forms, after that of
 * their own cycle. `events` come in the order of the store and are not stored yet.
 */
export const afterFinal = async (client: ClientBase, events: readonly RecordedEvent[]): Promise<ReadonlySet<string>> => {
  const concerned = events.flatMap((event) => {
    const parcelId = parcelOf(event.data);
    return parcelId === null ? [] : [{ event, parcelId }];
  });
  const { parcels, cycles } = await decidedBefore(client, [...new Set(concerned.map(({ parcelId }) => parcelId))]);
  const found = new Set<string>();
  for (const { event, parcelId } of concerned) {
    const cycle = ofCycle(event.stream);
    if (cycle === null ? parcels.has(parcelId) : cycles.has(cycle)) found.add(event.id);
    if (event.type !== 'GradeFinalised') continue;
    parcels.add(parcelId);
    if (cycle !== null) cycles.add(cycle);
  }
  return found;
};
