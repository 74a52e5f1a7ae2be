/** The middle of an odd number of measurements. */
export const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;

const clients = 8;

/** How many times a second `work` is done by eight callers at once, over `times` times. */
export const perSecond = async (work: () => Promise<unknown>, times: number): Promise<number> => {
  let left = times;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left > 0) {
        left -= 1;
        await work();
      }
    }),
  );
  return times / ((performance.now() - begun) / 1000);
};
