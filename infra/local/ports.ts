import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@yimu/embedded-postgres';
import { Sentence } from './sentence.ts';

/** Longer than a service whose parent was killed may take to end (end-with-parent.ts). */
export const untilFormerServicesEnded = 15_000;

/**
 * A port of 127.0.0.1 that is free.
 * @param port the port, or 0 for any
 * @param variable the variable that chooses another port
 * @param patience how long to wait for it to become free, in ms
 * Throws a Sentence when it is taken.
 */
export const requireFreePort = async (port: number, variable: string, patience: number): Promise<number> => {
  const deadline = performance.now() + patience;
  for (;;) {
    const free = await freePort(port);
    if (free !== undefined) return free;
    if (performance.now() > deadline)
      throw new Sentence(`Port ${port} on 127.0.0.1 is taken by another program; set ${variable} or stop it.`);
    await delay(50);
  }
};
