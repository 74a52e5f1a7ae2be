// Which version of each read model the rows are of: written when they are filled or switched, and asked by whoever wants to lead.
import type { ClientBase, Pool } from 'pg';
import type { Projection } from '../engine/projection.ts';

/** Why a leader may not write among the rows: it folds an older version than they are of, or a newer one. */
export type Mismatch = { readonly kind: 'older' | 'newer'; readonly names: readonly string[] };

/** The version of a projection: 1 until it is said. */
export const versionOf = ({ version = 1 }: Projection): number => version;

const readVersions = async (client: ClientBase | Pool): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await client.query<{ name: string; version: number }>('select name, version from read_model');
  return new Map(rows.map(({ name, version }) => [name, version]));
};

/** What keeps these projections from writing among the rows. A read model that was never filled is of version 0. */
export const mismatchOf = async (client: ClientBase | Pool, projections: readonly Projection[]): Promise<Mismatch | undefined> => {
  const found = await readVersions(client);
  const naming = (wrong: (stored: number, own: number) => boolean): readonly string[] =>
    projections.filter((each) => wrong(found.get(each.name) ?? 0, versionOf(each))).map(({ name }) => name);
  const older = naming((stored, own) => own < stored);
  if (older.length > 0) return { kind: 'older', names: older };
  const newer = naming((stored, own) => own > stored);
  return newer.length > 0 ? { kind: 'newer', names: newer } : undefined;
};

/** Says of which versions the rows are that are about to be filled from the first event. */
export const writeVersions = async (client: ClientBase | Pool, projections: readonly Projection[]): Promise<void> => {
  await client.query(
    `insert into read_model (name, version) select * from unnest($1::text[], $2::integer[])
     on conflict (name) do update set version = excluded.version, retired_version = null, retired_position = null, retired_parked = null`,
    [projections.map(({ name }) => name), projections.map(versionOf)],
  );
};
