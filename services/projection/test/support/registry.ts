// Titles, contracts, auctions and changes of equity for tests: each command is given with the defaults that the edge fills in.
import { auction, auctionCommands } from '@yimu/domain/auction';
import { contract, contractCommands } from '@yimu/domain/contract';
import { equity, equityCommands } from '@yimu/domain/equity';
import { rightCommands, title } from '@yimu/domain/right';
import type { z } from 'zod';
import { caojing, jiuting } from './towns.ts';
import { idOf, type World } from './world.ts';

/** Data as the edge reads it: what does not fit throws here, so the helpers below take any object. */
const shaped = (schema: z.ZodType, data: object): object => schema.parse(data) as object;

/** Gives a command on the title of a parcel, by the parcel's name. */
export const onTitle = (world: World, parcel: string, type: keyof typeof rightCommands, data: object, on: string) => {
  const parcelId = idOf(parcel);
  return world.command(`title-${parcelId}`, title, type, shaped(rightCommands[type], { ...data, parcelId }), { on });
};

/** Gives a command on a contract, by its name in the test; so below. */
export const onContract = (world: World, name: string, type: keyof typeof contractCommands, data: object, on: string) => {
  const contractId = idOf(name);
  return world.command(`contract-${contractId}`, contract, type, shaped(contractCommands[type], { ...data, contractId }), { on });
};

export const onAuction = (world: World, name: string, type: keyof typeof auctionCommands, data: object, on: string) => {
  const auctionId = idOf(name);
  return world.command(`auction-${auctionId}`, auction, type, shaped(auctionCommands[type], { ...data, auctionId }), { on });
};

export const onEquity = (world: World, name: string, type: keyof typeof equityCommands, data: object, on: string) => {
  const equityId = idOf(name);
  return world.command(`equity-${equityId}`, equity, type, shaped(equityCommands[type], { ...data, equityId }), { on });
};

/** An amount in 元. */
export const yuan = (amount: number) => ({ amount: `${amount}00`, currency: 'CNY' });

/** Lets parties hold the use right of a parcel. */
export const registerRight = (world: World, parcel: string, town: string, holder: string, on: string, name = `${parcel}权利`) =>
  onTitle(
    world,
    parcel,
    'ReportRight',
    {
      rightId: idOf(name),
      jurisdiction: town,
      kind: 'state-land-use',
      holders: [{ partyId: idOf(holder), share: null }],
      until: '2054-01-01',
    },
    on,
  );

/** Records a seizure of a parcel's right for three years. */
export const seize = (world: World, parcel: string, court: string, on: string, months = 36) =>
  onTitle(
    world,
    parcel,
    'RecordSeizure',
    { seizureId: idOf(`${court} seizes ${parcel}`), rightId: idOf(`${parcel}权利`), court, caseNumber: `（2024）${court}执1号`, months },
    on,
  );

