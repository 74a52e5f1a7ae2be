// What the registry knows of parcels and enterprises, as a form shows it.

import { listOf } from '../graphql/naming.ts';
import { area } from '../graphql/present.ts';
import { grouped } from '../graphql/together.ts';
import { readLandUsers } from '../read-models/land-users.ts';
import { type ParcelAreaRow, readParcelAreas } from '../read-models/parcel-areas.ts';
import { type ParcelRow, readParcels } from '../read-models/parcels.ts';
import { type RegisterRow, readRegister } from '../read-models/party-register.ts';
import { readRights } from '../read-models/titles.ts';
import type { View } from '../tenancy/view.ts';

/** Facts of one subject: under the code of the field that asks for each, and as lines to be read. */
export interface Facts {
  readonly name: string;
  readonly byField: ReadonlyMap<string, string>;
  readonly lines: readonly string[];
}

/** What is known of parties, in one statement. */
export type PartyFacts = ReadonlyMap<string, RegisterRow>;

/** Parties by id, with their entry in the public register as far as the caller may read it. */
export const partyFacts = async (view: View, ids: readonly string[]): Promise<PartyFacts> => {
  const wanted = [...new Set(ids)];
  const rows = wanted.length === 0 ? [] : await readRegister(view, wanted);
  return new Map(rows.map((row) => [row.party_id, row]));
};

const areaLine = ({ value, unit, document, annex, counted }: ParcelAreaRow): string => {
  const units = unit === 'mu' ? '亩' : '平方米';
  const source = [document, annex].filter((each) => each !== null).join(' ');
  return `面积：${value}${units}${source === '' ? '' : `（${source}）`}${counted ? '，计入统计' : ''}`;
};

interface Around {
  readonly areas: readonly ParcelAreaRow[];
  readonly landUsers: readonly string[];
  readonly holders: readonly string[];
}

const parcelFacts = (row: ParcelRow, { areas, landUsers, holders }: Around): Facts => {
  const counted = row.area_units === null ? null : area(BigInt(row.area_units));
  const said = (label: string, value: string | null): readonly string[] => (value === null || value === '' ? [] : [`${label}：${value}`]);
  const facts: Readonly<Record<string, string | null | undefined>> = {
    'parcel-name': row.name,
    address: row.address,
    'parcel-code': row.parcel_code,
    'unit-code': row.unit_code,
    'unified-code': row.unified_code,
    'area-mu': counted?.mu,
    'area-m2': counted?.m2,
    'land-user': landUsers.join('、'),
    holder: holders.join('、'),
  };
  return {
    name: row.name,
    byField: new Map(Object.entries(facts).flatMap(([code, value]) => (value ? [[code, value] as const] : []))),
    lines: [
      ...said('地块名称', row.name),
      ...said('坐落', row.address),
      ...said('宗地代码', row.parcel_code),
      ...said('不动产单元代码', row.unit_code),
      ...said('统一编码', row.unified_code),
      ...areas.map(areaLine),
      ...said('用地主体', landUsers.join('、')),
      ...said('权利人', holders.join('、')),
    ],
  };
};

/** What is known of these parcels, by id; those outside the scope are not there. */
export const factsOfParcels = async (view: View, ids: readonly string[]): Promise<ReadonlyMap<string, Facts>> => {
  const parcels = await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length });
  const areas = grouped(await readParcelAreas(view, ids), ({ parcel_id }) => parcel_id);
  const users = grouped(await readLandUsers(view, ids), ({ parcel_id }) => parcel_id);
  const rights = (await readRights(view, ids)).map((right) => ({
    ...right,
    ids: listOf<{ readonly partyId: string }>(right.holders).map(({ partyId }) => partyId),
  }));
  const parties = await partyFacts(
    view,
    rights.flatMap((right) => right.ids),
  );
  const byParcel = grouped(rights, ({ parcel_id }) => parcel_id);
  return new Map(
    parcels.map((row) => {
      const holders = (byParcel.get(row.parcel_id) ?? []).flatMap((right) => right.ids).flatMap((id) => parties.get(id)?.name ?? []);
      const around = {
        areas: areas.get(row.parcel_id) ?? [],
        landUsers: [...new Set((users.get(row.parcel_id) ?? []).map((user) => user.name_as_printed))],
        holders: [...new Set(holders)],
      };
      return [row.parcel_id, parcelFacts(row, around)];
    }),
  );
};
