// 体检表 day by day: what stood on a day, whatever the order in which it was told.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { SubmissionEvent } from '@yimu/domain/submission/events';
import { absent, evolve, type HealthCheck, type SubmissionState } from '@yimu/domain/submission/state';

type Contradicted = Extract<SubmissionEvent, { type: 'FigureContradicted' }>;

/** A health check as it stands on a day. */
export interface CheckOnDay {
  readonly check: HealthCheck;
  /** With their ids, in the order of the stream. */
  readonly contradictions: readonly Contradicted[];
  /** The only enterprise on the parcel when an event came, by its id: what was said then of the parcel is about that one. */
  readonly soleAt: ReadonlyMap<string, string | null>;
}

/** The only enterprise that a health check names; null for none and for several. */
export const soleOf = ({ enterprises }: Pick<HealthCheck, 'enterprises'>): string | null => {
  const [only] = enterprises;
  return enterprises.length === 1 && only !== undefined ? only : null;
};

const asTold = (event: RecordedEvent): SubmissionEvent => event as unknown as SubmissionEvent;

/** What an event changes: nothing holds earlier than what it replaces. */
const keysOf = (event: SubmissionEvent): readonly string[] => {
  switch (event.type) {
    case 'HealthCheckOpened':
    case 'FigureContradicted':
    case 'FigureCorrected':
      return [];
    case 'EnterprisesRenamed':
      return ['enterprises'];
    case 'FormSubmitted':
    case 'FormReturned':
    case 'FormConfirmed':
      return [`form ${event.data.form} ${event.data.partyId}`];
    case 'FiguresSupplied': {
      const { form, partyId, figures } = event.data;
      const own = figures.map(({ quantity }) => `figure ${quantity} ${partyId}`);
      return form === null ? own : [`form ${form} ${partyId}`, ...own];
    }
  }
};

/** The day from which each event holds: a correction in the place of what it corrects, nothing before the opening. */
const daysOf = (events: readonly RecordedEvent[], opened: string): readonly string[] => {
  const byId = new Map<string, string>();
  const byKey = new Map<string, string>();
  return events.map((event) => {
    const keys = keysOf(asTold(event));
    const earlier = keys.flatMap((key) => byKey.get(key) ?? []);
    const own = [event.effectiveOn, opened, ...earlier].toSorted().at(-1) ?? opened;
    const day = event.corrects === undefined ? own : (byId.get(event.corrects) ?? own);
    byId.set(event.id, day);
    for (const key of keys) byKey.set(key, day);
    return day;
  });
};

/** How the health check stood on each day on which something changed; empty before it was opened. */
export const checkByDay = (events: readonly RecordedEvent[]): ReadonlyMap<string, CheckOnDay> => {
  const opening = events.find(({ type }) => type === 'HealthCheckOpened');
  if (opening === undefined) return new Map();
  const days = daysOf(events, opening.effectiveOn);
  const inOrder = events
    .map((event, n) => ({ event: asTold(event), on: days[n] ?? opening.effectiveOn }))
    .toSorted((left, right) => Number(left.on > right.on) - Number(left.on < right.on));
  const found = new Map<string, CheckOnDay>();
  const soleAt = new Map<string, string | null>();
  let state: SubmissionState = absent;
  let contradictions: readonly Contradicted[] = [];
  for (const { event, on } of inOrder) {
    state = evolve(state, event);
    if (state.kind === 'absent') continue;
    soleAt.set(event.id, soleOf(state));
    if (event.type === 'FigureContradicted') contradictions = [...contradictions, event];
    found.set(on, { check: state, contradictions, soleAt });
  }
  return found;
};
