// A cycle tried under another standard: who would stand in which class. Nothing is recorded, and the answer says that it is unofficial.
import { whatIfLabel } from '@yimu/domain/assessment';
import { standingRun } from '@yimu/domain/cycle';
import { type Grade, type Result, type Standard, totalsOf, type Words } from '@yimu/domain/scoring';
import type { EventStore } from '@yimu/event-store';
import type { CyclePlace } from '../routes/cycle-place.ts';
import { compute } from './compute.ts';
import { type ReadCycle, readStarted } from './cycle.ts';
import type { Pace } from './pace.ts';
import { readResults } from './results.ts';
import { readSubjects } from './subjects.ts';

/** The most results that an answer holds. */
export const mostResults = 200;

type Standing = Grade | 'none';

/** How many would move from a class to another; `from` is null for those whom no completed run graded. */
export interface Move {
  readonly from: Standing | null;
  readonly to: Standing;
  readonly count: number;
}

export interface WhatIfAnswer {
  readonly label: Words;
  readonly standard: Words;
  readonly position: string;
  readonly totals: Readonly<Record<Standing, number>>;
  /** The completed run that it is compared with; null before the first. */
  readonly comparedWith: string | null;
  readonly moves: readonly Move[];
  readonly results: readonly (Result & { readonly before: Standing | null })[];
}

/** The grades that stand: of the last completed run, and of those whom an objection had scored again since. */
const standingGrades = async (store: EventStore, of: CyclePlace, cycle: ReadCycle, pace: Pace) => {
  const grades = new Map<string, Standing>();
  const run = standingRun(cycle);
  const started = run === undefined ? undefined : await readStarted(store, of, run.id);
  if (run === undefined || started === undefined) return { run: null, grades };
  const others = new Set(cycle.runs.map(({ id }) => id).filter((id) => id !== run.id));
  for await (const recorded of readResults(store, of, { after: started.position })) {
    if (pace.due()) await pace.rest();
    if (!others.has(recorded.run)) grades.set(recorded.result.id, recorded.result.grade ?? 'none');
  }
  return { run: run.id, grades };
};

/**
 * Tries a standard that was validated on the figures of a cycle as they were known at a position.
 * @param named the subjects whose results are wanted; none: the first of those whose class would be another
 */
export const tryStandard = async (
  store: EventStore,
  of: CyclePlace,
  cycle: ReadCycle,
  { standard, position, named }: { readonly standard: Standard; readonly position: string; readonly named: readonly string[] | undefined },
  pace: Pace,
): Promise<WhatIfAnswer> => {
  const rest = (): Promise<void> | undefined => (pace.due() ? pace.rest() : undefined);
  const subjects = await readSubjects(store, of, { from: cycle.openedAt, upTo: position, figureYear: cycle.figureYear }, rest);
  const computed = await compute(standard, subjects, pace);
  const { run, grades } = await standingGrades(store, of, cycle, pace);
  const wanted = new Set(named);
  const moves = new Map<string, Move>();
  const results: WhatIfAnswer['results'][number][] = [];
  const found: { readonly grade: Grade | null }[] = [];
  for (let n = 0; n < computed.count; n += 1) {
    await rest();
    const { result } = computed.at(n);
    const from = grades.get(result.id) ?? null;
    const to = result.grade ?? 'none';
    found.push({ grade: result.grade });
    if (from !== to) moves.set(`${from} ${to}`, { from, to, count: (moves.get(`${from} ${to}`)?.count ?? 0) + 1 });
    const isWanted = named === undefined ? from !== to : wanted.has(result.id);
    if (isWanted && results.length < mostResults) results.push({ ...result, before: from });
  }
  const inOrder = [...moves].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, move]) => move);
  return { label: whatIfLabel, standard: standard.title, position, totals: totalsOf(found), comparedWith: run, moves: inOrder, results };
};
