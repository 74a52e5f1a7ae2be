import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import { auctionEvents } from './events.ts';
import { auction } from './index.ts';
import {
  announce,
  auctionId,
  broken,
  buyerId,
  caseNumber,
  companyId,
  confirm,
  court,
  debtorId,
  defaulted,
  equityLot,
  landLot,
  lots,
  on,
  open,
  otherBuyerId,
  parcelId,
  registered,
  revoked,
  rightId,
  ruled,
  served,
  settled,
  sold,
  untilConfirmed,
  untilFailed,
  untilServed,
  untilSold,
  yuan,
} from './test/spec.ts';

const given = specify(auctionEvents);
const announced = [open(), announce('2024-03-15', '2024-04-15')] as const;

describe('成交确认书, 裁定, 送达, 过户登记', () => {
  it('come one after the other', () => {
    given(auction, ...announced)
      .when(confirm('2024-04-16'))
      .thenRefused('auction-confirmation-without-sale');
    given(auction, ...announced)
      .when(ruled('2024-05-06'))
      .thenRefused('auction-ruling-without-sale');
    given(auction, ...untilConfirmed)
      .when(served('2024-05-10'))
      .thenRefused('auction-service-without-ruling');
    given(auction, ...untilConfirmed, ruled('2024-05-06'))
      .when(registered('2024-05-20'))
      .thenRefused('auction-registration-without-service');
  });
  it('lie in the order of their days', () =>
    given(auction, ...untilSold)
      .when(confirm('2024-04-14'))
      .thenRefused('auction-steps-out-of-order', '2024-04-14', '2024-04-15'));
  it('the ruling passes the lot to its buyer on the day it is served, not before', () => {
    const ruling = {
      auctionId,
      lotId: landLot,
      rulingNumber: '（2024）沪0116执1234号之一',
      court,
      caseNumber,
      kind: 'land',
      subject: { kind: 'land', parcelId, rightIds: [rightId], holderId: null, share: null },
      to: [{ partyId: buyerId, share: null }],
      price: yuan(8_500_000),
    } as const;
    given(auction, ...untilConfirmed)
      .when(ruled('2024-05-06'))
      .then({
        type: 'AuctionRulingRecorded',
        data: { ...ruling, to: [...ruling.to], subject: { ...ruling.subject, rightIds: [rightId] } },
      });
    given(auction, ...untilConfirmed, ruled('2024-05-06'))
      .when(served('2024-05-10'))
      .then({ type: 'AuctionRulingServed', data: { ...ruling, to: [...ruling.to], subject: { ...ruling.subject, rightIds: [rightId] } } });
  });
  it('of a share name the company, who held it and how much', () => {
    const moved = { lotId: equityLot };
    const history = [
      open({ lots: [lots.equity] }),
      announce('2024-03-15', '2024-04-15', moved),
      on('2024-04-15', 'RecordAuctionResult', {
        ...moved,
        result: { kind: 'sold', to: [{ partyId: buyerId, share: null }], price: yuan(9_000_000) },
      }),
      on('2024-04-16', 'ConfirmSale', moved),
      on('2024-05-06', 'RecordAuctionRuling', { ...moved, rulingNumber: '（2024）沪0116执1234号之二' }),
    ] as const;
    const { state } = given(auction, ...history, on('2024-05-10', 'RecordAuctionRulingService', moved));
    expect(state.kind === 'opened' && state.lots[0]?.ruling?.subject).toEqual({
      kind: 'equity',
      companyId,
      holderId: debtorId,
      share: '30%',
    });
    expect(broken(...history, on('2024-05-10', 'RecordAuctionRulingService', moved))).toEqual([]);
  });
  it('of a land lot that names no right are recorded beside what a person has to look at', () => {
    const nameless = { ...lots.land, subject: { kind: 'land' as const, parcelId, rightIds: [] } };
    const [, ...rest] = untilServed;
    expect(broken(open({ lots: [nameless] }), ...rest)).toEqual(['auction-lot-names-no-right']);
  });
  it('the registration keeps its number', () =>
    given(auction, ...untilServed)
      .when(registered('2024-05-20'))
      .then({
        type: 'AuctionTransferRegistered',
        data: { auctionId, lotId: landLot, registrationNumber: '沪（2024）金字不动产权第001234号' },
      }));
  it('are nothing new when recorded twice', () => {
    given(auction, ...untilServed)
      .when(served('2024-05-10'))
      .thenNothing();
    given(auction, ...untilConfirmed)
      .when(confirm('2024-04-16'))
      .thenNothing();
  });
  it('another lot of the case goes its own way', () => {
    const [, ...rest] = untilSold;
    const { state } = given(auction, open({ lots: [lots.land, lots.equity] }), ...rest);
    expect(state.kind === 'opened' && state.lots.map(({ stage }) => stage)).toEqual(['sold', 'opened']);
  });
});

