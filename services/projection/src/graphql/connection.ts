// Relay connections over keyset pages: one row more than asked for tells whether there is a next page.
import type { Cursors, Place } from './cursor.ts';
import { badInput } from './errors.ts';

export interface Connection<N> {
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly nodes: readonly N[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const largestPage = 200;

/** Throws a 4xx error unless 1 ≤ first ≤ 200. */
export const checkedFirst = (first: number): void => {
  if (first < 1 || first > largestPage)
    throw badInput('first', `first: expected 1 to ${largestPage}, not ${first}.`, `first：应为1至${largestPage}，实为${first}。`);
};

/** Reads one page and shapes it. Throws a 4xx error unless 1 ≤ first ≤ 200. */
export const connect = async <R, N>(
  args: { readonly first: number; readonly after?: string | null },
  cursors: Cursors,
  read: (limit: number, after: Place | undefined) => Promise<readonly R[]>,
  placeOf: (row: R) => Place,
  nodeOf: (row: R) => N,
): Promise<Connection<N>> => {
  checkedFirst(args.first);
  const after = cursors.read(args.after);
  const rows = await read(args.first + 1, after);
  const shown = rows.slice(0, args.first).map((row) => ({ row, node: nodeOf(row) }));
  // Signed where it is asked for: signatures of a whole page cost a tenth of its answer, and most ask for the last alone.
  const cursorOf = (row: R): string => cursors.write(placeOf(row));
  const cursorAt = (i: number): string | null => {
    const at = shown.at(i);
    return at === undefined ? null : cursorOf(at.row);
  };
  return {
    get edges() {
      return shown.map(({ row, node }) => ({
        node,
        get cursor() {
          return cursorOf(row);
        },
      }));
    },
    nodes: shown.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > args.first,
      hasPreviousPage: after !== undefined,
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(-1);
      },
    },
  };
};
