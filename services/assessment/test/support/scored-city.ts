// A cycle with its standard, its 体检表 and a run, put into a store as the routes would have: for what the scoring job does with them.
import { cycleEvents } from '@yimu/domain/cycle/events';
import { date, type RecordedEvent } from '@yimu/domain/kernel';
import type { Standard, SubjectKind, Supplier } from '@yimu/domain/scoring';
import { standardEvents } from '@yimu/domain/standard/events';
import { submissionEvents } from '@yimu/domain/submission/events';
import type { EventStore, NewEvent } from '@yimu/event-store';
import { testId } from '@yimu/testing';
import { town, townOfficer } from './officers.ts';
import { sources, today } from './service.ts';

const catalogue = { ...cycleEvents, ...standardEvents, ...submissionEvents };
type FactType = keyof typeof catalogue;

/** One supply: of whom, by whom, what. */
export interface Supply {
  readonly partyId?: string | null;
  readonly supplier?: Supplier;
  readonly figures: Readonly<Record<string, string>>;
}

export interface CitySubject {
  readonly id: string;
  readonly code: string;
  readonly town?: string;
  readonly enterprises?: readonly string[];
  readonly supplies: readonly Supply[];
}

export interface CycleOf {
  readonly jurisdiction: string;
  readonly year: number;
  readonly subject: SubjectKind;
}

export const parcels: CycleOf = { jurisdiction: '310116', year: 2024, subject: 'parcel' };
export const enterprises: CycleOf = { ...parcels, subject: 'enterprise' };
export const keyOf = ({ jurisdiction, year, subject }: CycleOf): string =>
  `${jurisdiction}-${year}${subject === 'enterprise' ? '-enterprise' : ''}`;

/** An event of these contexts. Its id comes from its stream, its type and `n`. */
export const eventOf = (stream: string, type: FactType, data: object, n = 0, jurisdictions: readonly string[] = [town]): NewEvent => ({
  id: testId(stream, type, n),
  type,
  version: catalogue[type].version,
  data: catalogue[type].data.parse(data),
  effectiveOn: today,
  jurisdictions,
  sources,
  actor: townOfficer,
  correlationId: testId(stream, 'correlation'),
  causationId: testId(stream, 'cause'),
  requestHash: testId(stream, 'hash'),
});

/** Appends one event; answers it as it stands in the ledger. */
export const appended = async (store: EventStore, stream: string, event: NewEvent): Promise<RecordedEvent> => {
  const answer = await store.append(stream, [event], 'any');
  if (!answer.appended) throw new Error(`${event.type} was not appended to ${stream}`);
  const [stored] = await Array.fromAsync(store.readStream(stream, { from: answer.revision, limit: 1 }));
  if (stored === undefined) throw new Error(`${event.type} does not stand in ${stream}`);
  return stored;
};

/** The unit of a quantity as its standard states it. */
const unitOf = ({ quantities }: Standard, code: string): string => quantities.find((each) => each.code === code)?.unit ?? '';

/** The events of one 体检表, each supply with a `n` of its own. */
export const submissionOf = (of: CycleOf, standard: Standard, subject: CitySubject): { stream: string; events: readonly NewEvent[] } => {
  const { id: subjectId, code, town: lies = town, enterprises: partyIds = [], supplies } = subject;
  const stream = `submission-${subjectId}-${keyOf(of)}`;
  const whose = { subjectId, subject: of.subject, cycle: { jurisdiction: of.jurisdiction, year: of.year } };
  const opened = eventOf(stream, 'HealthCheckOpened', { ...whose, code, town: lies, enterprises: partyIds }, 0, [lies]);
  const supplied = supplies.map(({ partyId = null, supplier = '税务局', figures }, n) => {
    const data = Object.entries(figures).map(([quantity, value]) => ({ quantity, value, unit: unitOf(standard, quantity) }));
    return eventOf(stream, 'FiguresSupplied', { ...whose, partyId, supplier, period: 2023, figures: data, form: null }, n, [lies]);
  });
  return { stream, events: [opened, ...supplied] };
};

/** Drafts and publishes a standard, and opens the cycle under it. */
export const openCycle = async (store: EventStore, of: CycleOf, standard: Standard): Promise<void> => {
  const standardStream = `standard-${keyOf(of)}`;
  const versioned = { ...of, version: 1 };
  const drafted = eventOf(standardStream, 'StandardDrafted', { ...versioned, parent: null, content: standard });
  await store.append(standardStream, [drafted, eventOf(standardStream, 'StandardPublished', { ...versioned, validUntil: null })], 'none');
  const schedule = [{ phase: 'evaluation', starts: date('2024-01-01'), ends: date('2024-12-31') }];
  const stream = `cycle-${keyOf(of)}`;
  const ref = { jurisdiction: of.jurisdiction, year: of.year, version: 1 };
  await store.append(stream, [eventOf(stream, 'CycleOpened', { ...of, standard: ref, schedule }, 0, [of.jurisdiction])], 'none');
};

/** Puts 体检表 into a store, one event of each after the other, as departments supply: all of one indicator, then all of the next. */
export const supply = async (store: EventStore, of: CycleOf, standard: Standard, subjects: readonly CitySubject[]): Promise<void> => {
  const streams = subjects.map((subject) => submissionOf(of, standard, subject));
  const most = Math.max(0, ...streams.map(({ events }) => events.length));
  for (let n = 0; n < most; n += 1)
    await Promise.all(
      streams.map(async ({ stream, events }) => {
        const event = events[n];
        if (event !== undefined) await store.append(stream, [event], n === 0 ? 'none' : n - 1);
      }),
    );
};

/** Starts a run that reads the ledger as it stands; answers its ScoringStarted. */
export const startRun = async (store: EventStore, of: CycleOf, name = 'run'): Promise<RecordedEvent> => {
  const stream = `cycle-${keyOf(of)}`;
  const position = await store.head();
  const standard = { jurisdiction: of.jurisdiction, year: of.year, version: 1 };
  const data = { ...of, run: testId(name), position, standard, isFrozen: false };
  return appended(store, stream, { ...eventOf(stream, 'ScoringStarted', data, 0, [of.jurisdiction]), id: testId(stream, name) });
};
