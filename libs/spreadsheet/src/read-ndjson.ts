// One JSON object a line, in UTF-8.
import type { Rejection } from '@yimu/domain/kernel';
import { textOf } from './encoding.ts';
import type { Limits } from './limits.ts';
import { refusal, refuseFile } from './refusals.ts';

export interface ObjectLine {
  /** Of the line, from 1. */
  readonly number: number;
  /** Undefined where the line is no object; `faults` says so. */
  readonly value: object | undefined;
  readonly faults: readonly Rejection[];
}

const lineOf = (text: string, number: number): ObjectLine => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { number, value, faults: [] };
  } catch {
    // Said below, as of every line that is no object.
  }
  return { number, value: undefined, faults: [refusal('sheet-line-no-object', { row: number })] };
};

const linesOf = async function* (path: string, longest: number): AsyncGenerator<string> {
  let rest = '';
  let number = 0;
  for await (const piece of textOf(path)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    number += lines.length;
    yield* lines;
    if (rest.length > longest) refuseFile('sheet-cell-too-long', { row: number + 1, most: longest });
  }
  yield rest;
};

/** The lines that hold something. Throws what refuses the file. */
export const ndjsonLines = async function* (path: string, { rows, columns, cell }: Limits): AsyncGenerator<ObjectLine> {
  let number = 0;
  let count = 0;
  for await (const line of linesOf(path, columns * cell)) {
    number += 1;
    if (line.trim() === '') continue;
    count += 1;
    if (count > rows) refuseFile('sheet-too-many-rows', { most: rows });
    yield lineOf(line, number);
  }
};
