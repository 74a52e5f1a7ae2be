// The subjects of a cycle as the ledger knew them at a position: one look at the feed, however the figures of different departments came.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Standard, Subject } from '@yimu/domain/scoring';
import { type SubmissionEvent, submissionEvents } from '@yimu/domain/submission/events';
import { inputsOf } from '@yimu/domain/submission/read';
import { absent, evolve, type HealthCheck, type SubmissionState } from '@yimu/domain/submission/state';
import type { EventStore } from '@yimu/event-store';
import type { CyclePlace } from '../routes/cycle-place.ts';
import { histories } from './histories.ts';

/** What is scored of a subject, and whom it concerns. */
export interface ScoredSubject extends Subject {
  /** The town it lay in when its 体检表 was opened. */
  readonly town: string;
  /** The enterprises that share its grade. */
  readonly partyIds: readonly string[];
}

export interface Subjects {
  readonly count: number;
  /** How many events they were made of. */
  readonly events: number;
  readonly idOf: (n: number) => string;
  /** The n-th subject, in the order in which they were opened, as a standard sees it. */
  readonly at: (n: number, standard: Pick<Standard, 'quantities'>) => ScoredSubject;
}

/** What scoring asks of the events of a 体检表; other types of its stream say nothing about figures. */
const kept: Readonly<Record<string, readonly string[]>> = {
  HealthCheckOpened: ['code', 'town', 'enterprises'],
  EnterprisesRenamed: ['enterprises'],
  FiguresSupplied: ['partyId', 'form', 'figures', 'period'],
  FigureCorrected: ['partyId', 'quantity', 'value', 'unit', 'period'],
  FormSubmitted: ['partyId', 'form'],
} satisfies Partial<Record<SubmissionEvent['type'], readonly string[]>>;

interface Noted {
  readonly type: string;
  readonly id: string;
  readonly data: unknown;
}

const ofSubject = submissionEvents.FormConfirmed.data.pick({ subjectId: true, subject: true, cycle: true });
type OfSubject = (typeof ofSubject)['_output'];

/** The health check of a subject, as far as scoring asks: from events without what scoring does not ask for. */
const healthCheck = (noted: readonly unknown[]): HealthCheck | undefined => {
  // What was noted came from events of these shapes.
  const state = (noted as readonly SubmissionEvent[]).reduce<SubmissionState>(evolve, absent);
  return state.kind === 'absent' ? undefined : state;
};

const noteOf = ({ type, id, data }: RecordedEvent): Noted | undefined => {
  const keys = kept[type];
  if (keys === undefined) return undefined;
  const given = data as Readonly<Record<string, unknown>>;
  return { type, id, data: Object.fromEntries(keys.map((key) => [key, given[key]])) };
};

/**
 * Reads the 体检表 of a cycle up to and including a position.
 * @param from the position at which the cycle was opened: nothing of it is older
 * @param figureYear the calendar year of the figures that count
 * @param onEvent is told after every event, for whoever shows progress or has to rest
 */
export const readSubjects = async (
  store: Pick<EventStore, 'readAll'>,
  { jurisdiction, year, subject }: CyclePlace,
  { from, upTo, figureYear }: { readonly from: string; readonly upTo: string; readonly figureYear: number },
  onEvent: () => Promise<void> | undefined = () => undefined,
): Promise<Subjects> => {
  const known = histories();
  let events = 0;
  for await (const event of store.readAll({ after: from, filter: { categories: ['submission'] } })) {
    if (event.position > upTo) break;
    const { cycle, ...of } = event.data as OfSubject;
    if (of.subject !== subject || cycle.jurisdiction !== jurisdiction || cycle.year !== year) continue;
    events += 1;
    const noted = noteOf(event);
    if (noted !== undefined) known.note(of.subjectId, noted);
    await onEvent();
  }
  const idOf = (n: number): string => known.ids[n] ?? '';
  return {
    count: known.ids.length,
    events,
    idOf,
    at: (n, standard) => {
      const check = healthCheck(known.of(n));
      if (check === undefined) throw new Error(`the 体检表 of ${idOf(n)} was not opened`);
      const { code, town, enterprises } = check;
      return { id: idOf(n), code, town, partyIds: enterprises, inputs: inputsOf(standard, check, figureYear) };
    },
  };
};

/** One subject alone; undefined when it had no 体检表 by then. */
export const readSubject = async (
  store: Pick<EventStore, 'readStream'>,
  stream: string,
  subjectId: string,
  { upTo, figureYear }: { readonly upTo: string; readonly figureYear: number },
  standard: Pick<Standard, 'quantities'>,
): Promise<ScoredSubject | undefined> => {
  const history = await Array.fromAsync(store.readStream(stream));
  const check = healthCheck(history.filter(({ position }) => position <= upTo));
  if (check === undefined) return undefined;
  const { code, town, enterprises } = check;
  return { id: subjectId, code, town, partyIds: enterprises, inputs: inputsOf(standard, check, figureYear) };
};
