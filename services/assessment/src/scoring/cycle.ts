// What a run needs of the streams of its cycle and of its standard.
import { cycle } from '@yimu/domain/cycle';
import { cycleEvents } from '@yimu/domain/cycle/events';
import { type Opened, type Run, runOf } from '@yimu/domain/cycle/state';
import { foldRecorded, type RecordedEvent } from '@yimu/domain/kernel';
import type { Standard } from '@yimu/domain/scoring';
import { standard, versionOf } from '@yimu/domain/standard';
import type { Version } from '@yimu/domain/standard/state';
import type { EventStore } from '@yimu/event-store';
import { type CyclePlace, cycleStream, standardStream } from '../routes/cycle-place.ts';

export type StandardRef = Opened['standard'];

/** A cycle with the place in the ledger where it was opened: nothing of it is older. */
export interface ReadCycle extends Opened {
  readonly openedAt: string;
}

/** Reads a cycle; undefined when it was never opened. */
export const readCycle = async (store: EventStore, of: CyclePlace): Promise<ReadCycle | undefined> => {
  const history = await Array.fromAsync(store.readStream(cycleStream(of)));
  const state = foldRecorded(cycle, history);
  const [first] = history;
  return state.kind === 'absent' || first === undefined ? undefined : { ...state, openedAt: first.position };
};

/** A version of a standard; undefined when there is none. Whether it is published, who uses it must know. */
export const readVersion = async (store: EventStore, of: CyclePlace, ref: StandardRef): Promise<Version | undefined> => {
  const { jurisdiction, year, version } = ref;
  const history = await Array.fromAsync(store.readStream(standardStream({ jurisdiction, year, subject: of.subject })));
  return versionOf(foldRecorded(standard, history), version);
};

/** The content of a version of a standard; undefined when there is none. */
export const readStandard = async (store: EventStore, of: CyclePlace, ref: StandardRef): Promise<Standard | undefined> =>
  (await readVersion(store, of, ref))?.content;

/** What a run is pinned to, as its first event says. */
export type Started = ReturnType<typeof startedBy>;

/** Reads a ScoringStarted. */
export const startedBy = ({ data }: Pick<RecordedEvent, 'data'>) => cycleEvents.ScoringStarted.data.parse(data);

/** A run of a cycle; undefined when the cycle does not know it. */
export const readRun = async (
  store: EventStore,
  of: CyclePlace,
  id: string,
): Promise<(Run & { readonly cycle: ReadCycle }) | undefined> => {
  const read = await readCycle(store, of);
  const run = read === undefined ? undefined : runOf(read, id);
  return read === undefined || run === undefined ? undefined : { ...run, cycle: read };
};

/** What a run was pinned to, and where it ended if it did. Undefined for an unknown run. */
export const readStarted = async (
  store: EventStore,
  of: CyclePlace,
  id: string,
): Promise<(Started & { readonly endedAt: string | undefined }) | undefined> => {
  const history = await Array.fromAsync(store.readStream(cycleStream(of)));
  const ofRun = history.filter(({ data }) => (data as { readonly run?: string }).run === id);
  const [started] = ofRun;
  const ended = ofRun.find(({ type }) => type === 'ScoringCompleted' || type === 'ScoringAbandoned');
  return started === undefined ? undefined : { ...startedBy(started), endedAt: ended?.position };
};
