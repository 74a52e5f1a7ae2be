// Who holds whom, who has what, and what the base map says: once in each of the two towns.
import { baseMap, basemapCommands } from '@yimu/domain/basemap';
import { interest } from '@yimu/domain/interest';
import { parcel } from '@yimu/domain/parcel';
import { party } from '@yimu/domain/party';
import { shareholding } from '@yimu/domain/shareholding';
import { caojing, jiuting } from './towns.ts';
import { idOf, type World } from './world.ts';

type On = NonNullable<Parameters<World['command']>[4]>;

/** Enters a company under the id of its name. */
export const enterCompany = (world: World, name: string, town: string, uscc: string | null = null, on: On = {}) => {
  const data = { partyId: idOf(name), name, uscc, jurisdiction: town };
  return world.command(`party-${idOf(name)}`, party, 'EnterEnterprise', data, on);
};

/** Enters a natural person, of whom the ledger knows no name: this one is for the test only. */
export const enterPerson = (world: World, name: string, town: string, on: On = {}) => {
  const data = { partyId: idOf(name), vaultRecord: idOf(`record of ${name}`), jurisdiction: town };
  return world.command(`party-${idOf(name)}`, party, 'EnterNaturalPerson', data, on);
};

const holdingsOf = (shares: Readonly<Record<string, string>>) =>
  Object.entries(shares).map(([holder, share]) => ({ holderId: idOf(holder), share }));

/** Records who holds a company, by the names of all. */
export const recordHoldings = (
  world: World,
  company: string,
  town: string,
  shares: Readonly<Record<string, string>>,
  on: On = {},
): Promise<readonly string[]> => {
  const data = { companyId: idOf(company), jurisdictions: [town], holdings: holdingsOf(shares) };
  return world.command(`shares-${idOf(company)}`, shareholding, 'RecordShareholdings', data, on);
};

/** Corrects a structure that an event recorded. */
export const correctHoldings = (world: World, company: string, entry: string, shares: Readonly<Record<string, string>>, on: On = {}) => {
  const data = { companyId: idOf(company), entry, holdings: holdingsOf(shares), reason: '录入有误' };
  return world.command(`shares-${idOf(company)}`, shareholding, 'CorrectShareholdings', data, on);
};

/** Says that a party has something in a company or a parcel. */
export const recordInterest = (world: World, who: string, kind: 'company' | 'land', what: string, town: string, on: On = {}) => {
  const data = { partyId: idOf(who), kind, targetId: idOf(what), jurisdictions: [town] };
  return world.command(`interests-${idOf(who)}`, interest, 'RecordInterest', data, on);
};

/** What a record of a source says of a unit of the base map. */
export const readUnit = (world: World, unit: string, town: string, origin: string, values: object, on: On = {}) => {
  const record = { entryId: idOf(unit), jurisdiction: town, recordNumber: `${origin} of ${unit}`, origin, batch: null, values };
  const data = basemapCommands.ReadBaseMapRecord.parse(record);
  return world.command(`basemap-${idOf(unit)}`, baseMap, 'ReadBaseMapRecord', data, on);
};

/** In each town: a company with a holding company and a person behind it, land, a shape, and a disputed unit of the base map. */
export const fillHolders = async (world: World): Promise<void> => {
  for (const [town, mark, east] of [
    [caojing, '漕', '121.300112'],
    [jiuting, '九', '121.300117'],
  ] as const) {
    const company = `${mark}企业`;
    const parcelId = idOf(`${mark}地块`);
    await enterCompany(world, `${mark}股东`, town);
    await enterPerson(world, `${mark}某人`, town);
    await recordHoldings(world, company, town, { [`${mark}股东`]: '1/3', [`${mark}某人`]: '2/3' });
    const control = { partyId: idOf(company), controllerId: idOf(`${mark}某人`) };
    await world.command(`party-${idOf(company)}`, party, 'DeclareActualController', control);
    await world.command(`shares-${idOf(company)}`, shareholding, 'FreezeShares', {
      companyId: idOf(company),
      holderId: idOf(`${mark}股东`),
      share: '1/3',
      court: `${mark}法院`,
      caseNumber: '（2024）沪0116执1号',
      waiting: false,
      until: null,
    });
    await recordInterest(world, `${mark}股东`, 'company', company, town);
    await recordInterest(world, company, 'land', `${mark}地块`, town);
    await world.command(`parcel-${parcelId}`, parcel, 'RecordParcelDevelopmentZone', {
      parcelId,
      zone: { position: 'inside', name: `${mark}开发区` },
    });
    const ring = [
      [east, '30.80'],
      ['121.31', '30.80'],
      ['121.31', '30.81'],
      [east, '30.80'],
    ];
    const geometry = { type: 'Polygon', coordinates: [ring] };
    await world.command(`parcel-${parcelId}`, parcel, 'RecordParcelGeometry', { parcelId, crs: 'CGCS2000', geometry });
    await readUnit(world, `${mark}单元`, town, 'registration', { address: `${mark}路1号` });
    await readUnit(world, `${mark}单元`, town, 'survey', { address: `${mark}路2号` });
    await world.command(`basemap-${idOf(`${mark}单元`)}`, baseMap, 'ProposeBaseMapMatch', {
      entryId: idOf(`${mark}单元`),
      parcelId,
      grounds: ['name'],
      score: null,
      proposedBy: 'a tool',
    });
  }
};
