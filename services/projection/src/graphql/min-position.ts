// Read your own write: a query that names a position waits until the read models have reached it.
import { setTimeout as wait } from 'node:timers/promises';
import { type Problem, ProblemError } from '@yimu/server';
import type { Progress, ProgressReader } from '../read-models/progress.ts';

export interface Positions {
  /** Where the read models stand. */
  readonly progress: ProgressReader;
  /** The last position of the event store. */
  readonly head: () => Promise<string | undefined>;
  readonly patienceMilliseconds: number;
}

const pollMilliseconds = 10;
/** Store id and epoch: what two positions must share to be comparable. */
const storeOf = (position: string): string => position.slice(0, 13);

const refused = (detail: string, detailZh: string): Problem => ({
  code: 'validation',
  detail,
  detailZh,
  errors: [{ field: 'Yimu-Min-Position', message: detail }],
});

/** Nobody asks about a moment without naming the argument; whoever may is told the newest watermark, or they would be refused too early. */
const asksAboutMoment = (document: unknown): boolean => typeof document !== 'string' || /knownAt|changes/.test(document);

/**
 * The progress that a request without `Yimu-Min-Position` is answered with. Asked anew for every request, it costs more than a page.
 * @param document the GraphQL document, if the request brings one
 */
export const progressFor = (document: unknown, { progress }: Positions): Promise<Progress> =>
  asksAboutMoment(document) ? progress.fresh() : progress.recent();

/**
 * Waits for the position of a `Yimu-Min-Position` header and answers the progress reached.
 * Throws problems: 400 for no position of this store or one beyond its head, 504 after the patience has run out.
 */
export const reachPosition = async (wanted: string, positions: Positions): Promise<Progress> => {
  const first = await positions.progress.fresh();
  if (wanted === first.position) return first;
  if (!/^[0-9a-f]{8}-\d{4}-\d{19}$/.test(wanted))
    throw new ProblemError(
      refused('Yimu-Min-Position: expected a position that a command answered.', 'Yimu-Min-Position：应为命令返回的位置。'),
    );
  const head = await positions.head();
  if (head === undefined || storeOf(wanted) !== storeOf(head) || wanted > head)
    throw new ProblemError(
      refused(
        'Yimu-Min-Position: expected a position of this store, not beyond its end.',
        'Yimu-Min-Position：该位置不属于本库或尚不存在。',
      ),
    );
  const until = performance.now() + positions.patienceMilliseconds;
  let progress = first;
  while ((progress.position ?? '') < wanted) {
    if (performance.now() > until)
      throw new ProblemError({
        code: 'projection-behind',
        detail: 'The read models have not reached Yimu-Min-Position in time; ask again.',
        detailZh: '查询数据未能及时更新至所要求的位置，请稍后重试。',
        headers: { 'retry-after': '1' },
      });
    await wait(pollMilliseconds);
    progress = await positions.progress.fresh();
  }
  return progress;
};
