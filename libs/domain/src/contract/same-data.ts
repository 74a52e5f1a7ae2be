/** Whether two pieces of event data say the same, whatever the order of their fields; lists keep theirs. */
export const sameData = (left: unknown, right: unknown): boolean => {
  if (!isRecord(left) || !isRecord(right)) return left === right;
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => sameData(left[name], right[name]));
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** What was told, without the id of the event that told it. */
export const withoutId = <T extends { readonly id: string }>(each: T): Omit<T, 'id'> => {
  const { id: _, ...told } = each;
  return told;
};
