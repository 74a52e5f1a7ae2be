// Lock of the write side: what lies outside the caller's scope does not exist for it.
import { isWithin, type RecordedEvent, type Scope } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { lookAt } from './history.ts';

/** True when a subtree scope covers at least one of the codes. Other kinds of scope command nothing yet. */
export const covers = (scope: Scope, jurisdictions: readonly string[]): boolean =>
  scope.kind === 'subtree' && jurisdictions.some((code) => isWithin(code, scope.value));

/** True when a scope that is no subtree began the stream itself: an enterprise knows the evidence it stored. */
const began = async (store: EventStore, stream: string, { kind, value }: Scope): Promise<boolean> => {
  if (kind === 'subtree') return false;
  const [first] = await Array.fromAsync(store.readStream(stream, { limit: 1 }));
  return first?.actor.scope.kind === kind && first.actor.scope.value === value;
};

/**
 * The history of a stream as far as the scope may know of it: none when it does not exist or lies outside.
 * The end is looked at first, so that another tenant's long stream takes no longer than a short one.
 */
export const readWithin = async (store: EventStore, stream: string, scope: Scope): Promise<readonly RecordedEvent[] | undefined> => {
  const { last, whole } = await lookAt(store, stream);
  if (last === undefined) return undefined;
  return covers(scope, last.jurisdictions) || (await began(store, stream, scope)) ? whole() : undefined;
};
