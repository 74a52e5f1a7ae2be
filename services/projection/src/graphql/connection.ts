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

type CursorAt = (place: number) => string | null;

// Getters of a class: as those of an object literal they were made anew for every page, and cost more than its rows.
class Info {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly cursorAt: CursorAt;

  constructor(hasNextPage: boolean, hasPreviousPage: boolean, cursorAt: CursorAt) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.cursorAt = cursorAt;
  }

  get startCursor(): string | null {
    return this.cursorAt(0);
  }

  get endCursor(): string | null {
    return this.cursorAt(-1);
  }
}

class Edge<N> {
  readonly node: N;
  readonly place: number;
  readonly cursorAt: CursorAt;

  constructor(node: N, place: number, cursorAt: CursorAt) {
    this.node = node;
    this.place = place;
    this.cursorAt = cursorAt;
  }

  get cursor(): string {
    return this.cursorAt(this.place) ?? '';
  }
}

class Page<N> {
  readonly nodes: readonly N[];
  readonly pageInfo: Info;

  constructor(nodes: readonly N[], pageInfo: Info) {
    this.nodes = nodes;
    this.pageInfo = pageInfo;
  }

  get edges(): readonly Edge<N>[] {
    return this.nodes.map((node, place) => new Edge(node, place, this.pageInfo.cursorAt));
  }
}

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
  const shown = rows.slice(0, args.first);
  // Signed where it is asked for: signatures of a whole page cost a tenth of its answer, and most ask for the last alone.
  const cursorAt = (place: number): string | null => {
    const row = shown.at(place);
    return row === undefined ? null : cursors.write(placeOf(row));
  };
  const nodes = shown.map((row) => nodeOf(row));
  return new Page(nodes, new Info(rows.length > args.first, after !== undefined, cursorAt));
};
