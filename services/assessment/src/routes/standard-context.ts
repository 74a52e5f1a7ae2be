// How the version of a standard stands, read from its own stream for a standard or a cycle that names it.
import { type EffectiveDate, foldRecorded, isWithin, type RecordedEvent } from '@yimu/domain/kernel';
import type { SubjectKind } from '@yimu/domain/scoring';
import { standard, versionOf } from '@yimu/domain/standard';
import type { EventStore } from '@yimu/event-store';
import { type Caller, readWithin } from '@yimu/server';
import { standardStream } from './cycle-place.ts';

/** A version of a standard, and of what. */
export interface StandardNamed {
  readonly jurisdiction: string;
  readonly year: number;
  readonly version: number;
  readonly subject: SubjectKind;
}

/** From which day on a published version binds, and what ends it. */
export interface Published {
  readonly validFrom: EffectiveDate;
  readonly validUntil: EffectiveDate | null;
  readonly supersededFrom: EffectiveDate | null;
}

/** How a published version stands; null for one that is not published, or that was never drafted. */
const published = (history: readonly RecordedEvent[], version: number): Published | null => {
  const found = versionOf(foldRecorded(standard, history), version);
  if (found === undefined || found.validFrom === null) return null;
  return { validFrom: found.validFrom, validUntil: found.validUntil, supersededFrom: found.superseded?.from ?? null };
};

/**
 * How the version stands that a place wants to use; null while it is not published. What a level above publishes binds all below it, so that it is read whatever the
 * scope; drafts are not told apart from what does not exist.
 * @param place the jurisdiction that wants to use it
 * @returns 'not-found' for a standard of elsewhere that lies outside the caller's scope
 */
export const publishedFor = async (
  store: EventStore,
  place: string,
  named: StandardNamed,
  caller: Caller,
): Promise<Published | null | 'not-found'> => {
  const stream = standardStream(named);
  if (isWithin(place, named.jurisdiction)) return published(await Array.fromAsync(store.readStream(stream)), named.version);
  const history = await readWithin(store, stream, caller.actor.scope);
  return history === undefined ? 'not-found' : published(history, named.version);
};
