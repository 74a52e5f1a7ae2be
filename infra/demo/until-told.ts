// What reactions do comes a moment later.
import { setTimeout as wait } from 'node:timers/promises';
import { Sentence } from '../local/sentence.ts';

const patience = 60_000;

/** Asks again until there is an answer. Throws a Sentence with these words after 60 s. */
export const untilTold = async <T>(otherwise: string, ask: () => Promise<T | undefined>): Promise<T> => {
  const deadline = performance.now() + patience;
  for (;;) {
    const told = await ask();
    if (told !== undefined) return told;
    if (performance.now() > deadline) throw new Sentence(otherwise);
    await wait(50);
  }
};
