import { town } from '../officers.ts';
import { enteredParcel, envelope, nowhere, type RegistryService, today } from '../service.ts';
import {
  asClerk,
  asked,
  buyerId,
  caseAfter,
  caseNumber,
  consulting,
  court,
  creditorId,
  lotId,
  lotUrl,
  notice,
  openingOf,
  rightId,
  rulingNumber,
  type Step,
  sold,
  yuan,
} from './auctions-history.ts';
import { asDepartment, type Case, jurisdictions } from './case.ts';

const land = '规划资源局';
const reason = '当事人和解';

interface LotCase {
  readonly noun: string;
  /** What the lot has been through. */
  readonly after: readonly Step[];
  readonly body?: object;
  /** The fact that comes of it, without the ids of case and lot, which all have. */
  readonly fact: (parcelId: string) => { readonly type: string; readonly data: object };
  readonly who?: Pick<Case, 'by' | 'elsewhere' | 'powerless'>;
}

/** Rules broken on the way are said beside the fact. */
const discrepancy = (rule: string, en: string, zh: string, about: string) => ({
  type: 'AuctionDiscrepancyFound',
  data: { discrepancy: { rule, en, zh }, about },
});

const lotCase = (
  { noun, after, body = {}, fact, who = asClerk }: LotCase,
  beside: readonly ReturnType<typeof discrepancy>[] = [],
): Case => ({
  path: `/auctions/:auctionId/lots/:lotId/${noun}`,
  ...who,
  request: async (service) => {
    const { auctionId, parcelId } = await caseAfter(service, ...after);
    return {
      url: lotUrl(auctionId, noun),
      body: { ...envelope, ...body },
      events: () => [fact(parcelId), ...beside].map(({ type, data }) => ({ type, data: { auctionId, lotId, ...data }, jurisdictions })),
      missing: { url: lotUrl(nowhere, noun), body: { ...envelope, ...body } },
    };
  },
});

const ruling = (parcelId: string) => ({
  rulingNumber,
  court,
  caseNumber,
  kind: 'land',
  subject: { kind: 'land', parcelId, rightIds: [rightId], holderId: null, share: null },
  to: sold.to,
  price: sold.price,
});

/** Corrections name an event, whose id only its stream tells. */
const correctionCase = (
  noun: string,
  nth: number,
  about: (id: string) => { body: object; type: string; data: object },
  after: Step = 'confirmed',
): Case => ({
  path: `/auctions/:auctionId/lots/:lotId/${noun}`,
  ...asClerk,
  request: async (service: RegistryService) => {
    const { auctionId } = await caseAfter(service, 'announced', 'sold', after);
    const id = String((await service.eventsOf(`auction-${auctionId}`))[nth]?.id);
    const { body, type, data } = about(id);
    return {
      url: lotUrl(auctionId, noun),
      body: { ...envelope, ...body },
      events: () => [{ type, data: { auctionId, lotId, ...data }, jurisdictions, corrects: id }],
      missing: { url: lotUrl(nowhere, noun), body: { ...envelope, ...body } },
    };
  },
});