/** In each town: a title with everything on it, a contract with everything in it, a case of a court, and a change of equity. */
export const fillRegistry = async (world: World): Promise<void> => {
  for (const [town, mark] of [
    [caojing, '漕'],
    [jiuting, '九'],
  ] as const) {
    const parcel = `${mark}地块`;
    const [company, other, parcelId, rightId] = [idOf(`${mark}企业`), idOf(`${mark}某方`), idOf(parcel), idOf(`${parcel}权利`)];
    await registerRight(world, parcel, town, `${mark}企业`, '2024-03-11');
    const lease = { rightId, lessees: [other], from: '2024-04-01', until: '2029-03-31', rent: yuan(120_000), part: `${mark}租8幢` };
    await onTitle(world, parcel, 'ReportLease', { leaseId: idOf(`${mark}租赁`), ...lease }, '2024-03-20');
    const secured = { mortgagees: [other], rank: 1, secured: yuan(5_000_000) };
    await onTitle(world, parcel, 'ReportMortgage', { mortgageId: idOf(`${mark}抵押`), rightId, ...secured }, '2024-03-21');
    const filed = { transferId: idOf(`${mark}转让`), rightId, transferKind: 'transfer', holders: [{ partyId: other }] };
    await onTitle(world, parcel, 'FileRightTransfer', filed, '2024-03-25');
    await seize(world, parcel, `${mark}法院`, '2024-05-01');

    const contractName = `${mark}合同`;
    const terms = { kind: 'tax-per-mu', wanPerMu: '20', from: '2026-01-01' } as const;
    const signed = {
      jurisdictions: [town],
      kind: 'grant',
      number: `${mark}合同1号`,
      grantor: { kind: 'text', name: `${mark}规划资源局` },
      granteeId: company,
      parcelIds: [parcelId],
      signedOn: '2024-03-11',
      price: yuan(61_700_000),
      clauses: [{ no: '第十五条', wording: `${mark}条款`, terms }],
      milestones: [{ node: 'construction-start', dueOn: '2024-06-30' }],
    };
    await onContract(world, contractName, 'SignContract', signed, '2024-03-11');
    await onContract(
      world,
      contractName,
      'ExtendMilestones',
      { extensions: [{ node: 'construction-start', until: '2024-12-31' }], approval: `${mark}批〔2024〕3号` },
      '2024-06-01',
    );
    const lead = { lead: idOf(`${mark}线索`), kind: 'late-start', detailZh: `${mark}线索`, detailEn: 'late' };
    await onContract(world, contractName, 'RecordBreachLead', lead, '2025-01-10');
    const breach = { of: { kind: 'milestone', node: 'construction-start' }, reason: `${mark}违约`, lead: idOf(`${mark}线索`) } as const;
    await onContract(world, contractName, 'DeclareBreach', { breachId: idOf(`${mark}违约`), ...breach }, '2025-02-01');
    const idle = { idleId: idOf(`${mark}闲置`), number: `${mark}闲调1号`, suspected: 'not-started', asPrinted: `${mark}供而未用` } as const;
    await onContract(world, contractName, 'OpenIdleInvestigation', idle, '2026-01-10');

    const auctionName = `${mark}拍卖`;
    const lotId = idOf(`${mark}标的`);
    const lot = {
      lotId,
      name: `${mark}标的`,
      jurisdiction: town,
      subject: { kind: 'land', parcelId, rightIds: [rightId], holderId: null, share: null },
    };
    const letter = { court: `${mark}法院`, caseNumber: `（2025）${mark}执2号`, debtorIds: [company], reserveFloor: '70%', lots: [lot] };
    await onAuction(world, auctionName, 'OpenAuction', letter, '2025-03-01');
    const consulted = { department: '规划资源局', jurisdiction: town.slice(0, 6) } as const;
    await onAuction(world, auctionName, 'RequestAuctionConsultation', { consulted: [consulted], answerBy: '2025-03-20' }, '2025-03-05');
    await onAuction(
      world,
      auctionName,
      'RecordAuctionAnswer',
      { ...consulted, duties: [{ text: `${mark}义务` }], arrears: [{ kind: `${mark}欠费` }] },
      '2025-03-10',
    );
    const notice = { lotId, round: 'first', platform: `${mark}拍网`, price: yuan(8_000_000), auctionOn: '2025-05-01', conditions: [] };
    await onAuction(world, auctionName, 'PublishAuctionNotice', notice, '2025-03-25');

    const changes = [
      { holderId: idOf(`${mark}股东`), before: '1/1', after: '1/2' },
      { holderId: other, before: null, after: '1/2' },
    ];
    const land = [{ parcelId, jurisdictions: [town], from: '2024-03-11', until: null }];
    const found = {
      companyId: company,
      kind: 'transfer',
      changes,
      foundOn: '2025-06-10',
      contractIds: [],
      clauses: [],
      home: town,
      homes: [],
      land,
    };
    await onEquity(world, `${mark}股权变更`, 'ReportUndeclaredEquityTransfer', found, '2025-06-01');
    await onEquity(
      world,
      `${mark}股权变更`,
      'DetermineControlChange',
      { department: '市场监管局', changed: 'unknown', controllerBefore: null, controllerAfter: null, reason: `${mark}不明` },
      '2025-06-12',
    );
  }
};
