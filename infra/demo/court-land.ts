// The sample place: its jurisdictions, its parcels and companies, who holds what, and the lists that say what becomes of the land.
import {
  admin,
  type Company,
  companies,
  days,
  department,
  officerOf,
  type ParcelName,
  parcelNames,
  parcels,
  places,
  townCodes,
} from './court-cast.ts';
import type { Player, Step } from './sample-steps.ts';

export interface CourtLand {
  readonly parcels: Readonly<Record<ParcelName, string>>;
  readonly companies: Readonly<Record<Company, string>>;
  /** The right that is sold. */
  readonly right: string;
}

const registering: readonly Step[] = places.map(({ code, name, parent }) => ({
  service: 'registry',
  by: admin,
  on: days.entered,
  path: '/jurisdictions',
  body: { code, name, parent },
  of: code,
}));

/** Ids by name, asked for all at once. */
const idsOf = async <K extends string>(names: readonly K[], idOf: (name: K) => Promise<string>): Promise<Readonly<Record<K, string>>> =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await idOf(name)] as const))) as Record<K, string>;

const entered = async (player: Player, name: ParcelName): Promise<string> => {
  const { town, area, name: called } = parcels[name];
  const body = { jurisdiction: townCodes[town], name: called, area: { value: area, unit: 'mu' } };
  return (await player.take({ service: 'registry', by: officerOf(town), on: days.entered, path: '/parcels', body, of: name })).id;
};

const founded = async (player: Player, company: Company): Promise<string> => {
  const body = { jurisdiction: townCodes.first, name: companies[company] };
  return (await player.take({ service: 'registry', by: officerOf('first'), on: days.entered, path: '/parties', body, of: company })).id;
};

/** 权属 of each parcel: its company holds the right. */
const held = async (player: Player, name: ParcelName, parcel: string, holder: string): Promise<string> => {
  const body = { kind: 'state-land-use', holders: [{ partyId: holder, share: null }], until: '2068-05-31' };
  const by = officerOf(parcels[name].town);
  return (await player.take({ service: 'registry', by, on: days.registered, path: `/parcels/${parcel}/right-reports`, body })).id;
};

/** A line of a list: taken over by the reserve in 2025 (收储). */
const listed = async (player: Player, name: ParcelName, parcel: string): Promise<void> => {
  const { town, area, row } = parcels[name];
  const entry = { list: '样例清单', row, enterprise: companies[name], year: 2025, matchedBy: 'entered', category: 'revitalise' };
  const body = { ...entry, mode: '收储', mappedRoute: 'reserve', area: { value: area, unit: 'mu' } };
  await player.take({ by: officerOf(town), on: days.listed, path: `/plans/${parcel}/entries`, body });
};

/** Everything there is before anything happens. */
export const courtLand = async (player: Player): Promise<CourtLand> => {
  for (const step of registering) await player.take(step);
  const ids = await idsOf(parcelNames, (name) => entered(player, name));
  const parties = await idsOf(Object.keys(companies) as Company[], (company) => founded(player, company));
  const rights = await idsOf(parcelNames, (name) => held(player, name, ids[name], parties[name]));
  await player.take({
    service: 'registry',
    by: department('市场监管局'),
    on: days.registered,
    path: `/parties/${parties.sold}/shareholdings`,
    body: { holdings: [{ holderId: parties.founder, share: '1/1' }] },
  });
  for (const name of parcelNames) await listed(player, name, ids[name]);
  return { parcels: ids, companies: parties, right: rights.sold };
};
