import type { ReadModelRow } from './projection.ts';

type Columns = ReadModelRow['columns'];

/** Whether two rows of one key say the same. A state that shares structure hands over the same columns: then nothing is compared. */
export const sameColumns = (left: Columns, right: Columns): boolean => {
  if (left === right) return true;
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
};
