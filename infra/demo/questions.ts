// What the demo asks, each time with the token of one tenant.
import { z } from 'zod';
import type { PlatformClient } from '../import/http.ts';

const area = z.object({ mu: z.string(), m2: z.string() });
const tier = z.enum(['STRETCH', 'ASSURED', 'FLOOR', 'NONE']);
const category = z.enum(['REVITALISE', 'VACATE', 'UPGRADE']);
const jurisdiction = z.object({ code: z.string(), name: z.string() });

const sum = z.object({ count: z.int(), area: area.nullable(), lowest: area.nullable(), highest: area.nullable(), openConflicts: z.int() });
const overview = z.object({
  jurisdiction,
  recorded: z.boolean(),
  label: z.string(),
  parcels: sum.nullable(),
  openFindings: z.int(),
  plans: z.array(z.object({ category, year: z.int(), parcels: z.int(), area: area.nullable() })),
  children: z.array(z.object({ recorded: z.boolean() })),
});
export type Overview = z.output<typeof overview>;

const planEntry = z.object({
  parcelId: z.string(),
  enterprise: z.string(),
  mode: z.string(),
  area: area.nullable(),
  list: z.string(),
  row: z.string(),
});
const target = z.object({
  year: z.int(),
  number: z.string().nullable(),
  indicator: z.string(),
  unit: z.string().nullable(),
  floor: z.string().nullable(),
  assured: z.string().nullable(),
  stretch: z.string().nullable(),
  planned: z
    .object({
      category,
      value: z.string(),
      area,
      tierReached: tier,
      gaps: z.object({ floor: z.string(), assured: z.string(), stretch: z.string() }),
      entries: z.array(planEntry),
    })
    .nullable(),
});
export type Target = z.output<typeof target>;

const parcel = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  area: area.nullable(),
  areaConflict: z.enum(['NONE', 'OPEN', 'RESOLVED']),
  areas: z.array(
    z.object({
      value: z.string(),
      counted: z.boolean(),
      document: z.string().nullable(),
      annex: z.string().nullable(),
      row: z.string().nullable(),
    }),
  ),
  landUsers: z.array(z.object({ nameAsPrinted: z.string(), confirmed: z.boolean(), party: z.object({ id: z.string() }).nullable() })),
  planEntries: z.array(z.object({ id: z.string() })),
  findings: z.array(z.object({ id: z.string() })),
});
export type Parcel = z.output<typeof parcel>;

const finding = z.object({
  titleZh: z.string(),
  subjectId: z.string(),
  openedOn: z.string(),
  detail: z.array(z.object({ labelZh: z.string(), value: z.string() })),
});
export type Finding = z.output<typeof finding>;

const answers = z.object({
  viewer: z.object({ roles: z.array(z.string()), jurisdiction: jurisdiction.nullable() }),
  own: overview.nullable(),
  listed: overview.nullable(),
  targets: z.array(target),
  parcels: z.object({ totalCount: z.int(), nodes: z.array(parcel) }),
  findings: z.object({ nodes: z.array(finding) }),
});
/** What one tenant is told. */
export type Answers = z.output<typeof answers>;

const overviewFields = `jurisdiction { code name } recorded label openFindings
  parcels { count openConflicts area { mu m2 } lowest { mu m2 } highest { mu m2 } }
  plans { category year parcels area { mu m2 } }
  children { recorded }`;

const question = `query ($own: String!, $listed: String!, $asOf: Date) {
  viewer { roles jurisdiction { code name } }
  own: overview(jurisdiction: $own, asOf: $asOf) { ${overviewFields} }
  listed: overview(jurisdiction: $listed, asOf: $asOf) { ${overviewFields} }
  targets(jurisdiction: $listed, asOf: $asOf) {
    year number indicator unit floor assured stretch
    planned { category value area { mu m2 } tierReached gaps { floor assured stretch }
      entries { parcelId enterprise mode area { mu m2 } list row } }
  }
  parcels(filter: { jurisdiction: $listed }, first: 100, asOf: $asOf) {
    totalCount
    nodes {
      id name address area { mu m2 } areaConflict
      areas { value counted document annex row }
      landUsers { nameAsPrinted confirmed party { id } } planEntries { id } findings { id }
    }
  }
  findings(filter: { status: OPEN }, first: 100, asOf: $asOf) { nodes { titleZh subjectId openedOn detail { labelZh value } } }
}`;

/**
 * Asks everything at once.
 * @param own the tenant's own jurisdiction
 * @param listed the jurisdiction whose lists were imported
 * @param asOf a date; absent = today
 */
export const ask = (client: PlatformClient, own: string, listed: string, asOf?: string): Promise<Answers> =>
  client.query(question, { own, listed, asOf: asOf ?? null }, answers);

const event = z.object({
  type: z.string(),
  effectiveOn: z.string(),
  recordedAt: z.string(),
  actor: z.object({ sub: z.string().nullable(), role: z.string() }),
  sources: z.array(z.object({ number: z.string(), annex: z.string().nullable(), row: z.string().nullable() })),
});
export type TrailEvent = z.output<typeof event>;

/** The audit trail of one parcel. */
export const askTrail = async (client: PlatformClient, parcel: string): Promise<readonly TrailEvent[]> => {
  const { events } = await client.query(
    `query ($parcel: ID!) { events(parcel: $parcel, first: 100) {
      nodes { type effectiveOn recordedAt actor { sub role } sources { number annex row } } } }`,
    { parcel },
    z.object({ events: z.object({ nodes: z.array(event) }) }),
  );
  return events.nodes;
};
