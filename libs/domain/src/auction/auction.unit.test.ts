import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import { auctionEvents } from './events.ts';
import { auction } from './index.ts';
import {
  announce,
  auctionId,
  broken,
  caseNumber,
  companyId,
  court,
  debtorId,
  landLot,
  lots,
  on,
  open,
  parcelId,
  rightId,
  yuan,
} from './test/spec.ts';

const given = specify(auctionEvents);
const land = '规划资源局';
const ask = (answerBy = '2024-03-15', overrides: object = {}, day = '2024-03-04') =>
  on(day, 'RequestAuctionConsultation', { consulted: [{ department: land, jurisdiction: '310116', ...overrides }], answerBy });
const answer = (day = '2024-03-10', overrides: object = {}) =>
  on(day, 'RecordAuctionAnswer', { department: land, jurisdiction: '310116', opinion: '须继续履行出让合同', ...overrides });

describe("the court's letter (来函)", () => {
  it('opens a case with its lots: land with the rights sold, a share with whoever holds it', () =>
    given(auction)
      .when(open({ lots: [lots.land, lots.equity] }))
      .then({
        type: 'AuctionOpened',
        data: {
          auctionId,
          court,
          caseNumber,
          debtorIds: [debtorId],
          reserveFloor: '70%',
          lots: [
            {
              lotId: landLot,
              name: '漕泾镇月工路169号土地及厂房',
              jurisdiction: '310116112',
              subject: { kind: 'land', parcelId, rightIds: [rightId], holderId: null, share: null },
              appraisedValue: yuan(10_000_000),
              reservePrice: yuan(8_000_000),
            },
            {
              lotId: specId(902),
              name: '上海古岛时装有限公司30%股权',
              jurisdiction: '310117107',
              subject: { kind: 'equity', companyId, holderId: debtorId, share: '30%' },
              appraisedValue: null,
              reservePrice: null,
            },
          ],
        },
      }));
  it('concerns the towns of all lots, as does everything later', () => {
    const both = open({ lots: [lots.equity, lots.land] });
    given(auction).when(both).thenConcerns('310116112', '310117107');
    given(auction, both).when(announce('2024-03-15', '2024-04-15')).thenConcerns('310116112', '310117107');
    given(auction, both).when(ask()).thenConcerns('310116112', '310117107');
  });
  it('recorded twice is nothing new', () => given(auction, open()).when(open()).thenNothing());
  it('under the same id with other particulars is refused', () =>
    given(auction, open())
      .when(open({ court: '上海市松江区人民法院' }))
      .thenRefused('auction-already-opened', court, caseNumber));
  it('names a lot once', () =>
    given(auction)
      .when(open({ lots: [lots.land, lots.land] }))
      .thenRefused('auction-lot-named-twice', landLot));
  it('names money of the country only', () =>
    expect(() => open({ lots: [{ ...lots.land, reservePrice: { amount: '1', currency: 'USD' } }] })).toThrow('expected an amount in CNY'));
  it('comes before anything else', () => given(auction).when(ask()).thenRefused('auction-not-opened'));
  it('lies before everything else', () =>
    given(auction, open()).when(announce('2024-02-29', '2024-04-15')).thenRefused('auction-before-opening', '2024-02-29', '2024-03-01'));
  it('that names a price below the stated share of the appraised value is recorded beside what it breaks', () =>
    given(auction)
      .when(open({ lots: [{ ...lots.land, reservePrice: yuan(6_999_999) }] }))
      .then(
        { type: 'AuctionOpened', data: open({ lots: [{ ...lots.land, reservePrice: yuan(6_999_999) }] }).data },
        {
          type: 'AuctionDiscrepancyFound',
          data: {
            auctionId,
            lotId: landLot,
            discrepancy: {
              rule: 'auction-first-price-below-floor',
              en: 'The first price, 6999999.00 yuan, is less than 70% of the appraised value, 10000000.00 yuan.',
              zh: '第一次拍卖的起拍价6999999.00元低于评估价10000000.00元的70%。',
            },
            about: 'AuctionOpened',
          },
        },
      ));
  it('that names a price of exactly that share breaks nothing', () =>
    expect(broken(open({ lots: [{ ...lots.land, reservePrice: yuan(7_000_000) }] }))).toEqual([]));
  it.each([
    ['no price', { lots: [{ ...lots.land, reservePrice: null }] }],
    ['no appraisal', { lots: [{ ...lots.land, appraisedValue: null, reservePrice: yuan(1) }] }],
    ['no share to judge by', { reserveFloor: null, lots: [{ ...lots.land, reservePrice: yuan(1) }] }],
  ])('that names %s breaks nothing by it', (_, overrides) => expect(broken(open(overrides))).toEqual([]));
});

