// From the events of one entity to what is believed of it over valid time. A correction takes the place of the event it
// corrects; an annulment ends it from its own date; everything else stands at its own date, and on one day position decides.
import { createHash } from 'node:crypto';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Projection, ReadModelRow } from './projection.ts';

/** A row with the span of valid time over which it is believed (`to` exclusive, null = open) and the event it comes from. */
export interface Belief extends ReadModelRow {
  readonly from: string;
  readonly to: string | null;
  readonly eventId: string;
}

interface Slot {
  readonly on: string;
  readonly position: string;
}

const slots = (events: readonly RecordedEvent[]): ReadonlyMap<string, Slot> => {
  const found = new Map<string, Slot>();
  for (const event of events) {
    const own = { on: event.effectiveOn, position: event.position };
    const corrected = event.corrects === undefined || event.type.endsWith('Annulled') ? undefined : found.get(event.corrects);
    found.set(event.id, corrected ?? own);
  }
  return found;
};

/** Events in the order in which they hold in the world. `events` come in stream order. */
export const inOrderOfValidity = (events: readonly RecordedEvent[]): readonly (readonly [RecordedEvent, string])[] => {
  const places = slots(events);
  const ordered = events.map((event) => ({ event, slot: places.get(event.id) ?? { on: event.effectiveOn, position: event.position } }));
  ordered.sort(
    (left, right) =>
      compare(left.slot.on, right.slot.on) ||
      compare(left.slot.position, right.slot.position) ||
      compare(left.event.position, right.event.position),
  );
  return ordered.map(({ event, slot }) => [event, slot.on] as const);
};

const compare = (left: string, right: string): number => {
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

const sameColumns = (left: ReadModelRow, right: ReadModelRow): boolean => JSON.stringify(left.columns) === JSON.stringify(right.columns);

/** What an event changes: beliefs no longer held, and new ones. */
export interface Step {
  readonly ended: readonly Belief[];
  readonly begun: readonly Belief[];
}

/** The events of one entity folded so far. Continues cheaply with an event that holds after all of them, the usual case. */
export interface Fold {
  /** Takes an event; answers what it changes, or undefined when it holds earlier than another and all must be folded anew. */
  take(event: RecordedEvent): Step | undefined;
  /** All that is believed now. */
  beliefs(): readonly Belief[];
}

/** Folds events, which come in stream order. */
export const foldOf = <S>(projection: Projection<S>, events: readonly RecordedEvent[]): Fold => {
  const settled: Belief[] = [];
  const open = new Map<string, Belief>();
  let state = projection.initial;
  let last = '';

  const step = (event: RecordedEvent, on: string): Step => {
    state = projection.evolve(state, event);
    last = on;
    const rows = new Map(projection.rows(state, on).map((row) => [`${row.table}/${row.key}`, row]));
    const ended: Belief[] = [];
    const begun: Belief[] = [];
    for (const [key, belief] of open) {
      const row = rows.get(key);
      if (row !== undefined && sameColumns(row, belief)) continue;
      open.delete(key);
      ended.push(belief);
      if (belief.from < on) begun.push({ ...belief, to: on });
    }
    settled.push(...begun);
    for (const [key, row] of rows) {
      if (open.has(key)) continue;
      const belief = { ...row, from: on, to: null, eventId: event.id };
      open.set(key, belief);
      begun.push(belief);
    }
    return { ended, begun };
  };

  for (const [event, on] of inOrderOfValidity(events)) step(event, on);
  return {
    take: (event) => {
      const replaces = event.corrects !== undefined && !event.type.endsWith('Annulled');
      return replaces || event.effectiveOn < last ? undefined : step(event, event.effectiveOn);
    },
    beliefs: () => [...settled, ...open.values()],
  };
};

/** What is believed after these events of one entity, over all valid time. */
export const beliefsAfter = <S>(projection: Projection<S>, events: readonly RecordedEvent[]): readonly Belief[] =>
  foldOf(projection, events).beliefs();

/** A short name for all that a belief says, by which stored and wanted beliefs are compared. */
export const digestOf = (belief: Belief): string =>
  createHash('sha256')
    .update(JSON.stringify([belief.table, belief.key, belief.columns, belief.from, belief.to, belief.eventId]))
    .digest('base64url');
