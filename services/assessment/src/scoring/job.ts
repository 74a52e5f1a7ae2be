// The scoring job: what a run computes, recorded by commands on its cycle and on its subjects. Killed at any point and carried out again for
// the same event it goes on where it stopped, because every id comes from the run and the subject.
import { printedStatistics, totalsOf } from '@yimu/domain/scoring';
import { AppendTooLarge } from '@yimu/event-store';
import { type Computed, compute, UnfitInputs } from './compute.ts';
import { readRun, readStandard, type Started, startedBy } from './cycle.ts';
import { type Giving, recordResult } from './graded.ts';
import { inParallel, type Pace, pacing } from './pace.ts';
import type { ScoringProgress, Tell } from './progress.ts';
import { type RunCommands, runCommands } from './run-commands.ts';
import { readSubjects } from './subjects.ts';

/**
 * Results on their way at once: enough to fill the store's combined reads (32 a statement) and commits (128 events) while others are worked out.
 * Of 12,000 parcels with eleven indicators and six events each, one takes 0.37 ms of the service and 0.16 ms of PostgreSQL; the engine with
 * its unpacking is a third of the former, the rest is reading, writing and their texts (npm run bench -- assessment).
 */
const atOnce = 64;
/** Milliseconds between two looks whether the run was abandoned meanwhile. */
const lookEvery = 1_000;

export interface JobOptions extends Giving {
  readonly progress: ScoringProgress;
  /** Ends the job between two subjects; it goes on when the event comes again. */
  readonly signal?: AbortSignal | undefined;
}

/** One run under way. */
interface Running extends JobOptions {
  readonly started: Started;
  readonly tell: Tell;
  readonly pace: Pace;
  readonly commands: RunCommands;
}

/** Whether the run is still to be carried out. */
const goesOn = async ({ store, started }: Pick<Running, 'store' | 'started'>): Promise<boolean> =>
  (await readRun(store, started, started.run))?.kind === 'running';

/** Everything that a run says of its subjects, nothing of it recorded. */
export const computeRun = async (
  store: Running['store'],
  started: Started,
  pace: Pace,
  tell: Tell = () => undefined,
): Promise<Computed> => {
  const [run, standard] = await Promise.all([readRun(store, started, started.run), readStandard(store, started, started.standard)]);
  if (run === undefined || standard === undefined) throw new Error(`the run ${started.run} has no cycle or no standard`);
  let read = 0;
  tell('reading', 0, null);
  const subjects = await readSubjects(
    store,
    started,
    { from: run.cycle.openedAt, upTo: started.position, figureYear: run.figureYear },
    () => {
      read += 1;
      if (!pace.due()) return undefined;
      tell('reading', read, null);
      return pace.rest();
    },
  );
  tell('measuring', 0, subjects.count);
  return compute(standard, subjects, pace);
};

/** Records what was computed. Answers false when the run was abandoned meanwhile. */
const record = async (running: Running, computed: Computed): Promise<boolean> => {
  const { started, tell, commands, signal } = running;
  for (const [n, figures] of printedStatistics(computed.scoring, computed.statistics).entries())
    if (!(await commands.recordCohort(n, figures))) return false;

  const { jurisdiction, year, subject, run, position, standard } = started;
  const of = { cycle: { jurisdiction, year, subject }, run, position, standard };
  const grades: Parameters<typeof totalsOf>[0][number][] = [];
  let looked = performance.now();
  let isOver = false;
  await inParallel(atOnce, Array(computed.count).keys(), async (n) => {
    if (isOver) return;
    signal?.throwIfAborted();
    if (performance.now() - looked > lookEvery) {
      looked = performance.now();
      isOver = !(await goesOn(running));
      if (isOver) return;
    }
    const { subject: scored, result } = computed.at(n);
    await recordResult(running, of, scored, result).catch((error: unknown) => {
      throw error instanceof AppendTooLarge ? new AppendTooLarge(`${scored.id}: ${error.message}`) : error;
    });
    grades.push({ grade: result.grade });
    tell('recording', grades.length, computed.count);
  });
  return !isOver && (await commands.complete(totalsOf(grades)));
};

/** What no run can get over, in words for who reads why it was abandoned; undefined for what trying again may mend. */
const hopeless = (error: unknown): string | undefined => {
  if (error instanceof UnfitInputs) return `数据不符合标准要求 (figures that the standard cannot take)：${error.message}`.slice(0, 500);
  if (error instanceof AppendTooLarge)
    return `评价结果超出单条记录上限 (a result too large to be recorded)：${error.message}`.slice(0, 500);
  return undefined;
};

/**
 * Carries out the run that a ScoringStarted began. One that is over, or is abandoned meanwhile, ends quietly; one that can never be completed
 * is abandoned with the reason. Throws for outages and bugs: the event is then to come again.
 */
export const scoreCycle = async (options: JobOptions): Promise<void> => {
  const started = startedBy(options.cause);
  if (!(await goesOn({ store: options.store, started }))) return;
  const tell = options.progress.begin(started);
  const commands = runCommands(options, started);
  const pace = pacing(options.signal);
  try {
    const computed = await computeRun(options.store, started, pace, tell);
    const isComplete = await record({ ...options, started, tell, pace, commands }, computed);
    tell(isComplete ? 'completed' : 'stopped', computed.count, computed.count);
  } catch (error) {
    tell('stopped', 0, null);
    const reason = hopeless(error);
    if (reason === undefined) throw error;
    await commands.abandon(reason);
  }
};
