/** How far a fill or rebuild is: events of `total` while filling, tables of `total` while indexing; other phases are not counted. */
export interface Progress {
  readonly phase: 'store' | 'fill' | 'index' | 'catch-up' | 'compare' | 'switch';
  readonly done: number;
  readonly total: number;
}

const progressMilliseconds = 10_000;

/** Logs how far it is, every ten seconds. */
export const loggedProgress = (log: { info(fields: object, text: string): void }, text: string): ((progress: Progress) => void) => {
  let shownAt = performance.now();
  return (progress) => {
    if (performance.now() - shownAt < progressMilliseconds) return;
    shownAt = performance.now();
    log.info({ ...progress }, text);
  };
};
