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

/** Reads one page and shapes it. Throws a 4xx error unless 1 ≤ first ≤ 200. */
export const connect = async <R, N>(
  args: { readonly first: number; readonly after?: string | null },
  cursors: Cursors,
  read: (limit: number, after: Place | undefined) => Promise<readonly R[]>,
  placeOf: (row: R) => Place,
  nodeOf: (row: R) => N,
): Promise<Connection<N>> => {
  if (args.first < 1 || args.first > largestPage)
    throw badInput('first', `first: expected 1 to ${largestPage}, not ${args.first}.`, `first：应为1至${largestPage}，实为${args.first}。`);
  const after = cursors.read(args.after);
  const rows = await read(args.first + 1, after);
  const edges = rows.slice(0, args.first).map((row) => ({ cursor: cursors.write(placeOf(row)), node: nodeOf(row) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > args.first,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
};
