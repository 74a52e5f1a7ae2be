// Two values are the same bits when they print alike, in whatever order their fields were written or read back.

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => [key, ordered(inner)]);
};

/** A text that is equal for equal content: JSON values whose fields may stand in any order. */
export const bitsOf = (value: unknown): string => JSON.stringify(ordered(value));
