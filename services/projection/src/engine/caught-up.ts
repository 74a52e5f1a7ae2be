// After a start the read models may lag behind by all that happened meanwhile, up to a lease that a killed process left behind.
// An answer out of them would look like facts that are missing, and somebody would enter them again.

export interface CaughtUpOptions {
  /** How far the read models are, asked anew each time. */
  readonly progress: () => Promise<{ readonly position: string | undefined }>;
  /** The last position of the event store. */
  readonly head: () => Promise<string | undefined>;
}

/** A readiness check: throws until the read models hold all that the store held when it was first asked; passes from then on. */
export const caughtUp = ({ progress, head }: CaughtUpOptions): (() => Promise<void>) => {
  let goal: string | undefined;
  let reached = false;
  return async () => {
    if (reached) return;
    goal ??= await head();
    const { position } = await progress();
    if (goal !== undefined && (position ?? '') < goal)
      throw new Error(`the read models have reached ${position ?? 'nothing'}, not yet ${goal}`);
    reached = true;
  };
};
