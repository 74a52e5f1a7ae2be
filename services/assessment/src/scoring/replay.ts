// The audit of a run: everything computed again from what the ledger held at its position, and compared with what it recorded.
import { bitsOf } from '@yimu/domain/scoring';
import type { EventStore } from '@yimu/event-store';
import type { CyclePlace } from '../routes/cycle-place.ts';
import { readStarted } from './cycle.ts';
import { computeRun } from './job.ts';
import { pacing } from './pace.ts';
import { readResults } from './results.ts';

export interface Replay {
  /** Recorded results that were compared. */
  readonly compared: number;
  /** Subjects whose recorded result is not what comes out, bit by bit. */
  readonly differing: readonly string[];
  /** Subjects that have no recorded result. */
  readonly missing: readonly string[];
  /** Recorded results of nobody who was known at the position. */
  readonly unknown: readonly string[];
}

/** Computes a run again and says which subjects differ: none, unless somebody changed the ledger or the engine. Undefined for an unknown run. */
export const replayOf = async (store: EventStore, of: CyclePlace, run: string, signal?: AbortSignal): Promise<Replay | undefined> => {
  const started = await readStarted(store, of, run);
  if (started === undefined) return undefined;
  const pace = pacing(signal);
  const again = await computeRun(store, started, pace);
  const places = new Map(Array.from({ length: again.count }, (_, n) => [again.idOf(n), n]));
  const differing: string[] = [];
  const unknown: string[] = [];
  let compared = 0;
  for await (const { result, partyIds, jurisdictions } of readResults(store, of, { after: started.position, upTo: started.endedAt, run })) {
    if (pace.due()) await pace.rest();
    compared += 1;
    const place = places.get(result.id);
    places.delete(result.id);
    if (place === undefined) unknown.push(result.id);
    else {
      const { subject, result: expected } = again.at(place);
      const concerned = of.subject === 'parcel' ? subject.partyIds : [];
      if (bitsOf([result, partyIds, jurisdictions]) !== bitsOf([expected, concerned, [subject.town]])) differing.push(result.id);
    }
  }
  return { compared, differing, missing: [...places.keys()], unknown };
};
