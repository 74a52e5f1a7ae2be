import { expect } from 'vitest';
import type { Answer } from './world.ts';

/** The data of an answer that has no errors. */
export const dataOf = <T>({ data, errors }: Answer): T => {
  expect(errors).toBeUndefined();
  return data as unknown as T;
};
