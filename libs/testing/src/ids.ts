import { createHash } from 'node:crypto';

/** A UUID that is the same in every run for the same words, shaped like version 8. */
export const testId = (...words: readonly (string | number)[]): string => {
  const hex = createHash('sha256').update(words.join('/')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