describe('撤销', () => {
  it('ends a sale or a settlement; the round may be held anew', () => {
    expect(broken(...untilConfirmed, revoked('2024-04-30'), announce('2024-05-10', '2024-05-25'))).toEqual([]);
    expect(broken(...untilFailed, settled('2024-04-20'), revoked('2024-04-30'))).toEqual([]);
    given(auction, ...untilFailed)
      .when(revoked('2024-04-30'))
      .thenRefused('auction-revocation-without-sale');
  });
  it('after the ruling was served is recorded beside what a person has to look at', () => {
    expect(broken(...untilServed, registered('2024-05-20'), revoked('2024-06-30'))).toEqual(['auction-revoked-after-service']);
    const again = [announce('2024-07-10', '2024-08-15'), sold('2024-08-15'), revoked('2024-08-20')];
    expect(broken(...untilServed, revoked('2024-06-30'), ...again)).toEqual([]);
  });
});

describe('checking a buyer against the conditions of the notice', () => {
  type Checks = Parameters<typeof on<'CheckBuyer'>>[2]['checks'];
  const check = (checks: Checks, day = '2024-04-18') => on(day, 'CheckBuyer', { lotId: landLot, checks });
  const met = { condition: 1, verdict: 'met' as const, evidence: '营业执照' };
  const notMet = { condition: 2, verdict: 'not-met' as const, evidence: '属限制类项目' };

  it('keeps a verdict with its evidence for each condition; without evidence it is unknown', () =>
    given(auction, ...untilSold)
      .when(check([met, { condition: 2, verdict: 'unknown' }]))
      .then({
        type: 'AuctionBuyerChecked',
        data: {
          auctionId,
          lotId: landLot,
          checks: [
            { ...met, condition: '须为境内法人' },
            { condition: '须符合产业准入要求', verdict: 'unknown', evidence: null },
          ],
        },
      }));
  it('that finds a condition not met leaves the sale to the court, and says so once', () => {
    given(auction, ...untilSold)
      .when(check([notMet]))
      .then(
        { type: 'AuctionBuyerChecked', data: { auctionId, lotId: landLot, checks: [{ ...notMet, condition: '须符合产业准入要求' }] } },
        {
          type: 'AuctionDiscrepancyFound',
          data: {
            auctionId,
            lotId: landLot,
            discrepancy: {
              rule: 'auction-condition-not-met',
              en: 'Who got the lot on 2024-04-15 does not meet a condition of the notice: 须符合产业准入要求',
              zh: '2024-04-15取得该标的者不符合公告的竞买人条件：须符合产业准入要求',
            },
            about: 'AuctionBuyerChecked',
          },
        },
      );
    expect(broken(...untilSold, check([notMet]), check([met]))).toEqual([]);
    expect(broken(...untilSold, check([notMet]), confirm('2024-04-18'))).toEqual([]);
  });
  it('may be done again with another verdict; the same one is nothing new', () => {
    given(auction, ...untilSold, check([notMet, met]))
      .when(check([met]))
      .thenNothing();
    expect(broken(...untilSold, check([met]), check([{ ...met, verdict: 'not-met' }]))).toEqual(['auction-condition-not-met']);
  });
  it('comes after the result, for a creditor who took the lot too', () => {
    given(auction, ...announced)
      .when(check([met]))
      .thenRefused('auction-check-without-buyer');
    given(auction, ...untilSold)
      .when(check([met], '2024-04-14'))
      .thenRefused('auction-check-before-result', '2024-04-14', '2024-04-15');
    given(auction, ...untilSold, defaulted('2024-04-30'))
      .when(check([met], '2024-05-01'))
      .thenRefused('auction-check-without-buyer');
    expect(broken(...untilFailed, settled('2024-04-20'), check([met], '2024-04-20'))).toEqual([]);
  });
  it('names conditions of the notice, each once, with evidence', () => {
    given(auction, ...untilSold)
      .when(check([{ ...met, condition: 3 }]))
      .thenRefused('auction-condition-unknown', '3');
    given(auction, ...untilSold)
      .when(check([met, met]))
      .thenRefused('auction-condition-checked-twice', '1');
    given(auction, ...untilSold)
      .when(check([{ condition: 1, verdict: 'met' }]))
      .thenRefused('auction-check-without-evidence', '1');
  });
  it('begins afresh with the next buyer', () => {
    const again = [
      defaulted('2024-04-30'),
      announce('2024-05-10', '2024-05-25'),
      sold('2024-05-25', { to: [{ partyId: otherBuyerId, share: null }] }),
    ];
    expect(broken(...untilSold, check([notMet]), ...again)).toEqual([]);
    expect(broken(...untilSold, check([notMet]), ...again, check([notMet], '2024-05-26'))).toEqual(['auction-condition-not-met']);
  });
});

it('what no event names does not change the case', () => {
  const { state } = given(auction);
  const event = { type: 'AuctionLotFailed', version: 1, data: { auctionId, lotId: landLot, round: 'first' } } as const;
  const meta = { id: specId(1), effectiveOn: date('2024-04-15'), jurisdictions: ['310116112'], sources: open().sources };
  expect(auction.evolve(state, { ...event, ...meta })).toBe(state);
});
