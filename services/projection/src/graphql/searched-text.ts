// What is searched for, as it is given: whether it can be.
import { badInput } from './errors.ts';

const longest = 100;

/** A word without spaces. Throws a 4xx error for one of a single character, which almost everything has, and for one that is too long. */
export const searchedText = (field: string, given: string): string => {
  const characters = Array.from(given.normalize('NFKC').replaceAll(/\s+/g, ''));
  if (characters.length < 2) throw badInput(field, `${field}: expected a word of two characters or more.`, `${field}：检索词至少两个字。`);
  if (given.length > longest)
    throw badInput(field, `${field}: expected at most ${longest} characters.`, `${field}：检索词不超过${longest}个字。`);
  return characters.join('');
};
