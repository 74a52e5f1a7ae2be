// Which row of the same file spoke of the same before: a dry run does not see what the rows before it would do.
import { hash } from 'node:crypto';
import type { Asked } from './asked-row.ts';

/** Hexadecimal digits that a number holds exactly; of 200,000 rows two are mistaken for each other once in some 200,000 files. */
const digits = 13;

/** Makes a memory of rows, a number for each. It answers the number of the row that spoke of the same subject, enterprise and year first. */
export const sightings = (): ((row: number, asked: Asked) => number | undefined) => {
  const first = new Map<number, number>();
  return (row, { subject, enterprise, period }) => {
    const of = Number.parseInt(hash('sha1', JSON.stringify([subject.text, enterprise?.text, period]), 'hex').slice(0, digits), 16);
    const before = first.get(of);
    if (before === undefined) first.set(of, row);
    return before;
  };
};
