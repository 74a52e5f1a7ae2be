/** The middle of an odd number of measurements. */
export const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The value below which a share (0 to 1) of the values lies. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? Number.NaN;

/**
 * How many times a second `work` is done by callers that each begin anew as soon as they are answered.
 * @param work gets the number of its caller, from 0
 */
export const perSecond = async (callers: number, milliseconds: number, work: (caller: number) => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (performance.now() - begun < milliseconds) {
        await work(caller);
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - begun) / 1_000);
};

/** Ours and the raw limit in turns, three rounds after one that only warms up; the medians. */
export const interleaved = async (
  ours: () => Promise<number>,
  raw: () => Promise<number>,
): Promise<{ readonly value: number; readonly limit: number }> => {
  const values: number[] = [];
  const limits: number[] = [];
  for (let round = 0; round <= 3; round += 1) {
    const [limit, value] = [await raw(), await ours()];
    if (round === 0) continue;
    limits.push(limit);
    values.push(value);
  }
  return { value: median(values), limit: median(limits) };
};
