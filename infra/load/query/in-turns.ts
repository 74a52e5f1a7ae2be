/**
 * Ours and another in turns, three rounds after one that only warms up: what else the machine does meets both. The round whose quotient is
 * the middle one is answered.
 */
export const inTurns = async (
  ours: () => Promise<number>,
  other: () => Promise<number>,
): Promise<{ readonly value: number; readonly limit: number; readonly ratios: string }> => {
  const rounds: { readonly value: number; readonly limit: number }[] = [];
  for (let round = 0; round <= 3; round += 1) {
    const [limit, value] = [await other(), await ours()];
    if (round > 0) rounds.push({ value, limit });
  }
  const inOrder = rounds.toSorted((left, right) => left.value / left.limit - right.value / right.limit);
  const middle = inOrder[1] ?? { value: Number.NaN, limit: Number.NaN };
  return { ...middle, ratios: rounds.map(({ value, limit }) => (value / limit).toFixed(2)).join(' ') };
};
