// Answers as they were sent, kept for the next who asks the same. An answer follows from the question, from who asks, from the day and
// from the rows: the first three are its key, and it is kept until there are other rows. Pages of a register are turned again and again
// between two events.
import type { GaugeSource } from '@yimu/server';
import { LRUCache } from 'lru-cache';

/** Which rows there are. They differ exactly where position or generation differ, and both only rise. */
export interface Rows {
  readonly position: string;
  readonly generation: number;
}

/** An answer as it is sent. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  /** What the operation costs whoever asks, in points. */
  readonly cost: number;
  /** Nothing of it was refused or failed: only such answers are kept. */
  readonly whole: boolean;
}

/** How an answer was come by: worked out, shared with who asked at the same time, or remembered. */
export type Origin = 'computed' | 'shared' | 'remembered';

export interface Answers extends GaugeSource {
  /** Answers a question, named by all that decides its answer but the rows. Throws what `compute` throws. */
  answer(rows: Rows, key: string, compute: () => Promise<Answer>): Promise<{ readonly answer: Answer; readonly origin: Origin }>;
}

const compare = (left: Rows, right: Rows): number => {
  if (left.position !== right.position) return left.position < right.position ? -1 : 1;
  return left.generation - right.generation;
};

/** What an entry takes beside its texts. */
const overhead = 200;

/** A memory of so many bytes, for the answers of one state of the rows. */
export const openAnswers = (bytes: number): Answers => {
  const kept = new LRUCache<string, Answer>({
    maxSize: bytes,
    sizeCalculation: ({ body }, key) => body.length + 2 * key.length + overhead,
  });
  const underway = new Map<string, Promise<Answer>>();
  const counts: Record<Origin, number> = { computed: 0, shared: 0, remembered: 0 };
  let current: Rows = { position: '', generation: 0 };

  /** Forgets the answers of earlier rows. */
  const moveOnTo = (rows: Rows): void => {
    if (compare(rows, current) <= 0) return;
    current = rows;
    kept.clear();
    underway.clear();
  };
  /** False for who looked at the rows before others saw them move on. */
  const isCurrent = (rows: Rows): boolean => compare(rows, current) === 0;

  const computed = async (rows: Rows, key: string, compute: () => Promise<Answer>): Promise<Answer> => {
    const computing = compute();
    if (isCurrent(rows)) underway.set(key, computing);
    try {
      const answer = await computing;
      if (answer.whole && isCurrent(rows)) kept.set(key, answer);
      return answer;
    } finally {
      if (underway.get(key) === computing) underway.delete(key);
    }
  };

  const given = (answer: Answer, origin: Origin): { readonly answer: Answer; readonly origin: Origin } => {
    counts[origin] += 1;
    return { answer, origin };
  };

  return {
    answer: async (rows, key, compute) => {
      moveOnTo(rows);
      if (isCurrent(rows)) {
        const known = kept.get(key);
        if (known !== undefined) return given(known, 'remembered');
        // Whoever asked first may leave or be refused: that is not the answer of the others.
        const pending = underway.get(key);
        const shared = pending && (await pending.catch(() => undefined));
        if (shared?.whole === true) return given(shared, 'shared');
      }
      return given(await computed(rows, key, compute), 'computed');
    },
    name: 'yimu_projection_answers',
    help: 'Answers since the start of the process, by how they were come by, and the bytes of those that are remembered',
    label: 'what',
    values: async () => new Map([...Object.entries(counts), ['bytes', kept.calculatedSize]]),
  };
};
