// When a program of the terminal should stop.

/**
 * Resolves when someone wants this process to stop: Ctrl-C, kill, a closed terminal, or, run through npm, the end of npm.
 * Further signals meanwhile are ignored (npm passes Ctrl-C on, so it comes twice).
 */
export const stopSignal = (): Promise<undefined> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(undefined));
    // A killed npm says nothing; only the parent's id changes.
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event === undefined) return;
    setInterval(() => {
      if (process.ppid !== parent) resolve(undefined);
    }, 500).unref();
  });
