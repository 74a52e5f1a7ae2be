// What happens to the company of 样例一号 and to its land: it changes hands three times, a court sells the land, and then two things become known.
import { auditor, type Company, caseNumber, clerk, court, days, department, districtCode } from './court-cast.ts';
import type { CourtLand } from './court-land.ts';
import { askController, askLastKnown } from './court-questions.ts';
import type { ClientAfter, Player } from './sample-steps.ts';
import { untilTold } from './until-told.ts';

/** The one lot of the case; chosen once, so that a second demo sells the same. */
const lotId = '5a3b1c52-6f0e-4b1b-9d39-8f6f3a1f0c01';
const yuan = (amount: number) => ({ amount: `${amount}00`, currency: 'CNY' });
const market = department('市场监管局');

/** All shares pass on without a filing; 市场监管局 finds it out and says that the actual control changed with them. */
const changedHands = async (
  player: Player,
  { companies }: CourtLand,
  [from, to]: readonly [Company, Company],
  on: string,
): Promise<string> => {
  const changes = [
    { holderId: companies[from], before: '1/1', after: null },
    { holderId: companies[to], before: null, after: '1/1' },
  ];
  const found = { companyId: companies.sold, kind: 'transfer', changes, foundOn: '2024-09-15', contractIds: [] };
  const { id } = await player.take({ service: 'registry', by: market, on, path: '/undeclared-equity-transfers', body: found, of: to });
  await player.take({
    service: 'registry',
    by: market,
    on: '2024-09-20',
    path: `/equity-transfers/${id}/control-determinations`,
    body: { changed: 'yes', controllerBefore: companies[from], controllerAfter: companies[to], reason: '样例：登记档案' },
  });
  return id;
};

/** 来函、征询、公告、成交、确认、裁定. */
const sold = async (player: Player, { parcels, companies, right }: CourtLand): Promise<string> => {
  const asClerk = (on: string, path: string, body: object) => player.take({ service: 'registry', by: clerk, on, path, body });
  const case_ = { court, caseNumber };
  await asClerk(days.letter, `/parcels/${parcels.sold}/seizures`, { rightId: right, months: 36, ...case_ });
  const subject = { kind: 'land', parcelId: parcels.sold, rightIds: [right] };
  const lots = [{ lotId, name: '样例一号标的', subject, appraisedValue: yuan(10_000_000) }];
  const { id } = await asClerk(days.letter, '/auctions', { ...case_, debtorIds: [companies.sold], reserveFloor: '50%', lots });
  const asked = { department: '规划资源局', jurisdiction: districtCode };
  await asClerk(days.letter, `/auctions/${id}/consultations`, { consulted: [asked], answerBy: days.notice });
  await player.take({
    service: 'registry',
    by: department(asked.department),
    on: days.letter,
    path: `/auctions/${id}/answers`,
    body: { ...asked, duties: [{ text: '样例：投产承诺由受让人继续履行', passesToBuyer: true }], arrears: [] },
  });
  const lot = (what: string): string => `/auctions/${id}/lots/${lotId}/${what}`;
  const round = { round: 'first', platform: '样例拍卖平台', price: yuan(8_000_000), auctionOn: days.auction, conditions: [] };
  await asClerk(days.notice, lot('notices'), round);
  const result = { kind: 'sold', to: [{ partyId: companies.bidder, share: null }], price: yuan(8_100_000) };
  await asClerk('2025-03-21', lot('results'), { result });
  await asClerk('2025-03-25', lot('confirmations'), { confirmationNumber: '样例网拍1号' });
  await asClerk(days.ruled, lot('rulings'), { rulingNumber: `${caseNumber}之一` });
  return id;
};

export interface CourtCases {
  readonly auction: string;
  /** The moment until which the two things were not known. */
  readonly before: string;
}

/** Everything that happens, and then what becomes known. Throws a Sentence when a reaction does not move the shares. */
export const courtCases = async (clientAfter: ClientAfter, player: Player, land: CourtLand): Promise<CourtCases> => {
  const { companies } = land;
  await changedHands(player, land, ['founder', 'second'], days.tooEarly);
  const misdated = await changedHands(player, land, ['second', 'third'], days.misdated);
  await changedHands(player, land, ['third', 'fourth'], days.inTime);
  const asAuditor = () => clientAfter(player.position())(auditor);
  // Reactions move the shares: what is known before the corrections has to hold that.
  const client = await asAuditor();
  await untilTold('股权已变更，但实际控制人迟迟未更新。', async () => {
    const controller = await askController(client, companies.sold, days.letter);
    return controller === companies.fourth ? controller : undefined;
  });
  const auction = await sold(player, land);
  const before = await askLastKnown(await asAuditor(), `auction-${auction}`, 'AuctionRulingRecorded');
  await player.take({
    service: 'registry',
    by: market,
    on: days.passedOn,
    path: `/parties/${companies.sold}/shareholdings`,
    body: { holdings: [{ holderId: companies.last, share: '1/1' }] },
    of: 'later',
  });
  await player.take({
    service: 'registry',
    by: market,
    on: days.inTruth,
    path: `/equity-transfers/${misdated}/date-corrections`,
    body: { reason: '样例：以登记档案为准' },
  });
  return { auction, before };
};
