// Changes of equity, auctions and grades of parcels, as questions over several contexts need them.
import { type Graded, openCycle, type Place, publishStandard, score, standardOf } from './assessments.ts';
import { onAuction, onEquity, yuan } from './registry.ts';
import { caojing, enterParcel, jinshan } from './towns.ts';
import { idOf, type World } from './world.ts';

export const place: Place = { jurisdiction: jinshan, year: 2024, subject: 'parcel' };
const content = standardOf('问');

/** A parcel that is graded. */
export const graded = (name: string, town = caojing): Graded => ({
  name,
  town,
  parties: [`${name}企业`],
  given: { tax: '12', land: '3', energy: '33', emission: '6', unsafe: 'no', evasion: 'no' },
});

/** Enters parcels and scores them in the cycle of the place; what the city decides of each is for the test. */
export const scoredParcels = async (world: World, all: readonly Graded[], run: string): Promise<void> => {
  for (const { name, town } of all) await enterParcel(world, name, town, '10', '2020-01-01');
  await publishStandard(world, place, content);
  await openCycle(world, place);
  await score(world, place, content, all, run, '2024-06-01');
};

/** What every filing says: the company has these parcels, of which all shares pass on. */
const filing = (parcels: readonly string[], town: string) => ({
  companyId: idOf(`${parcels[0]}企业`),
  kind: 'transfer',
  changes: [
    { holderId: idOf('旧股东'), before: '1/1', after: null },
    { holderId: idOf('新股东'), before: null, after: '1/1' },
  ],
  contractIds: [],
  clauses: [],
  home: town,
  homes: [],
  land: parcels.map((name) => ({ parcelId: idOf(name), jurisdictions: [town], from: '2020-01-01', until: null })),
});

/** Reports a change that nobody had filed; found on a day, by default the next 1 November 2026. */
export const undeclared = (world: World, name: string, parcels: readonly string[], on: string, town = caojing) =>
  onEquity(world, name, 'ReportUndeclaredEquityTransfer', { ...filing(parcels, town), foundOn: '2026-11-01' }, on);

/** Files a change that is to come. */
export const filed = (world: World, name: string, parcels: readonly string[], on: string, town = caojing) =>
  onEquity(world, name, 'FileEquityTransfer', { ...filing(parcels, town), registered: [] }, on);

/** 市场监管局 determines whether the actual control changed. */
export const determined = (world: World, name: string, changed: 'yes' | 'no' | 'unknown', on = '2026-11-02') => {
  const [before, after] = changed === 'yes' ? [idOf('旧控制人'), idOf('新控制人')] : [null, null];
  const told = { department: '市场监管局', changed, controllerBefore: before, controllerAfter: after, reason: '登记档案' };
  return onEquity(world, name, 'DetermineControlChange', told, on);
};

/** A court sells a parcel: rounds by the day of their notice and of their auction, each failed but the last. */
export const auctioned = async (
  world: World,
  parcel: string,
  rounds: readonly (readonly [published: string, auction: string])[],
  town = caojing,
): Promise<void> => {
  const lotId = idOf(`${parcel}标的`);
  const subject = { kind: 'land', parcelId: idOf(parcel), rightIds: [idOf(`${parcel}权利`)], holderId: null, share: null };
  const lot = { lotId, name: `${parcel}标的`, jurisdiction: town, subject, appraisedValue: yuan(10_000_000) };
  const letter = {
    court: '金山法院',
    caseNumber: `（2026）${parcel}号`,
    debtorIds: [idOf(`${parcel}企业`)],
    reserveFloor: '50%',
    lots: [lot],
  };
  const name = `${parcel}拍卖`;
  await onAuction(world, name, 'OpenAuction', letter, rounds[0]?.[0] ?? '');
  for (const [n, [published, auctionOn]] of rounds.entries()) {
    const before = rounds[n - 1];
    if (before !== undefined) await onAuction(world, name, 'RecordAuctionResult', { lotId, result: { kind: 'failed' } }, before[1]);
    const round = n === 0 ? 'first' : 'second';
    const notice = { lotId, round, platform: '公拍网', price: yuan(8_000_000 - n * 1_600_000), auctionOn, conditions: [] };
    await onAuction(world, name, 'PublishAuctionNotice', notice, published);
  }
};
