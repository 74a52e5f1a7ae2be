/** Chance from a seed: the same draws for the same seed, in every run. */
export interface Random {
  /** An integer from 0 up to but not including the limit. */
  readonly below: (limit: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
}

/** Draws by mulberry32. */
export const randomOf = (seed: number): Random => {
  let state = (seed * 2_654_435_761) >>> 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(draw() * limit);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[below(from.length)];
    if (one === undefined) throw new Error('there is nothing to pick from');
    return one;
  };
  return { below, chance: (share) => draw() < share, pick };
};