export const auctionCases: readonly Case[] = [
  {
    path: '/auctions',
    ...asClerk,
    request: async (service) => {
      const opening = openingOf(await enteredParcel(service));
      const lots = opening.lots.map((lot) => ({ ...lot, jurisdiction: town }));
      return {
        url: '/auctions',
        body: { ...envelope, ...opening },
        events: (auctionId) => [{ type: 'AuctionOpened', data: { ...opening, auctionId, lots }, jurisdictions }],
        missing: { url: '/auctions', body: { ...envelope, ...openingOf(nowhere) } },
      };
    },
  },
  {
    path: '/auctions/:auctionId/consultations',
    ...asClerk,
    request: async (service) => {
      const { auctionId } = await caseAfter(service);
      return {
        url: `/auctions/${auctionId}/consultations`,
        body: { ...envelope, ...consulting },
        events: () => [{ type: 'AuctionConsultationRequested', data: { auctionId, ...consulting }, jurisdictions }],
        missing: { url: `/auctions/${nowhere}/consultations`, body: { ...envelope, ...consulting } },
      };
    },
  },
  {
    path: '/auctions/:auctionId/answers',
    ...asDepartment(land),
    request: async (service) => {
      const auctionId = await asked(service);
      const [who] = consulting.consulted;
      const duties = [{ contractId: null, text: '2025年底前竣工', passesToBuyer: true }];
      const answer = { ...who, duties, arrears: [], restrictions: null, opinion: '须继续履行出让合同' };
      return {
        url: `/auctions/${auctionId}/answers`,
        body: { ...envelope, ...answer },
        events: () => [{ type: 'AuctionAnswerRecorded', data: { auctionId, ...answer }, jurisdictions }],
        missing: { url: `/auctions/${nowhere}/answers`, body: { ...envelope, ...answer } },
      };
    },
  },
  lotCase({
    noun: 'notices',
    after: [],
    body: { round: 'first', ...notice, auctionOn: '2024-04-15', endsOn: null },
    fact: () => ({ type: 'AuctionNoticePublished', data: { round: 'first', ...notice, auctionOn: '2024-04-15', endsOn: null } }),
  }),
  lotCase({
    noun: 'results',
    after: ['announced'],
    body: { result: sold },
    fact: () => ({ type: 'AuctionLotSold', data: { round: 'first', to: sold.to, price: sold.price, bidders: 1 } }),
  }),
  lotCase({
    noun: 'buyer-defaults',
    after: ['announced', 'sold'],
    fact: () => ({ type: 'AuctionBuyerDefaulted', data: { round: 'first', defaulterIds: [buyerId], forfeited: yuan(800_000) } }),
  }),
  lotCase({
    noun: 'debt-settlements',
    after: ['announced', 'failed'],
    body: { to: [{ partyId: creditorId, share: null }], price: notice.price },
    fact: () => ({
      type: 'AuctionLotTakenForDebt',
      data: { round: 'first', to: [{ partyId: creditorId, share: null }], price: notice.price },
    }),
  }),
  lotCase({
    noun: 'returns',
    after: ['announced', 'failed'],
    body: { reason },
    fact: () => ({ type: 'AuctionLotReturned', data: { reason } }),
  }),
  lotCase({ noun: 'suspensions', after: ['announced'], body: { reason }, fact: () => ({ type: 'AuctionSuspended', data: { reason } }) }),
  lotCase({
    noun: 'resumptions',
    after: ['announced', 'suspended'],
    body: { postponedTo: { auctionOn: '2024-04-15', endsOn: null } },
    fact: () => ({ type: 'AuctionResumed', data: { postponedTo: { auctionOn: '2024-04-15', endsOn: null } } }),
  }),
  lotCase({ noun: 'withdrawals', after: ['announced'], body: { reason }, fact: () => ({ type: 'AuctionWithdrawn', data: { reason } }) }),
  lotCase({
    noun: 'confirmations',
    after: ['announced', 'sold'],
    body: { confirmationNumber: '沪0116网拍1号' },
    fact: () => ({ type: 'AuctionSaleConfirmed', data: { confirmationNumber: '沪0116网拍1号' } }),
  }),
  lotCase(
    {
      noun: 'buyer-checks',
      after: ['announced', 'sold'],
      body: { checks: [{ condition: 1, verdict: 'not-met', evidence: '境外主体' }] },
      fact: () => ({
        type: 'AuctionBuyerChecked',
        data: { checks: [{ condition: '须为境内法人', verdict: 'not-met', evidence: '境外主体' }] },
      }),
      who: asDepartment(land),
    },
    [
      discrepancy(
        'auction-condition-not-met',
        'Who got the lot on 2024-02-06 does not meet a condition of the notice: 须为境内法人',
        '2024-02-06取得该标的者不符合公告的竞买人条件：须为境内法人',
        'AuctionBuyerChecked',
      ),
    ],
  ),
  lotCase({
    noun: 'rulings',
    after: ['announced', 'sold', 'confirmed'],
    body: { rulingNumber },
    fact: (parcelId) => ({ type: 'AuctionRulingRecorded', data: ruling(parcelId) }),
  }),
  lotCase({
    noun: 'ruling-services',
    after: ['announced', 'sold', 'confirmed', 'ruled'],
    fact: (parcelId) => ({ type: 'AuctionRulingServed', data: ruling(parcelId) }),
  }),
  lotCase({
    noun: 'registrations',
    after: ['announced', 'sold', 'confirmed', 'ruled', 'served'],
    body: { registrationNumber: '沪（2024）金字不动产权第001234号' },
    fact: () => ({ type: 'AuctionTransferRegistered', data: { registrationNumber: '沪（2024）金字不动产权第001234号' } }),
    who: asDepartment(land),
  }),
  lotCase({
    noun: 'revocations',
    after: ['announced', 'sold'],
    body: { reason },
    fact: () => ({ type: 'AuctionSaleRevoked', data: { reason } }),
  }),
  correctionCase('notice-corrections', 1, (id) => ({
    body: { notice: id, ...notice, deposit: null, reason },
    type: 'AuctionNoticeCorrected',
    data: { ...notice, deposit: null, reason },
  })),
  correctionCase(
    'buyer-default-annulments',
    3,
    (step) => ({ body: { step, reason }, type: 'AuctionDefaultAnnulled', data: { reason } }),
    'defaulted',
  ),
  correctionCase('date-corrections', 3, (id) => ({
    body: { step: id, reason, effectiveOn: today },
    type: 'AuctionDateCorrected',
    data: { step: 'AuctionSaleConfirmed', was: '2024-02-07', reason },
  })),
];
