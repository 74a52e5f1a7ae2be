// What a run recorded, read back from the ledger.
import { computed } from '@yimu/domain/assessment';
import type { AssessmentFact } from '@yimu/domain/assessment/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Result } from '@yimu/domain/scoring';
import type { EventStore } from '@yimu/event-store';
import type { CyclePlace } from '../routes/cycle-place.ts';
import { resultCategory } from './streams.ts';

/** A recorded result with whom it concerns. */
export interface RecordedResult {
  readonly run: string;
  readonly result: Result;
  /** Of a parcel: the enterprises that share it. */
  readonly partyIds: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly recordedAt: string;
}

/** Reads the result of an event; undefined for an event of another kind or cycle. */
export const resultIn = (event: RecordedEvent, { jurisdiction, year }: CyclePlace): RecordedResult | undefined => {
  const fact = event as RecordedEvent & AssessmentFact;
  if (fact.type !== 'ParcelGraded' && fact.type !== 'EnterpriseGraded') return undefined;
  const { data, jurisdictions, recordedAt } = fact;
  if (data.cycle.jurisdiction !== jurisdiction || data.cycle.year !== year) return undefined;
  const isParcel = 'parcelId' in data;
  const result = computed(isParcel ? data.parcelId : data.partyId, data);
  return { run: data.run, result, partyIds: isParcel ? data.partyIds : [], jurisdictions, recordedAt };
};

/**
 * Reads the results of a cycle that were recorded after a position, of one run or of all, in the order of the ledger.
 * @param after the position that the run is pinned to: none of its results is older
 * @param upTo where the run ended; none: everything since
 */
export const readResults = async function* (
  store: Pick<EventStore, 'readAll'>,
  of: CyclePlace,
  { after, upTo, run }: { readonly after: string; readonly upTo?: string | undefined; readonly run?: string },
): AsyncGenerator<RecordedResult> {
  for await (const event of store.readAll({ after, filter: { categories: [resultCategory(of)] } })) {
    if (upTo !== undefined && event.position > upTo) return;
    const found = resultIn(event, of);
    if (found !== undefined && (run === undefined || found.run === run)) yield found;
  }
};
