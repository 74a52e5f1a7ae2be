// Whom a bottom ranking ranks: the enterprises of a place with what one completed run found of them.
import type { AssessmentFact } from '@yimu/domain/assessment/events';
import { cycle, unfinished, withoutResult } from '@yimu/domain/cycle';
import { foldRecorded, isWithin, type RecordedEvent, type Rejection } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { type Caller, readWithin } from '@yimu/server';
import { reached } from '../lists/run-results.ts';
import { cycleStream } from './cycle-place.ts';

export interface Candidate {
  readonly partyId: string;
  readonly code: string;
  readonly score: string | null;
}

export interface RankedRun {
  readonly jurisdiction: string;
  readonly cycle: { readonly jurisdiction: string; readonly year: number };
  readonly run: string;
}

/** The history of a cycle of enterprises. That of a level above is open to everybody below it, whom it grades. */
const historyOfCycle = async (store: EventStore, { jurisdiction, cycle: of }: RankedRun, caller: Caller) => {
  const stream = cycleStream({ ...of, subject: 'enterprise' });
  if (!isWithin(jurisdiction, of.jurisdiction)) return readWithin(store, stream, caller.actor.scope);
  const history = await Array.fromAsync(store.readStream(stream));
  return history.length === 0 ? undefined : history;
};

/** What a run found in a place: its results lie between its start and its end, and nothing else of the ledger is looked at. */
const resultsOf = async (
  store: EventStore,
  history: readonly RecordedEvent[],
  { jurisdiction, run }: RankedRun,
): Promise<readonly Candidate[]> => {
  const ofRun = (history as readonly RecordedEvent<string, { readonly run?: string }>[]).filter(({ data }) => data.run === run);
  const [start, end] = [ofRun[0]?.position, ofRun.at(-1)?.position ?? ''];
  await reached(store, end);
  const found: Candidate[] = [];
  for await (const event of store.readAll({ after: start, filter: { categories: ['enterpriseassessment'] } })) {
    if (event.position > end) break;
    const fact = event as RecordedEvent & AssessmentFact;
    if (fact.type !== 'EnterpriseGraded' || fact.data.run !== run) continue;
    const { partyId, code, score } = fact.data;
    if (fact.jurisdictions.some((each) => isWithin(each, jurisdiction))) found.push({ partyId, code, score });
  }
  return found;
};

/**
 * The enterprises to rank.
 * @param only the enterprises of a park, each of which the run graded in that place; undefined for all of the place
 * @returns 'not-found' when the cycle does not exist for this caller; a refusal when the run is not completed, or graded one of them not there
 */
export const rankedEnterprises = async (
  store: EventStore,
  ranked: RankedRun,
  only: readonly string[] | undefined,
  caller: Caller,
): Promise<readonly Candidate[] | 'not-found' | Rejection> => {
  const history = await historyOfCycle(store, ranked, caller);
  if (history === undefined) return 'not-found';
  const unusable = unfinished(foldRecorded(cycle, history), ranked.run);
  if (unusable !== undefined) return unusable;
  const results = await resultsOf(store, history, ranked);
  if (only === undefined) return results;
  const byParty = new Map(results.map((each) => [each.partyId, each]));
  const unknown = only.find((partyId) => !byParty.has(partyId));
  return unknown === undefined
    ? only.flatMap((partyId) => byParty.get(partyId) ?? [])
    : withoutResult(ranked.run, unknown, ranked.jurisdiction);
};
