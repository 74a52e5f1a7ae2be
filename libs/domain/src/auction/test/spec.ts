// The case that the specifications of this context speak of: land in 漕泾 and a share in a company at home in 九亭.
import type { z } from 'zod';
import { date, isRejection, type Source } from '../../kernel/index.ts';
import { command, specId, specify } from '../../testing/given.ts';
import type { AuctionCommand, CommandNamed } from '../commands.ts';
import { auctionEvents } from '../events.ts';
import { auction, auctionCommands } from '../index.ts';

type Input<T extends AuctionCommand['type']> = z.input<(typeof auctionCommands)[T]>;

export const auctionId = 'b0a1f6d4-3c52-4e8e-9a55-0d3f3f8f7b01';
export const landLot = specId(901);
export const equityLot = specId(902);
export const parcelId = '6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a01';
export const rightId = specId(903);
export const companyId = specId(904);
export const debtorId = specId(905);
export const buyerId = specId(906);
export const otherBuyerId = specId(907);
export const court = '上海市金山区人民法院';
export const caseNumber = '（2024）沪0116执1234号';
const letter: Source = { kind: 'ruling', number: caseNumber, issuer: court, date: date('2024-03-01') };

/** An amount in 元. */
export const yuan = (amount: number) => ({ amount: `${amount}00`, currency: 'CNY' });

/** A command of a day, its defaults filled in as the edge fills them in. */
export const on = <T extends AuctionCommand['type']>(day: string, type: T, data: Omit<Input<T>, 'auctionId'>): CommandNamed<T> =>
  command(type, auctionCommands[type].parse({ auctionId, ...data }), {
    effectiveOn: date(day),
    sources: [letter],
  }) as unknown as CommandNamed<T>;

const land = {
  lotId: landLot,
  name: '漕泾镇月工路169号土地及厂房',
  jurisdiction: '310116112',
  subject: { kind: 'land', parcelId, rightIds: [rightId] },
};
const equity = {
  lotId: equityLot,
  name: '上海古岛时装有限公司30%股权',
  jurisdiction: '310117107',
  subject: { kind: 'equity', companyId, holderId: debtorId, share: '30%' },
};
export const lots = {
  land: { ...land, appraisedValue: yuan(10_000_000), reservePrice: yuan(8_000_000) },
  equity: { ...equity, appraisedValue: null, reservePrice: null },
} as Readonly<Record<'land' | 'equity', Input<'OpenAuction'>['lots'][number]>>;

export const open = (overrides: Partial<Input<'OpenAuction'>> = {}, day = '2024-03-01') =>
  on(day, 'OpenAuction', { court, caseNumber, debtorIds: [debtorId], reserveFloor: '70%', lots: [lots.land], ...overrides });

export const conditions: Input<'PublishAuctionNotice'>['conditions'] = [
  { text: '须为境内法人', basis: { kind: 'law', law: '公司法', article: '第三条' } },
  { text: '须符合产业准入要求', basis: { kind: 'notice' } },
];

/** A notice of a day for an auction of another. */
export const announce = (day: string, auctionOn: string, overrides: Partial<Input<'PublishAuctionNotice'>> = {}) =>
  on(day, 'PublishAuctionNotice', {
    lotId: landLot,
    round: 'first',
    platform: '公拍网',
    price: yuan(8_000_000),
    deposit: yuan(800_000),
    auctionOn,
    conditions,
    ...overrides,
  });
export const sold = (day: string, overrides: object = {}) =>
  on(day, 'RecordAuctionResult', {
    lotId: landLot,
    result: { kind: 'sold', to: [{ partyId: buyerId, share: null }], price: yuan(8_500_000), bidders: 3, ...overrides },
  });
export const failed = (day: string) => on(day, 'RecordAuctionResult', { lotId: landLot, result: { kind: 'failed' } });
export const confirm = (day: string) => on(day, 'ConfirmSale', { lotId: landLot, confirmationNumber: '沪0116网拍20240419' });
export const ruled = (day: string) => on(day, 'RecordAuctionRuling', { lotId: landLot, rulingNumber: '（2024）沪0116执1234号之一' });
export const served = (day: string) => on(day, 'RecordAuctionRulingService', { lotId: landLot });
export const registered = (day: string) =>
  on(day, 'RecordAuctionRegistration', { lotId: landLot, registrationNumber: '沪（2024）金字不动产权第001234号' });
export const defaulted = (day: string) => on(day, 'RecordBuyerDefault', { lotId: landLot });
export const settled = (day: string, price = 8_000_000) =>
  on(day, 'RecordDebtSettlement', { lotId: landLot, to: [{ partyId: otherBuyerId, share: null }], price: yuan(price) });
export const revoked = (day: string) => on(day, 'RevokeAuctionSale', { lotId: landLot, reason: '异议成立' });
export const suspended = (day: string) => on(day, 'SuspendAuction', { lotId: landLot, reason: '案外人异议' });
export const resumed = (day: string, auctionOn: string | null = null) =>
  on(day, 'ResumeAuction', { lotId: landLot, postponedTo: auctionOn === null ? null : { auctionOn } });
export const withdrawn = (day: string) => on(day, 'WithdrawAuction', { lotId: landLot, reason: '当事人和解' });
export const returned = (day: string) => on(day, 'ReturnAuctionLot', { lotId: landLot, reason: '申请执行人不接受抵债' });

/** Sold as the law has it: announced on 15 March, auctioned on 15 April, confirmed the day after. */
export const untilSold = [open(), announce('2024-03-15', '2024-04-15'), sold('2024-04-15')] as const;
export const untilConfirmed = [...untilSold, confirm('2024-04-16')] as const;
export const untilServed = [...untilConfirmed, ruled('2024-05-06'), served('2024-05-10')] as const;
/** 流拍 on 15 April. */
export const untilFailed = [open(), announce('2024-03-15', '2024-04-15'), failed('2024-04-15')] as const;

/** The rules that the last of these commands shows to be broken; the others must be accepted. */
export const broken = (...commands: readonly AuctionCommand[]): readonly string[] => {
  const { state } = specify(auctionEvents)(auction, ...commands.slice(0, -1));
  const last = commands.at(-1);
  const decision = last === undefined ? [] : auction.decide(last, state);
  if (isRejection(decision)) throw new Error(`refused: ${decision.en}`);
  return decision.flatMap(({ type, data }) => (type === 'AuctionDiscrepancyFound' ? [data.discrepancy.rule] : []));
};
