// What makes a row the same row, its content the same content, and a request of it the same request.
import { createHash } from 'node:crypto';
import type { Cells } from './cell-reader.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The row's place: jurisdiction, 文号, list and 序号, as the registry derives it. */
export const rowIdOf = (jurisdiction: string, document: string, list: string, row: string): string =>
  sha256(JSON.stringify([jurisdiction, document, list, row]));

/** What the row says, as printed; the order of columns is no content. */
export const contentHashOf = (cells: Cells): string =>
  sha256(JSON.stringify(Object.entries(cells).toSorted(([left], [right]) => (left < right ? -1 : 1))));

export interface KeyParts {
  readonly document: string;
  readonly list: string;
  readonly row: string;
  readonly name: string;
  readonly rowId: string;
  readonly contentHash: string;
}

/** How much of a key may be words; 200 characters are allowed in all. */
const readable = 130;

/**
 * The Idempotency-Key of one step of a row: 文号 + list + 序号 + name + content, so that another content is another request.
 * @param reading how often the row was recorded before: a list that changes to and fro asks anew each time
 */
export const keyOf = ({ document, list, row, name, rowId, contentHash }: KeyParts, reading: number, step: string): string => {
  const words = Array.from(`${document} ${list} ${row} ${name}`).slice(0, readable).join('');
  const digest = sha256(`${rowId} ${contentHash}`).slice(0, 24);
  return `${words} ${digest} ${reading} ${step}`;
};
