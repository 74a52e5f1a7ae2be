// What a command on a list needs of other streams, and of who gives it.
import { classList, holds, reviewersOf, type TownListState, townList } from '@yimu/domain/classlist';
import { standingRun } from '@yimu/domain/cycle';
import { type Actor, foldRecorded, isWithin, levelOf, parentOf, type RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { type Caller, readWithin } from '@yimu/server';
import { readCycle, readStandard } from '../scoring/cycle.ts';
import { classListStream, cycleOf, type OfDistrict, type OfTown, townListStream } from './places.ts';
import { countsOf, runResults } from './run-results.ts';

const levels = ['town', 'district', 'city'] as const;
const heightOf = ({ scope }: Actor): number => (scope.kind === 'subtree' ? levels.indexOf(levelOf(scope.value)) : -1);

/** How the caller stands to who submitted the present edition: by person, then by the level of their scopes. */
const approverOf = (history: readonly RecordedEvent[], { actor }: Caller): 'above' | 'peer' | 'submitter' => {
  const submitter = history.findLast(({ type }) => type === 'TownListSubmitted' || type === 'ClassListSubmitted')?.actor;
  if (submitter === undefined || submitter.sub === actor.sub) return 'submitter';
  return heightOf(actor) > heightOf(submitter) ? 'above' : 'peer';
};

const foldTownList = (history: readonly RecordedEvent[]): TownListState => foldRecorded(townList, history);
const foldClassList = (history: readonly RecordedEvent[]) => foldRecorded(classList, history);

/** A town's list as it stands, for whoever may know of it. */
export const townListFor = async (store: EventStore, of: OfTown, caller: Caller) => {
  const history = await readWithin(store, townListStream(of), caller.actor.scope);
  return history === undefined ? undefined : { state: foldTownList(history), approver: approverOf(history, caller) };
};

/** A district's list as it stands, for whoever may know of it. */
export const classListFor = async (store: EventStore, of: OfDistrict, caller: Caller) => {
  const history = await readWithin(store, classListStream(of), caller.actor.scope);
  return history === undefined ? undefined : { state: foldClassList(history), approver: approverOf(history, caller) };
};

/** A town's list, whatever the scope: for reactions. */
export const readTownList = async (store: EventStore, of: OfTown): Promise<TownListState> =>
  foldTownList(await Array.fromAsync(store.readStream(townListStream(of))));

/** True while the list of the district holds this edition of the town's. */
export const isTaken = async (store: EventStore, { town, cycle, subject }: OfTown, edition: number): Promise<boolean> => {
  const stream = classListStream({ jurisdiction: parentOf(town) ?? town, cycle, subject });
  return holds(foldClassList(await Array.fromAsync(store.readStream(stream))), town, edition);
};

/** The lists of towns of a district as they stand now, each with the day of its last step; those that were never submitted are left out. */
export const townLists = async (store: EventStore, of: OfDistrict, towns: readonly string[]) => {
  const inside = [...new Set(towns)].filter((town) => isWithin(town, of.jurisdiction));
  const read = await Promise.all(
    inside.map(async (town) => {
      const history = await Array.fromAsync(store.readStream(townListStream({ ...of, town })));
      const state = foldTownList(history);
      const [last] = history
        .map(({ effectiveOn }) => effectiveOn)
        .toSorted()
        .toReversed();
      if (state.kind === 'absent' || last === undefined) return [];
      return [{ town, edition: state.edition, run: state.run, isCleared: state.kind === 'cleared', since: last }];
    }),
  );
  return read.flat();
};

/** True for who submitted the list of one of these towns: what becomes of the district's list is not theirs to say either, whatever their level. */
export const submittedOneOf = async (
  store: EventStore,
  { cycle, subject }: OfDistrict,
  towns: readonly { readonly town: string }[],
  { actor }: Caller,
): Promise<boolean> => {
  const histories = await Promise.all(towns.map(({ town }) => Array.fromAsync(store.readStream(townListStream({ town, cycle, subject })))));
  return histories.some((history) => history.findLast(({ type }) => type === 'TownListSubmitted')?.actor.sub === actor.sub);
};

type OfRun = (OfTown | OfDistrict) & { readonly run: string };

/** What the last completed run found in a place, with the standard it was computed with; null when `run` is another one. */
export const standingResults = async (store: EventStore, of: OfRun, code: string) => {
  const place = cycleOf(of);
  const cycle = await readCycle(store, place);
  if (cycle === undefined || standingRun(cycle)?.id !== of.run) return null;
  const results = of.subject === 'parcel' ? await runResults(store, place, of.run) : undefined;
  return results === undefined ? null : { counts: countsOf(results, code), standard: cycle.standard };
};

/** The departments that review lines, by the standard of the run; none when it is not to be found. */
export const reviewersFor = async (store: EventStore, of: OfTown, ref: Parameters<typeof readStandard>[2]) => {
  const standard = await readStandard(store, cycleOf(of), ref);
  return standard === undefined ? [] : reviewersOf(standard);
};

/** Lines or changes with the towns in which the run graded their parcels, and what it found: none where it graded no such parcel. */
export const located = async <L extends { readonly parcelId: string }>(store: EventStore, of: OfRun, lines: readonly L[]) => {
  const results = lines.length === 0 ? undefined : await runResults(store, cycleOf(of), of.run);
  return lines.map((line) => {
    const found = results?.of(line.parcelId);
    return { line, towns: [...(found?.towns ?? [])], found: found?.grade ?? null };
  });
};

/** Lines with the towns of their parcels. */
export const locatedLines = async <L extends { readonly parcelId: string }>(store: EventStore, of: OfRun, lines: readonly L[]) =>
  (await located(store, of, lines)).map(({ line, towns }) => ({ ...line, towns }));

/** Stands in the data until `context` has read how the caller stands to who submitted. */
export const approverUnread = { approver: 'peer' } as const;
/** Stands there until it has read where the parcels of the lines lie, too. */
export const unread = <L extends object>(lines: readonly L[]) => ({
  ...approverUnread,
  lines: lines.map((line) => ({ ...line, towns: [] })),
});
