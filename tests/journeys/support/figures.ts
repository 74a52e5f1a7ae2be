// The figures by which an import is judged, asked of the platform as a tenant would.

/** Asks GraphQL and throws on errors. */
export type Ask = <T>(query: string) => Promise<T>;

interface Page {
  readonly events: {
    readonly nodes: readonly { readonly type: string; readonly stream: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const kindOf = ({ type, stream }: { readonly type: string; readonly stream: string }): string => `${stream.split('-')[0]} ${type}`;

/** How many events of each kind the scope holds: an event too many or too few shows here. */
export const eventCounts = async (ask: Ask): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  let after = '';
  for (let more = true; more; ) {
    const { events } = await ask<Page>(`{ events(first: 200${after}) { nodes { type stream } pageInfo { hasNextPage endCursor } } }`);
    for (const event of events.nodes) counts[kindOf(event)] = (counts[kindOf(event)] ?? 0) + 1;
    more = events.pageInfo.hasNextPage;
    after = `, after: "${events.pageInfo.endCursor}"`;
  }
  return counts;
};

/** Parcels, plans, targets, conflicts and findings of a town. */
export const figuresOf = (ask: Ask, town: string, asOf?: string): Promise<unknown> => {
  const at = asOf === undefined ? '' : `, asOf: "${asOf}"`;
  return ask(`{
    overview(jurisdiction: "${town}"${at}) {
      label openFindings parcels { count area { mu m2 } lowest { mu } highest { mu } openConflicts } plans { category year parcels area { mu } }
    }
    targets(jurisdiction: "${town}"${at}) { year indicator unit floor assured stretch planned { value tierReached gaps { stretch } } }
    parcels(filter: { areaConflict: OPEN }${at}) { nodes { name area { mu } areas { value counted } } }
    findings(filter: { status: OPEN }${at}) { nodes { rule titleZh detail { labelZh value } } }
  }`);
};
