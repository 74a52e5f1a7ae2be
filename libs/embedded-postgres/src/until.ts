import { setTimeout as delay } from 'node:timers/promises';

/** Asks every 20 ms until the condition holds or the time (ms) is over; answers whether it held. */
export const until = async (condition: () => Promise<boolean>, timeLimit: number): Promise<boolean> => {
  const deadline = performance.now() + timeLimit;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
};