describe('the consultation (征询)', () => {
  it('asks departments for an answer by a day', () =>
    given(auction, open())
      .when(ask())
      .then({
        type: 'AuctionConsultationRequested',
        data: { auctionId, consulted: [{ department: land, jurisdiction: '310116' }], answerBy: date('2024-03-15') },
      }));
  it('asks those only that were not asked for that day yet, each once', () => {
    const { consulted } = ask().data;
    const more = [...consulted, ...consulted, { department: '经委' as const, jurisdiction: '310116' }, ...consulted];
    given(auction, open(), ask())
      .when({ ...ask(), data: { ...ask().data, consulted: more } })
      .then({
        type: 'AuctionConsultationRequested',
        data: { auctionId, consulted: [{ department: '经委', jurisdiction: '310116' }], answerBy: date('2024-03-15') },
      });
  });
  it('twice is nothing new', () => given(auction, open(), ask()).when(ask()).thenNothing());
  it('asks departments of a district or the city where a lot lies', () => {
    given(auction, open())
      .when(ask('2024-03-15', { jurisdiction: '310000' }))
      .thenConcerns('310116112');
    given(auction, open())
      .when(ask('2024-03-15', { jurisdiction: '310117' }))
      .thenRefused('auction-department-elsewhere', land, '310117');
    expect(() => ask('2024-03-15', { jurisdiction: '310116112' })).toThrow('expected the code of a district or the city');
  });
  it('leaves time to answer', () =>
    given(auction, open()).when(ask('2024-03-03')).thenRefused('auction-answer-day-passed', '2024-03-03', '2024-03-04'));
});

describe('the answer of a department (函复)', () => {
  it('keeps duties, arrears, restrictions and an opinion; what it does not say is null, and nothing is an empty list', () => {
    const said = {
      duties: [{ text: '2025年底前竣工', passesToBuyer: true }],
      arrears: [{ kind: '土地出让金', amount: yuan(1_000), period: '2023' }],
      restrictions: [],
      opinion: null,
    };
    given(auction, open(), ask())
      .when(answer('2024-03-10', said))
      .then({
        type: 'AuctionAnswerRecorded',
        data: {
          auctionId,
          department: land,
          jurisdiction: '310116',
          duties: [{ contractId: null, text: '2025年底前竣工', passesToBuyer: true }],
          arrears: [{ kind: '土地出让金', amount: yuan(1_000), period: '2023' }],
          restrictions: [],
          opinion: null,
        },
      });
  });
  it('twice is nothing new; another one stands from its day on', () => {
    given(auction, open(), ask(), answer()).when(answer()).thenNothing();
    given(auction, open(), ask(), answer())
      .when(answer('2024-03-12', { opinion: '无意见' }))
      .thenConcerns('310116112');
    given(auction, open(), ask(), answer('2024-03-12', { opinion: '无意见' }), answer())
      .when(answer())
      .thenNothing();
  });
  it('says something', () =>
    given(auction, open(), ask())
      .when(answer('2024-03-10', { opinion: null }))
      .thenRefused('auction-answer-empty'));
  it('is given by who was asked, from the day on which it was', () => {
    given(auction, open()).when(answer()).thenRefused('auction-department-not-asked', land, '310116', '2024-03-10');
    given(auction, open(), ask())
      .when(answer('2024-03-10', { department: '税务局' }))
      .thenRefused('auction-department-not-asked', '税务局');
    given(auction, open(), ask())
      .when(answer('2024-03-10', { jurisdiction: '310117' }))
      .thenRefused('auction-department-not-asked', '310117');
    given(auction, open(), ask()).when(answer('2024-03-03')).thenRefused('auction-department-not-asked', '2024-03-03');
  });
  it('is in time on the last day, and late the day after', () => {
    given(auction, open(), ask()).when(answer('2024-03-15')).thenConcerns('310116112');
    given(auction, open(), ask()).when(answer('2024-03-16')).thenRefused('auction-answer-late', '2024-03-15', '2024-03-16');
  });
  it('may come later once the department was given more time', () =>
    given(auction, open(), ask(), ask('2024-03-31', {}, '2024-03-16'))
      .when(answer('2024-03-20'))
      .thenConcerns('310116112'));
});
