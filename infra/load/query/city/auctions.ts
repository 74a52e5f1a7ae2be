// Auctions of courts. Half of them are of land that a company holds whose control had changed in the year before: what the question of
// the 24 months looks for.
import { mixed, of, uuidOf } from './chance.ts';
import { type Draft, dayOf, instantOf } from './draft.ts';
import { equityCases } from './equity.ts';
import { personEntered } from './people.ts';
import { companyId, companyOf, gradeOf, parcelId, parcelsOf, personId, type Shape } from './shape.ts';
import { rightId, rightKind, standingOfTitle } from './titles.ts';

const perYear = 80;

/** A parcel of a company whose control changed in the year before, in class C or D; undefined where there is none. */
const afterChange = (shape: Shape, year: number, n: number): number | undefined => {
  const changed = equityCases(shape, year - 1).filter(({ changesControl, isRefused }) => changesControl && !isRefused);
  const parcels = changed.flatMap(({ company }) => parcelsOf(company)).filter((parcel) => parcel < shape.parcels);
  const poor = parcels.filter((parcel) => ['C', 'D'].includes(gradeOf(parcel, year)));
  return poor[n % Math.max(1, poor.length)];
};

const answers = ['规划资源局', '税务局', '生态环境局'] as const;

/** All events of the n-th case of a year. */
const auctionDrafts = (shape: Shape, year: number, n: number): readonly Draft[] => {
  const linked = n % 2 === 0 ? afterChange(shape, year, n / 2) : undefined;
  const parcel = linked ?? mixed(71, year, n) % shape.parcels;
  const [auctionId, lotId, company] = [uuidOf(of.auction, year, n), uuidOf(of.lot, year, n), companyOf(parcel)];
  const { code: town, district } = shape.townOf(parcel);
  const opened = instantOf(`${year}-01-15`, mixed(72, year, n) % 200);
  const day = (days: number): string => dayOf(opened + days * 86_400_000);
  const step = (type: string, days: number, data: object): Draft => ({
    stream: `auction-${auctionId}`,
    type,
    data: { auctionId, ...data },
    on: day(days),
    at: opened + days * 86_400_000,
    jurisdictions: [town],
    hand: 'department',
  });
  const yuan = (amount: number) => ({ amount: `${Math.round(amount)}00`, currency: 'CNY' });
  const worth = 3_000_000 + (mixed(73, year, n) % 60) * 1_000_000;
  const subject = { kind: 'land', parcelId: parcelId(parcel), rightIds: [rightId(parcel)], holderId: null, share: null };
  const lot = {
    lotId,
    name: '土地使用权及房屋',
    jurisdiction: town,
    subject,
    appraisedValue: yuan(worth),
    reservePrice: yuan(worth * 0.7),
  };
  const [court, caseNumber] = ['人民法院', `（${year}）沪0${district.slice(3)}执${n + 1}号`];
  const notice = (round: string, published: number, held: number, price: number): Draft =>
    step('AuctionNoticePublished', published, {
      lotId,
      round,
      platform: '司法拍卖平台',
      price: yuan(price),
      deposit: yuan(price * 0.1),
      auctionOn: day(held),
      endsOn: day(held + 1),
      conditions: [{ text: '符合产业准入', basis: { kind: 'notice' } }],
      defects: null,
      occupancy: null,
      preEmptionHolderIds: null,
      taxBurden: null,
    });
  const failsFirst = mixed(74, year, n) % 2 === 0;
  const [round, sold] = failsFirst ? (['second', 101] as const) : (['first', 61] as const);
  const buyer = 1_100_000_000 + year * 10_000 + n;
  const to = [{ partyId: personId(buyer), share: null }];
  const ruling = {
    lotId,
    rulingNumber: `${caseNumber}之一`,
    court,
    caseNumber,
    kind: 'land',
    subject,
    to,
    price: yuan(worth * 0.7),
  };
  return [
    step('AuctionOpened', 0, { court, caseNumber, debtorIds: [companyId(company)], lots: [lot], reserveFloor: '70%' }),
    step('AuctionConsultationRequested', 5, {
      consulted: answers.map((department) => ({ department, jurisdiction: district })),
      answerBy: day(20),
    }),
    ...answers.map((department, k) =>
      step('AuctionAnswerRecorded', 10 + k, {
        department,
        jurisdiction: district,
        duties: [],
        arrears: [],
        restrictions: null,
        opinion: null,
      }),
    ),
    notice('first', 30, 60, worth * 0.7),
    ...(failsFirst ? [step('AuctionLotFailed', 61, { lotId, round: 'first' }), notice('second', 70, 100, worth * 0.6)] : []),
    personEntered(buyer, town, opened + sold * 86_400_000),
    step('AuctionLotSold', sold, { lotId, round, to, price: yuan(worth * 0.7), bidders: 3 }),
    step('AuctionSaleConfirmed', sold + 3, { lotId, confirmationNumber: null }),
    step('AuctionRulingRecorded', sold + 14, ruling),
    step('AuctionRulingServed', sold + 16, ruling),
    {
      ...step('RightTransferredByRuling', sold + 17, {}),
      stream: `title-${parcelId(parcel)}`,
      standing: standingOfTitle(parcel),
      on: day(sold + 16),
      data: {
        parcelId: parcelId(parcel),
        rightId: rightId(parcel),
        kind: rightKind(parcel),
        holders: to,
        auctionId,
        caseNumber,
        seizuresEnded: [],
        mortgagesExtinguished: [],
        mortgagesKept: [],
        basis: 'reported',
      },
    },
    step('AuctionTransferRegistered', sold + 30, { lotId, registrationNumber: null }),
  ];
};

/** All auctions that begin in a year. */
export const auctionsOf = (shape: Shape, year: number): readonly Draft[] =>
  Array.from({ length: Math.max(2, Math.round(perYear * shape.scale)) }, (_, n) => auctionDrafts(shape, year, n)).flat();
