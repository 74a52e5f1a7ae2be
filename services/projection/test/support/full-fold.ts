// What folding a health check day by day is measured by: all its events anew, in the order in which they hold.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { SubmissionEvent } from '@yimu/domain/submission/events';
import { absent, evolve, type SubmissionState } from '@yimu/domain/submission/state';
import type { CheckDay, CheckOnDay } from '../../src/projections/submission-days.ts';

const told = (event: RecordedEvent): SubmissionEvent => event as unknown as SubmissionEvent;

const keysOf = (event: SubmissionEvent): readonly string[] => {
  const { type, data } = event;
  if (type === 'EnterprisesRenamed') return ['enterprises'];
  if (type === 'FormSubmitted' || type === 'FormReturned' || type === 'FormConfirmed') return [`form ${data.form} ${data.partyId}`];
  if (type !== 'FiguresSupplied') return [];
  const own = data.figures.map(({ quantity }) => `figure ${quantity} ${data.partyId}`);
  return data.form === null ? own : [`form ${data.form} ${data.partyId}`, ...own];
};

/** The day from which each event holds: a correction in the place of what it corrects, nothing before the opening or what it replaces. */
const daysOf = (events: readonly RecordedEvent[], opened: string): readonly string[] => {
  const byId = new Map<string, string>();
  const byKey = new Map<string, string>();
  return events.map((event) => {
    const keys = keysOf(told(event));
    const own = [event.effectiveOn, opened, ...keys.flatMap((key) => byKey.get(key) ?? [])].toSorted().at(-1) ?? opened;
    const day = event.corrects === undefined ? own : (byId.get(event.corrects) ?? own);
    byId.set(event.id, day);
    for (const key of keys) byKey.set(key, day);
    return day;
  });
};

/** How the health check stood on each day on which something changed. */
export const fullFold = (events: readonly RecordedEvent[]): readonly CheckDay[] => {
  const opening = events.find(({ type }) => type === 'HealthCheckOpened');
  if (opening === undefined) return [];
  const days = daysOf(events, opening.effectiveOn);
  const inOrder = events
    .map((event, n) => ({ event: told(event), on: days[n] ?? opening.effectiveOn }))
    .toSorted((left, right) => Number(left.on > right.on) - Number(left.on < right.on));
  const found = new Map<string, CheckOnDay>();
  const soleAt = new Map<string, string | null>();
  let state: SubmissionState = absent;
  let contradictions: CheckOnDay['contradictions'] = [];
  for (const { event, on } of inOrder) {
    state = evolve(state, event);
    if (state.kind === 'absent') continue;
    const [only] = state.enterprises;
    soleAt.set(event.id, state.enterprises.length === 1 && only !== undefined ? only : null);
    if (event.type === 'FigureContradicted') contradictions = [...contradictions, event];
    found.set(on, { check: state, contradictions, soleAt });
  }
  return [...found].map(([on, standing]) => ({ on, ...standing }));
};
