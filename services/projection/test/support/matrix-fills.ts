// What the other fills leave out, once in each of the two towns: a ruled auction, shares under the hammer, a change of equity before an
// auction, a contract with a party as grantor, and what a class means.
import { setPolicy } from './lists.ts';
import { onAuction, onContract, onEquity, yuan } from './registry.ts';
import { caojing, jinshan, jiuting, songjiang } from './towns.ts';
import { idOf, type World } from './world.ts';

const sellInCourt = async (world: World, mark: string, town: string): Promise<void> => {
  const name = `${mark}二案`;
  const [lotId, buyer] = [idOf(`${mark}二案土地`), [{ partyId: idOf(`${mark}某方`), share: null }]];
  const land = { kind: 'land', parcelId: idOf(`${mark}地块`), rightIds: [idOf(`${mark}地块权利`)], holderId: null, share: null };
  const equity = { kind: 'equity', companyId: idOf(`${mark}企业`), holderId: idOf(`${mark}股东`), share: '1/3' };
  const lot = (of: string, subject: object) => ({ lotId: idOf(`${name}${of}`), name: `${mark}标的${of}`, jurisdiction: town, subject });
  const lots = [{ ...lot('土地', land), appraisedValue: yuan(10_000_000) }, lot('股权', equity)];
  const letter = {
    court: `${mark}法院`,
    caseNumber: `（2025）${mark}执2号之二`,
    debtorIds: [idOf(`${mark}企业`)],
    reserveFloor: '70%',
    lots,
  };
  await onAuction(world, name, 'OpenAuction', letter, '2025-07-01');
  const notice = { lotId, round: 'first', platform: `${mark}拍网`, price: yuan(8_000_000), auctionOn: '2025-09-01', conditions: [] };
  await onAuction(world, name, 'PublishAuctionNotice', notice, '2025-07-15');
  await onAuction(world, name, 'RecordAuctionResult', { lotId, result: { kind: 'sold', to: buyer, price: yuan(8_100_000) } }, '2025-09-01');
  await onAuction(world, name, 'ConfirmSale', { lotId, confirmationNumber: `${mark}成交1号` }, '2025-09-02');
  await onAuction(world, name, 'RecordAuctionRuling', { lotId, rulingNumber: `${mark}裁1号` }, '2025-09-10');
};

const passShares = (world: World, mark: string, town: string): Promise<unknown> => {
  const changes = [
    { holderId: idOf(`${mark}股东`), before: '1/1', after: null },
    { holderId: idOf(`${mark}某方`), before: null, after: '1/1' },
  ];
  const land = [{ parcelId: idOf(`${mark}地块`), jurisdictions: [town], from: '2024-03-11', until: null }];
  const of = { companyId: idOf(`${mark}企业`), kind: 'transfer', changes, clauses: [], home: town, homes: [], land };
  const found = { ...of, contractIds: [idOf(`${mark}合同`)], foundOn: '2025-02-10' };
  return onEquity(world, `${mark}先前变更`, 'ReportUndeclaredEquityTransfer', found, '2025-02-01');
};

const signAnother = (world: World, mark: string, town: string): Promise<unknown> => {
  const other = { kind: 'party', partyId: idOf(`${mark}某方`) } as const;
  const signed = {
    jurisdictions: [town],
    kind: 'grant',
    number: `${mark}合同1号之二`,
    grantor: other,
    granteeId: idOf(`${mark}企业`),
    parcelIds: [idOf(`${mark}地块`)],
    signedOn: '2024-03-11',
    contributions: [{ holder: other, share: '1/2' }],
    milestones: [],
  };
  return onContract(world, `${mark}合同二`, 'SignContract', signed, '2024-03-11');
};

/** Needs `fillRegistry` and `fillLists`. */
export const fillMore = async (world: World): Promise<void> => {
  for (const [district, town, mark] of [
    [jinshan, caojing, '漕'],
    [songjiang, jiuting, '九'],
  ] as const) {
    await sellInCourt(world, mark, town);
    await passShares(world, mark, town);
    await signAnother(world, mark, town);
    await setPolicy(world, district, 'credit', `${mark}差别信贷`, ['A'], '2024-01-01');
  }
};
