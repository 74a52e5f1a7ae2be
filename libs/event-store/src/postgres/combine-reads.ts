// Group read: while a statement is under way, short reads that arrive wait, and the next statement answers many of them. A statement costs
// the service and the server about as much as a single-row insert, however few rows it finds; commands ask for little and often. One
// statement at a time: with two a command costs 0.81 ms of both cores, with one 0.76 (npm run bench -- registry).
import { type EventRow, eventColumns } from './event-row.ts';
import type { Query } from './query.ts';

/** A stretch of a stream: from a revision on forwards, or back. */
export interface ShortRead {
  readonly stream: string;
  readonly from: number;
  readonly limit: number;
}

interface WaitingRead extends ShortRead {
  readonly answer: PromiseWithResolvers<readonly EventRow[]>;
}

/** The most events that a short read may ask for; longer ones are for a statement of their own. */
export const longestShortRead = 32;

/** The most reads that one statement answers: some hundreds of rows. */
const mostAtOnce = 32;

const statements = {
  forwards: { compare: '>=', order: 'asc' },
  backwards: { compare: '<=', order: 'desc' },
} as const;

const textOf = (direction: keyof typeof statements): string => {
  const { compare, order } = statements[direction];
  return `select n::integer as n, found.* from unnest($1::text[], $2::bigint[], $3::integer[]) with ordinality as asked (name, bound, size, n)
    cross join lateral (
      select ${eventColumns} from event where stream = asked.name and revision ${compare} asked.bound order by revision ${order} limit asked.size
    ) as found
    order by n, revision ${order}`;
};

/** Combines short reads of one direction. */
export const combineReads = (query: Query, direction: keyof typeof statements): ((read: ShortRead) => Promise<readonly EventRow[]>) => {
  const text = textOf(direction);
  let waiting: WaitingRead[] = [];
  let underWay = false;
  let awake = false;

  const send = async (reads: readonly WaitingRead[]): Promise<void> => {
    try {
      const values = [reads.map(({ stream }) => stream), reads.map(({ from }) => from), reads.map(({ limit }) => limit)];
      const rows = await query<EventRow & { readonly n: number }>(text, values, `read_many_${direction}`);
      const answers = reads.map((): EventRow[] => []);
      for (const { n, ...row } of rows) answers[n - 1]?.push(row);
      for (const [n, { answer }] of reads.entries()) answer.resolve(answers[n] ?? []);
    } catch (error) {
      for (const { answer } of reads) answer.reject(error);
    }
  };

  const sendWaiting = (): void => {
    awake = false;
    if (underWay || waiting.length === 0) return;
    const reads = waiting.slice(0, mostAtOnce);
    waiting = waiting.slice(mostAtOnce);
    underWay = true;
    void send(reads).then(() => {
      underWay = false;
      wake();
    });
  };

  // Whoever was answered by the same statement asks next in microtasks; after the last of them is the moment.
  const wake = (): void => {
    if (awake) return;
    awake = true;
    queueMicrotask(() => process.nextTick(sendWaiting));
  };

  return (read) => {
    const answer = Promise.withResolvers<readonly EventRow[]>();
    waiting.push({ ...read, answer });
    wake();
    return answer.promise;
  };
};
