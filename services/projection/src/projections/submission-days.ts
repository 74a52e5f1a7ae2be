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

/** A health check as it stood on one day. */
export interface CheckDay extends CheckOnDay {
  readonly on: string;
}

/** A health check with every day on which something changed. */
export interface CheckByDay {
  /** Those that came before it was opened: nothing holds before that. */
  readonly early: readonly RecordedEvent[];
  /** The day on which it was opened; null before. */
  readonly opened: string | null;
  /** From which day each event holds, and from which day what it changes does. */
  readonly byId: ReadonlyMap<string, string>;
  readonly byKey: ReadonlyMap<string, string>;
  /** In the order in which they hold. */
  readonly told: readonly { readonly event: SubmissionEvent; readonly on: string }[];
  readonly days: readonly CheckDay[];
}

export const noDays: CheckByDay = { early: [], opened: null, byId: new Map(), byKey: new Map(), told: [], days: [] };

/** Takes an event, in the order of the stream. Days before the one from which it holds stay the same objects. */
export const tellDay = (before: CheckByDay, event: RecordedEvent): CheckByDay => {
  if (before.opened !== null) return told(before, before.opened, event);
  const early = [...before.early, event];
  if (event.type !== 'HealthCheckOpened') return { ...before, early };
  return early.reduce<CheckByDay>((state, each) => told(state, event.effectiveOn, each), { ...noDays, opened: event.effectiveOn });
};

const told = (before: CheckByDay, opened: string, recorded: RecordedEvent): CheckByDay => {
  const event = asTold(recorded);
  const keys = keysOf(event);
  const on = dayOf(before, opened, recorded, keys);
  const after = before.told.findLastIndex((each) => each.on <= on) + 1;
  const later = before.told.slice(after);
  return {
    ...before,
    byId: new Map(before.byId).set(event.id, on),
    byKey: keys.length === 0 ? before.byKey : new Map([...before.byKey, ...keys.map((key) => [key, on] as const)]),
    told: [...before.told.slice(0, after), { event, on }, ...later],
    days: [{ event, on }, ...later].reduce<readonly CheckDay[]>(
      (days, each) => withEvent(days, each.event, each.on),
      before.days.filter((day) => day.on <= on),
    ),
  };
};

/** The day from which an event holds: a correction in the place of what it corrects, nothing before the opening. */
const dayOf = ({ byId, byKey }: CheckByDay, opened: string, event: RecordedEvent, keys: readonly string[]): string => {
  const earlier = keys.flatMap((key) => byKey.get(key) ?? []);
  const own = [event.effectiveOn, opened, ...earlier].reduce((last, day) => (day > last ? day : last));
  return event.corrects === undefined ? own : (byId.get(event.corrects) ?? own);
};

const noState: SubmissionState = absent;

/** The days with what an event changes on the last of them, or on a new one. */
const withEvent = (days: readonly CheckDay[], event: SubmissionEvent, on: string): readonly CheckDay[] => {
  const last = days.at(-1);
  const check = evolve(last?.check ?? noState, event);
  if (check.kind === 'absent') return days;
  const day: CheckDay = {
    on,
    check,
    contradictions: event.type === 'FigureContradicted' ? [...(last?.contradictions ?? []), event] : (last?.contradictions ?? []),
    soleAt: new Map(last?.soleAt).set(event.id, soleOf(check)),
  };
  return [...(last?.on === on ? days.slice(0, -1) : days), day];
};
