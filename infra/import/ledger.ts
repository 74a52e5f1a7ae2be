// What the import asks the ledger, over GraphQL.
import { z } from 'zod';
import type { PlatformClient } from './http.ts';

const recordedRow = z.object({
  id: z.string(),
  list: z.string(),
  row: z.string(),
  name: z.string(),
  contentHash: z.string(),
  cells: z.record(z.string(), z.string()),
  targetKind: z.string(),
  targetId: z.string(),
});
/** A row as it was last imported. */
export type RecordedRow = z.output<typeof recordedRow>;

const knownParcel = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  areas: z.array(z.object({ id: z.string(), document: z.string().nullable(), annex: z.string().nullable(), row: z.string().nullable() })),
  landUsers: z.array(z.object({ party: z.object({ id: z.string() }).nullable() })),
  planEntries: z.array(z.object({ id: z.string(), document: z.string(), list: z.string(), row: z.string(), matchedBy: z.string() })),
});
/** A parcel with what sources have said of it. */
export type KnownParcel = z.output<typeof knownParcel>;

const parcelFields = `id name address areas { id document annex row } landUsers { party { id } }
  planEntries { id document list row matchedBy }`;

const start = z.object({
  viewer: z.object({ sub: z.string(), scope: z.object({ value: z.string() }) }),
  overview: z.object({ jurisdiction: z.object({ name: z.string() }) }).nullable(),
  importRows: z.array(recordedRow),
});
const named = z.object({
  parcels: z.object({ nodes: z.array(knownParcel) }),
  parties: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
});
const trail = z.object({
  events: z.object({
    nodes: z.array(
      z.object({
        revision: z.int(),
        type: z.string(),
        sources: z.array(z.object({ number: z.string(), annex: z.string().nullable(), row: z.string().nullable() })),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
type Trail = z.output<typeof trail>['events'];

/** Where in a document something stands. */
export interface Citation {
  readonly document: string;
  readonly list: string;
  readonly row: string;
}

/** The questions of the import, put by one client. */
export const ledgerOf = (client: PlatformClient) => {
  const eventsOf = async (stream: string, first: number, after: string | null): Promise<Trail> => {
    const query = `query ($stream: String!, $first: Int!, $after: String) { events(stream: $stream, first: $first, after: $after) {
      nodes { revision type sources { number annex row } } pageInfo { hasNextPage endCursor } } }`;
    return (await client.query(query, { stream, first, after }, trail)).events;
  };

  return {
    /** Who asks, the jurisdiction if it is in scope, and what was imported of the document before. */
    start: (jurisdiction: string, document: string) =>
      client.query(
        `query ($jurisdiction: String!, $document: String!) {
          viewer { sub scope { value } }
          overview(jurisdiction: $jurisdiction) { jurisdiction { name } }
          importRows(document: $document) { id list row name contentHash cells targetKind targetId }
        }`,
        { jurisdiction, document },
        start,
      ),

    /** Parcels and enterprises of the name, two of each at most: one is a match, two are a question. */
    named: async (jurisdiction: string, name: string, enterprise: string) => {
      const query = `query ($jurisdiction: String!, $name: String!, $enterprise: String!) {
        parcels(filter: { jurisdiction: $jurisdiction, name: $name }, first: 2) { nodes { ${parcelFields} } }
        parties(filter: { name: $enterprise }, first: 2) { nodes { id } } }`;
      const { parcels, parties } = await client.query(query, { jurisdiction, name, enterprise }, named);
      return { parcels: parcels.nodes, parties: parties.nodes };
    },

    /** One parcel, undefined outside the scope. */
    parcel: async (id: string): Promise<KnownParcel | undefined> => {
      const query = `query ($id: ID!) { parcel(id: $id) { ${parcelFields} } }`;
      const { parcel } = await client.query(query, { id }, z.object({ parcel: knownParcel.nullable() }));
      return parcel ?? undefined;
    },

    /** Whether the parcel was entered from this row: told by the sources of its first event. */
    enteredFrom: async (parcelId: string, { document, list, row }: Citation): Promise<boolean> => {
      const [first] = (await eventsOf(`parcel-${parcelId}`, 1, null)).nodes;
      return first?.sources.some((source) => source.number === document && source.annex === list && source.row === row) ?? false;
    },

    /** How often a row has been recorded. */
    readings: async (rowId: string): Promise<number> => {
      let page = await eventsOf(`importrow-${rowId}`, 100, null);
      while (page.pageInfo.hasNextPage) page = await eventsOf(`importrow-${rowId}`, 100, page.pageInfo.endCursor);
      return (page.nodes.at(-1)?.revision ?? -1) + 1;
    },
  };
};
export type Ledger = ReturnType<typeof ledgerOf>;
