// Work on a long list: much of it at once, what belongs together one after the other, results in the order of the list.

/**
 * Does the work of each item and hands the results on in order. Nothing is begun ahead of the reader by more than `atOnce` items, so that
 * a slow reader, and a long list, take no memory.
 * @param laneOf items of one lane are worked on one after the other
 * @param work must not reject
 */
export const inOrder = async function* <T, R>(
  items: AsyncIterable<T>,
  atOnce: number,
  laneOf: (item: T) => string,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const lastOf = new Map<string, Promise<R>>();
  const begun: Promise<R>[] = [];
  for await (const item of items) {
    const lane = laneOf(item);
    const doing = (lastOf.get(lane) ?? Promise.resolve()).then(() => work(item));
    lastOf.set(lane, doing);
    void doing.then(() => {
      if (lastOf.get(lane) === doing) lastOf.delete(lane);
    });
    begun.push(doing);
    const oldest = begun.length < atOnce ? undefined : begun.shift();
    if (oldest !== undefined) yield await oldest;
  }
  for (const doing of begun) yield await doing;
};
