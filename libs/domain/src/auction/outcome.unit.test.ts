import { describe, expect, it } from 'vitest';
import { specify } from '../testing/given.ts';
import type { Receivers } from './events.ts';
import { auctionEvents } from './events.ts';
import { auction, auctionCommands } from './index.ts';
import {
  announce,
  auctionId,
  broken,
  buyerId,
  confirm,
  defaulted,
  failed,
  landLot,
  open,
  otherBuyerId,
  resumed,
  returned,
  ruled,
  settled,
  sold,
  suspended,
  untilConfirmed,
  untilFailed,
  untilSold,
  withdrawn,
  yuan,
} from './test/spec.ts';

const given = specify(auctionEvents);
const announced = [open(), announce('2024-03-15', '2024-04-15')] as const;

describe('the result (成交、流拍)', () => {
  it('names who bought and for how much; nobody is named before', () =>
    given(auction, ...announced)
      .when(sold('2024-04-15'))
      .then({
        type: 'AuctionLotSold',
        data: {
          auctionId,
          lotId: landLot,
          round: 'first',
          to: [{ partyId: buyerId, share: null }],
          price: yuan(8_500_000),
          bidders: 3,
        },
      }));
  it('is valid with one bidder at the announced price', () => {
    expect(broken(...announced, sold('2024-04-15', { bidders: 1, price: yuan(8_000_000) }))).toEqual([]);
    expect(broken(...announced, sold('2024-04-15', { bidders: 1, price: yuan(7_999_999) }))).toEqual(['auction-sold-below-price']);
  });
  it('comes after the notice of its round', () => {
    given(auction, open()).when(sold('2024-04-15')).thenRefused('auction-result-without-notice');
    given(auction, ...untilFailed)
      .when(failed('2024-04-16'))
      .thenRefused('auction-result-without-notice');
  });
  it('comes on the day of the auction or later', () =>
    given(auction, ...announced)
      .when(failed('2024-04-14'))
      .thenRefused('auction-result-before-its-day', '2024-04-15', '2024-04-14'));
  it('twice is nothing new', () => {
    given(auction, ...untilSold)
      .when(sold('2024-04-15'))
      .thenNothing();
    given(auction, ...untilFailed)
      .when(failed('2024-04-15'))
      .thenNothing();
  });
  it.each<[string, Receivers, string]>([
    [
      'the same buyer twice',
      [
        { partyId: buyerId, share: null },
        { partyId: buyerId, share: null },
      ],
      'auction-receiver-named-twice',
    ],
    ['shares that are not the whole', [{ partyId: buyerId, share: '1/3' }], 'auction-shares-not-whole'],
    [
      'a share for one of two',
      [
        { partyId: buyerId, share: '1/1' },
        { partyId: otherBuyerId, share: null },
      ],
      'auction-shares-not-whole',
    ],
  ])('cannot name %s', (_, to, rule) =>
    given(auction, ...announced)
      .when(sold('2024-04-15', { to }))
      .thenRefused(rule),
  );
  it('may name several by shares or jointly (共同共有)', () => {
    const to = (share: string | null, rest: string | null) => [
      { partyId: buyerId, share },
      { partyId: otherBuyerId, share: rest },
    ];
    expect(broken(...announced, sold('2024-04-15', { to: to('1/3', '2/3') }))).toEqual([]);
    expect(broken(...announced, sold('2024-04-15', { to: to(null, null) }))).toEqual([]);
  });
  it('of nobody is 流拍, in which no bidder is counted', () =>
    expect(auctionCommands.RecordAuctionResult.safeParse({ ...failed('2024-04-15').data, bidders: 0 }).success).toBe(false));
});

describe('以物抵债 and 退还', () => {
  it('follow 流拍: a creditor takes the lot at the price of that round', () => {
    given(auction, ...untilFailed)
      .when(settled('2024-04-20'))
      .then({
        type: 'AuctionLotTakenForDebt',
        data: { auctionId, lotId: landLot, round: 'first', to: [{ partyId: otherBuyerId, share: null }], price: yuan(8_000_000) },
      });
    given(auction, ...announced)
      .when(settled('2024-04-20'))
      .thenRefused('auction-debt-without-failure');
    given(auction, ...announced)
      .when(returned('2024-04-20'))
      .thenRefused('auction-return-without-failure');
  });
  it('at another price is recorded beside what it breaks', () => {
    expect(broken(...untilFailed, settled('2024-04-20', 7_000_000))).toEqual(['auction-debt-at-another-price']);
    expect(broken(...untilFailed, settled('2024-04-20', 9_000_000))).toEqual(['auction-debt-at-another-price']);
  });
  it('to creditors whose shares are not the whole is refused', () => {
    const { data, ...settling } = settled('2024-04-20');
    given(auction, ...untilFailed)
      .when({ ...settling, data: { ...data, to: [{ partyId: otherBuyerId, share: '1/2' }] } })
      .thenRefused('auction-shares-not-whole', '1/2');
  });
  it('need no 成交确认书 before the ruling', () => {
    expect(broken(...untilFailed, settled('2024-04-20'), ruled('2024-05-06'))).toEqual([]);
    given(auction, ...untilFailed, settled('2024-04-20'))
      .when(confirm('2024-04-21'))
      .thenRefused('auction-confirmation-without-sale');
  });
  it('end the life of the lot when it goes back to the debtor', () =>
    given(auction, ...untilFailed)
      .when(returned('2024-04-20'))
      .then({ type: 'AuctionLotReturned', data: { auctionId, lotId: landLot, reason: '申请执行人不接受抵债' } }));
});

