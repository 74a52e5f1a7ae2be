/** The first of a list that has one for certain: a rule ran before, or the shape demands it. Throws when it has none, which is a bug. */
export const firstOf = <T>(list: readonly T[]): T => {
  if (list.length === 0) throw new Error('an empty list where something was certain to be');
  return list[0] as T;
};
