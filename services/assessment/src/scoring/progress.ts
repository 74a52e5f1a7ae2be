// How far a run is, for whoever waits for it: a line in the log every few seconds, gauges, and /health/scoring.
import type { GaugeSource, Log } from '@yimu/server';
import { cycleKey } from '../routes/cycle-place.ts';
import type { Started } from './cycle.ts';

export interface Progress {
  readonly run: string;
  /** For example `310116-2024`. */
  readonly cycle: string;
  readonly phase: 'reading' | 'measuring' | 'recording' | 'completed' | 'stopped';
  /** Subjects; events while they are read. */
  readonly done: number;
  /** Null while it is not known. */
  readonly of: number | null;
}

/** Milliseconds between two lines of the log. */
const sayEvery = 5_000;

/** Tells how far a run is. */
export type Tell = (phase: Progress['phase'], done: number, of: number | null) => void;

/** What the job tells of itself, and who asks. */
export interface ScoringProgress {
  /** Begins to tell of a run. */
  readonly begin: (started: Started) => Tell;
  /** The run under way in this process, else the last one; null before the first. */
  readonly now: () => Progress | null;
}

/** Keeps the progress of the runs of this process. */
export const scoringProgress = (logger: Log): ScoringProgress => {
  let present: Progress | null = null;
  return {
    now: () => present,
    begin: (started) => {
      const { run } = started;
      const cycle = cycleKey(started);
      let said = 0;
      return (phase, done, of) => {
        const before = present?.run === run ? present.phase : undefined;
        present = { run, cycle, phase, done, of };
        if (phase === before && performance.now() - said < sayEvery) return;
        said = performance.now();
        logger.info(present, 'scoring');
      };
    },
  };
};

/** What /metrics says of the run: `yimu_scoring_subjects{count="done"}` of `{count="all"}`. */
export const scoringGauge = (now: () => Progress | null): GaugeSource => ({
  name: 'yimu_scoring_subjects',
  help: 'Subjects of the run of the scoring job under way in this process, or of the last one',
  label: 'count',
  values: async () => {
    const progress = now();
    if (progress === null || progress.phase === 'reading') return new Map();
    return new Map([
      ['done', progress.done],
      ['all', progress.of ?? progress.done],
    ]);
  },
});
