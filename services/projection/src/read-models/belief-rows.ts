// A belief as PostgreSQL tells it: rows of many tables in one shape.

export interface BeliefRow {
  readonly topic: string;
  readonly entity: string;
  readonly row_key: string;
  readonly valid_from: string;
  /** The first day on which it no longer holds. */
  readonly valid_to: string | null;
  readonly known_from: string;
  readonly known_to: string | null;
  readonly event_id: string;
  /** Names the belief, of which there may be several parts. */
  readonly digest: string;
  /** Whether it holds at the point of the view; false only where two points are asked about in one go. */
  readonly here: boolean;
  /** What its fields say, as JSON, in the order of the topic's fields. */
  readonly values: readonly unknown[];
}

/** A belief as PostgreSQL tells it. */
export type Told = readonly [
  topic: string,
  entity: string,
  rowKey: string,
  validFrom: string,
  validTo: string | null,
  knownFrom: string,
  knownTo: string | null,
  eventId: string,
  digest: string,
  here: boolean,
  values: readonly unknown[],
];

/** A belief by names. */
export const rowOf = ([
  topic,
  entity,
  row_key,
  valid_from,
  valid_to,
  known_from,
  known_to,
  event_id,
  digest,
  here,
  values,
]: Told): BeliefRow => ({
  topic,
  entity,
  row_key,
  valid_from,
  valid_to,
  known_from,
  known_to,
  event_id,
  digest,
  here,
  values,
});

const instant = (sql: string): string => `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * A statement that tells the rows of all branches as one value. Each branch selects topic, entity, row_key, valid, recorded, event_id,
 * digest, here, and its fields as `shown`. One value is read in half the time of as many rows (85 beliefs of a parcel: 0.2 instead of
 * 0.5 ms), and what every branch would write for itself the server would have to prepare for each of them.
 */
export const told = (branches: readonly string[]): string => `select json_agg(json_build_array(x.topic, x.entity, x.row_key,
    lower(x.valid)::text, upper(x.valid)::text, ${instant('lower(x.recorded)')}, ${instant('upper(x.recorded)')},
    x.event_id, x.digest, x.here, x.shown)) as beliefs
  from (${branches.join(' union all ')}) x`;
