// Work of this process and of the database at the same time, on one connection and in one transaction.
import { setImmediate as turn } from 'node:timers/promises';

/** A statement that is made ready, and answers how to send it. */
export type Statement = () => () => Promise<unknown>;

/** Sends statements one after another: the next is made ready while the database works on the one before. Throws what one of them throws. */
export const inTurns = async (statements: Iterable<Statement>): Promise<void> => {
  let underWay: Promise<unknown> = Promise.resolve();
  for (const ready of statements) {
    const send = await meanwhile(underWay, async () => ready());
    await underWay;
    underWay = send();
  }
  await underWay;
};

/** Events between two turns: a few milliseconds of work, after which an answer of the database is heard. */
const perTurn = 10;

/** Does something with each of many, letting what is under way go on in between. */
export const eachInTurns = async <T>(many: readonly T[], work: (each: T) => void): Promise<void> => {
  for (const [n, each] of many.entries()) {
    work(each);
    if (n % perTurn === perTurn - 1) await turn();
  }
};

/** Does work while something else is under way; both have come to their end when this has. Throws what the work threw, or else the other. */
export const meanwhile = async <T>(underWay: Promise<unknown>, work: () => Promise<T>): Promise<T> => {
  underWay.catch(() => undefined);
  try {
    return await work();
  } finally {
    await Promise.allSettled([underWay]);
  }
};
