// Lock of the write side: what lies outside the caller's scope does not exist for it.
import { isWithin, type RecordedEvent, type Scope } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';

/** True when a subtree scope covers at least one of the codes. Other kinds of scope command nothing yet. */
export const covers = (scope: Scope, jurisdictions: readonly string[]): boolean =>
  scope.kind === 'subtree' && jurisdictions.some((code) => isWithin(code, scope.value));

/** The last event of a stream, none if it was never written. One row, however long the stream is. */
export const lastEvent = async (store: EventStore, stream: string): Promise<RecordedEvent | undefined> =>
  (await Array.fromAsync(store.readStream(stream, { direction: 'backwards', limit: 1 })))[0];

/**
 * The history of a stream as far as the scope may know of it: none when it does not exist or lies outside.
 * The last event is looked at first, so that another tenant's long stream takes no longer than a missing one.
 */
export const readWithin = async (store: EventStore, stream: string, scope: Scope): Promise<readonly RecordedEvent[] | undefined> => {
  const last = await lastEvent(store, stream);
  if (last === undefined || !covers(scope, last.jurisdictions)) return undefined;
  const history = await Array.fromAsync(store.readStream(stream));
  return covers(scope, history.at(-1)?.jurisdictions ?? []) ? history : undefined;
};
