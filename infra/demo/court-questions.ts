// What courts, regulators and the city ask, each in one query.
import { z } from 'zod';
import type { PlatformClient } from '../import/http.ts';
import { Sentence } from '../local/sentence.ts';
import { grade } from './grade-questions.ts';

const party = z.object({ name: z.string().nullable() });
const jurisdiction = z.object({ code: z.string(), name: z.string() });

const transfer = z.object({
  id: z.string(),
  changedOn: z.string(),
  company: party,
  control: z.object({ controllerBefore: party.nullable(), controllerAfter: party.nullable() }).nullable(),
  landAuctions: z.array(
    z.object({
      parcel: party.nullable(),
      gradeThen: z.object({ grade, document: z.string() }).nullable(),
      auctionOn: z.string(),
      lot: z.object({ auction: z.object({ caseNumber: z.string() }).nullable() }).nullable(),
    }),
  ),
});
export type ControlChanged = z.output<typeof transfer>;

/**
 * Which changes of equity changed the actual control of somebody with a C or D parcel within 24 months before it was auctioned.
 * @param knownAt as known at a moment; absent = now
 */
export const askControlChanges = async (client: PlatformClient, knownAt?: string): Promise<readonly ControlChanged[]> => {
  const { equityTransfers } = await client.query(
    `query ($knownAt: DateTime) {
      equityTransfers(filter: { changedControl: true, parcelGrades: [C, D], monthsBeforeAuction: 24 }, knownAt: $knownAt) { nodes {
        id changedOn company { name } control { controllerBefore { name } controllerAfter { name } }
        landAuctions(months: 24, grades: [C, D]) { parcel { name } gradeThen { grade document } auctionOn lot { auction { caseNumber } } } } }
    }`,
    { knownAt: knownAt ?? null },
    z.object({ equityTransfers: z.object({ nodes: z.array(transfer) }) }),
  );
  return equityTransfers.nodes;
};

const lot = z.object({
  ruledOn: z.string().nullable(),
  holdersOnRulingDay: z
    .array(z.object({ party: party.extend({ id: z.string() }), controllers: z.array(z.array(party)).nullable() }))
    .nullable(),
});
export type Ruled = z.output<typeof lot>;

/** Who held the land of a case on the day of the ruling, and who controlled them. */
export const askRulingDay = async (client: PlatformClient, auction: string, knownAt?: string): Promise<readonly Ruled[]> => {
  const { auction: found } = await client.query(
    `query ($auction: ID!, $knownAt: DateTime) {
      auction(id: $auction, knownAt: $knownAt) { lots { ruledOn holdersOnRulingDay { party { id name } controllers { name } } } }
    }`,
    { auction, knownAt: knownAt ?? null },
    z.object({ auction: z.object({ lots: z.array(lot) }).nullable() }),
  );
  return found?.lots ?? [];
};

const planned = z.object({ jurisdiction, parcels: z.int(), area: z.object({ mu: z.string() }).nullable() });
export type Planned = z.output<typeof planned>;
export const plannedGrades = ['A', 'B', 'C', 'D'] as const;
export type PlannedByGrade = Readonly<Record<(typeof plannedGrades)[number], readonly Planned[]>>;

/** What is planned for 收储 in 2025, class by class, in the districts or towns of a place. */
export const askReserve = (client: PlatformClient, place: string, by: 'DISTRICT' | 'TOWN'): Promise<PlannedByGrade> =>
  client.query(
    `query ($place: String!, $by: JurisdictionLevel!) { ${plannedGrades
      .map(
        (each) => `${each}: planSums(jurisdiction: $place, by: $by, filter: { year: 2025, routes: [RESERVE], grades: [${each}] }) {
        jurisdiction { code name } parcels area { mu } }`,
      )
      .join('\n')} }`,
    { place, by },
    z.object({ A: z.array(planned), B: z.array(planned), C: z.array(planned), D: z.array(planned) }),
  );

const change = z.object({
  label: z.string(),
  kind: z.enum(['APPEARED', 'CHANGED', 'ENDED']),
  event: z.object({ document: z.string().nullable(), effectiveOn: z.string().nullable() }),
  changes: z.array(z.object({ label: z.string(), from: z.json(), to: z.json() })),
  fields: z.array(z.object({ name: z.string(), label: z.string(), value: z.json() })),
});
export type Change = z.output<typeof change>;

/** What of a parcel holds otherwise on one day than on another. */
export const askChanges = async (client: PlatformClient, parcel: string, from: string, to: string): Promise<readonly Change[]> => {
  const { changes } = await client.query(
    `query ($parcel: ID!, $from: Date!, $to: Date!) {
      changes(parcel: $parcel, topics: [PARCEL, PARCEL_AREA, LAND_USER, PLAN_ENTRY, FINDING, HEALTH_CHECK, ASSESSMENT], from: { asOf: $from }, to: { asOf: $to }, first: 200) { nodes {
        label kind event { document effectiveOn } changes { label from to } fields { name label value } } }
    }`,
    { parcel, from, to },
    z.object({ changes: z.object({ nodes: z.array(change) }).nullable() }),
  );
  return changes?.nodes ?? [];
};

const late = z.object({
  type: z.string(),
  effectiveOn: z.string(),
  recordedAt: z.string(),
  recordedLateBy: z.int().nullable(),
  actor: z.object({ role: z.string(), department: z.string().nullable() }),
});
export type Late = z.output<typeof late>;

/** Which changes of equity, and corrections of their days, were recorded more than so many days late. */
export const askLate = async (client: PlatformClient, days: number): Promise<readonly Late[]> => {
  const { events } = await client.query(
    `query ($days: Int!, $types: [String!]!) {
      events(filter: { recordedLateBy: $days, types: $types }, first: 100) { nodes {
        type effectiveOn recordedAt recordedLateBy actor { role department } } }
    }`,
    { days, types: ['UndeclaredEquityTransferReported', 'EquityDateCorrected'] },
    z.object({ events: z.object({ nodes: z.array(late) }) }),
  );
  return events.nodes;
};

/** The id of who controls a company alone on a day, by its shares. */
export const askController = async (client: PlatformClient, company: string, asOf: string): Promise<string | undefined> => {
  const controllers = z.array(z.array(z.object({ id: z.string() })));
  const { ultimateControllers } = await client.query(
    'query ($company: ID!, $asOf: Date) { ultimateControllers(company: $company, asOf: $asOf) { controllers { id } } }',
    { company, asOf },
    z.object({ ultimateControllers: z.object({ controllers }).nullable() }),
  );
  return ultimateControllers?.controllers[0]?.[0]?.id;
};

/** From when the last event of a type in a stream was known. Throws a Sentence when there is none. */
export const askLastKnown = async (client: PlatformClient, stream: string, type: string): Promise<string> => {
  const { events } = await client.query(
    `query ($stream: String!, $types: [String!]!) {
      events(stream: $stream, filter: { types: $types }, orderBy: NEWEST_FIRST, first: 1) { nodes { knownFrom } }
    }`,
    { stream, types: [type] },
    z.object({ events: z.object({ nodes: z.array(z.object({ knownFrom: z.string() })) }) }),
  );
  const [last] = events.nodes;
  if (last === undefined) throw new Sentence(`${stream} 的变更轨迹无法查询。`);
  return last.knownFrom;
};
