// After a start the read models may lag behind by all that happened meanwhile, up to a lease that a killed process left behind, and their rows
// may be those of an older release. An answer out of them would look like facts that are missing, and somebody would enter them again.
import type { Mismatch } from '../rebuild/versions.ts';

export interface CaughtUpOptions {
  /** How far the read models are, asked anew each time. */
  readonly progress: () => Promise<{ readonly position: string | undefined }>;
  /** The last position of the event store. */
  readonly head: () => Promise<string | undefined>;
  /** How the versions of the rows differ from those that this process folds. */
  readonly mismatch: () => Promise<Mismatch | undefined>;
}

/**
 * A readiness check: throws until the read models hold all that the store held when it was first asked, in rows of no older version than this
 * process folds; passes from then on.
 */
export const caughtUp = ({ progress, head, mismatch }: CaughtUpOptions): (() => Promise<void>) => {
  let goal: string | undefined;
  let reached = false;
  return async () => {
    if (reached) return;
    goal ??= await head();
    const { position } = await progress();
    if (goal !== undefined && (position ?? '') < goal)
      throw new Error(`the read models have reached ${position ?? 'nothing'}, not yet ${goal}`);
    const versions = await mismatch();
    if (versions?.kind === 'newer') throw new Error(`the rows of ${versions.names.join(', ')} are of an older version`);
    reached = true;
  };
};