describe('悔拍', () => {
  it('forfeits the deposit of the notice', () =>
    given(auction, ...untilConfirmed)
      .when(defaulted('2024-04-30'))
      .then({
        type: 'AuctionBuyerDefaulted',
        data: { auctionId, lotId: landLot, round: 'first', defaulterIds: [buyerId], forfeited: yuan(800_000) },
      }));
  it('is followed by the same round anew, announced 15 days before', () => {
    const anew = announce('2024-05-10', '2024-05-25');
    expect(broken(...untilSold, defaulted('2024-04-30'), anew)).toEqual([]);
    expect(broken(...untilSold, defaulted('2024-04-30'), announce('2024-05-11', '2024-05-25'))).toEqual(['auction-notice-too-short']);
    given(auction, ...untilSold, defaulted('2024-04-30'))
      .when(announce('2024-05-10', '2024-05-25', { round: 'second' }))
      .thenRefused('auction-notice-out-of-turn');
  });
  it('of the second round has no term of 30 days after it', () => {
    const second = (day: string, auctionOn: string) => announce(day, auctionOn, { round: 'second', price: yuan(6_400_000) });
    const history = [...untilFailed, second('2024-04-20', '2024-05-10'), sold('2024-05-10', { price: yuan(6_400_000) })];
    expect(broken(...history, defaulted('2024-05-20'), second('2024-08-01', '2024-09-01'))).toEqual([]);
  });
  it('keeps the buyer away from the lot: who buys it again is recorded beside what that breaks', () => {
    const again = [...untilSold, defaulted('2024-04-30'), announce('2024-05-10', '2024-05-25')];
    expect(broken(...again, sold('2024-05-25'))).toEqual(['auction-defaulter-bought-again']);
    expect(broken(...again, sold('2024-05-25', { to: [{ partyId: otherBuyerId, share: null }] }))).toEqual([]);
  });
  it('needs a sale on which there is no ruling yet', () => {
    given(auction, ...announced)
      .when(defaulted('2024-04-30'))
      .thenRefused('auction-default-without-sale');
    given(auction, ...untilConfirmed, ruled('2024-05-06'))
      .when(defaulted('2024-05-07'))
      .thenRefused('auction-default-without-sale');
  });
  it('twice is nothing new', () =>
    given(auction, ...untilSold, defaulted('2024-04-30'))
      .when(defaulted('2024-04-30'))
      .thenNothing());
});

describe('中止 and 撤回', () => {
  it('stop what lies ahead; a suspended lot stands where it stood once resumed', () => {
    given(auction, ...announced, suspended('2024-04-01'))
      .when(sold('2024-04-15'))
      .thenRefused('auction-result-without-notice');
    given(auction, ...announced, suspended('2024-04-01'), resumed('2024-04-10'))
      .when(sold('2024-04-15'))
      .thenConcerns('310116112');
  });
  it('a resumed auction may be put off to another day, before which it has no result', () => {
    const later = [...announced, suspended('2024-04-01'), resumed('2024-04-20', '2024-05-20')];
    given(auction, ...later)
      .when(sold('2024-05-19'))
      .thenRefused('auction-result-before-its-day', '2024-05-20');
    given(auction, ...later)
      .when(sold('2024-05-20'))
      .thenConcerns('310116112');
    given(auction, open(), suspended('2024-04-01'))
      .when(resumed('2024-04-20', '2024-05-20'))
      .thenRefused('auction-nothing-to-postpone', '2024-05-20');
  });
  it('are refused where nothing lies ahead, or nothing was suspended', () => {
    given(auction, ...untilSold)
      .when(suspended('2024-04-16'))
      .thenRefused('auction-not-to-be-suspended');
    given(auction, ...untilSold)
      .when(withdrawn('2024-04-16'))
      .thenRefused('auction-not-to-be-withdrawn');
    given(auction, ...announced)
      .when(resumed('2024-04-01'))
      .thenRefused('auction-not-suspended');
  });
  it('nothing is announced for a lot that is suspended or was withdrawn, before or after its first notice', () => {
    for (const end of [suspended, withdrawn]) {
      given(auction, open(), end('2024-03-02')).when(announce('2024-03-15', '2024-04-15')).thenRefused('auction-notice-out-of-turn');
      given(auction, ...announced, end('2024-04-01'))
        .when(announce('2024-04-02', '2024-05-15'))
        .thenRefused('auction-notice-out-of-turn');
    }
  });
  it('撤回 keeps its reason', () =>
    given(auction, ...announced, suspended('2024-04-01'))
      .when(withdrawn('2024-04-02'))
      .then({ type: 'AuctionWithdrawn', data: { auctionId, lotId: landLot, reason: '当事人和解' } }));
});
