// A run of the scoring job was started (cycle): the job is this reaction. One leader at a time carries it out, and whoever leads next goes on.
import type { Reaction } from '@yimu/server';
import { scoreCycle } from '../scoring/job.ts';
import type { ScoringProgress } from '../scoring/progress.ts';

const name = 'score-cycle';

/** The reaction, telling how far it is. */
export const whenScoringStarted = (progress: ScoringProgress): Reaction => ({
  name,
  filter: { types: ['ScoringStarted'] },
  react: ({ store, today, signal }, cause) => scoreCycle({ store, today, signal, name, cause, progress }),
});
