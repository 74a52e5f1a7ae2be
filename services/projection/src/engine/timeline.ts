// From the events of one entity to what is believed of it over valid time. A correction takes the place of the event it
// corrects, and so does an annulment after which the thing never was; any other annulment ends it from its own date; everything
// else stands at its own date, and on one day position decides.
import { hash } from 'node:crypto';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Belief, Fold, Step } from './belief.ts';
import { dailyFoldOf } from './daily.ts';
import { datedFoldOf } from './dated.ts';
import type { PointProjection, Projection } from './projection.ts';
import { sameColumns } from './same-columns.ts';

interface Slot {
  readonly on: string;
  readonly position: string;
}

type Voiding = Projection['voiding'];

/** Whether an event stands where the one stood that it corrects. */
const takesItsPlace = ({ corrects, type }: RecordedEvent, voiding: Voiding = []): boolean =>
  corrects !== undefined && (!type.endsWith('Annulled') || voiding.includes(type));

const slots = (events: readonly RecordedEvent[], voiding: Voiding): ReadonlyMap<string, Slot> => {
  const found = new Map<string, Slot>();
  for (const event of events) {
    const own = { on: event.effectiveOn, position: event.position };
    const corrected = takesItsPlace(event, voiding) ? found.get(event.corrects ?? '') : undefined;
    found.set(event.id, corrected ?? own);
  }
  return found;
};

/** Events in the order in which they hold in the world. `events` come in stream order. */
export const inOrderOfValidity = (events: readonly RecordedEvent[], voiding?: Voiding): readonly (readonly [RecordedEvent, string])[] => {
  const places = slots(events, voiding);
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

/** Folds events, which come in stream order. */
export const foldOf = <S>(projection: Projection<S>, events: readonly RecordedEvent[]): Fold => {
  if ('rows' in projection) return pointFoldOf(projection, events);
  return 'days' in projection ? dailyFoldOf(projection, events) : datedFoldOf(projection, events);
};

const pointFoldOf = <S>(projection: PointProjection<S>, events: readonly RecordedEvent[]): Fold => {
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
      if (row !== undefined && sameColumns(row.columns, belief.columns)) continue;
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

  for (const [event, on] of inOrderOfValidity(events, projection.voiding)) step(event, on);
  return {
    take: (event) => {
      const refold = takesItsPlace(event, projection.voiding) || event.effectiveOn < last;
      return refold ? undefined : step(event, event.effectiveOn);
    },
    beliefs: () => [...settled, ...open.values()],
  };
};

/** What is believed after these events of one entity, over all valid time. */
export const beliefsAfter = <S>(projection: Projection<S>, events: readonly RecordedEvent[]): readonly Belief[] =>
  foldOf(projection, events).beliefs();

/** A short name for all that a belief says, by which stored beliefs are found. Reckoning it again costs less than remembering it. */
export const digestOf = ({ table, key, columns, from, to, eventId }: Belief): string =>
  hash('sha256', JSON.stringify([table, key, columns, from, to, eventId]), 'base64url');
