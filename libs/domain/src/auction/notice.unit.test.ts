import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import { auctionEvents } from './events.ts';
import { auction, auctionCommands } from './index.ts';
import { announce, auctionId, broken, failed, landLot, lots, open, sold, untilFailed, yuan } from './test/spec.ts';

const given = specify(auctionEvents);

describe('a notice (公告)', () => {
  it('is kept as the court published it, each condition with its basis', () =>
    given(auction, open())
      .when(announce('2024-03-15', '2024-04-15'))
      .then({
        type: 'AuctionNoticePublished',
        data: {
          auctionId,
          lotId: landLot,
          round: 'first',
          platform: '公拍网',
          price: yuan(8_000_000),
          deposit: yuan(800_000),
          auctionOn: date('2024-04-15'),
          endsOn: null,
          conditions: [
            { text: '须为境内法人', basis: { kind: 'law', law: '公司法', article: '第三条' } },
            { text: '须符合产业准入要求', basis: { kind: 'notice' } },
          ],
          defects: null,
          occupancy: null,
          preEmptionHolderIds: null,
          taxBurden: null,
        },
      }));
  it('names nobody who bids: there is no field for it', () =>
    expect(() => announce('2024-03-15', '2024-04-15', { bidderIds: [] } as object)).toThrow('Unrecognized key'));
  it('of a condition without a basis is no notice', () =>
    expect(auctionCommands.PublishAuctionNotice.shape.conditions.safeParse([{ text: '须为本镇企业' }]).success).toBe(false));
  it('twice is nothing new', () =>
    given(auction, open(), announce('2024-03-15', '2024-04-15')).when(announce('2024-03-15', '2024-04-15')).thenNothing());
  it('of another day or with other words than the one that stands is refused: correct that one', () => {
    const standing = [open(), announce('2024-03-15', '2024-04-15')];
    given(auction, ...standing)
      .when(announce('2024-03-16', '2024-04-15'))
      .thenRefused('auction-notice-out-of-turn');
    given(auction, ...standing)
      .when(announce('2024-03-15', '2024-04-15', { price: yuan(1) }))
      .thenRefused('auction-notice-out-of-turn');
  });
  it('names a lot of the case', () =>
    given(auction, open())
      .when(announce('2024-03-15', '2024-04-15', { lotId: specId(999) }))
      .thenRefused('auction-lot-unknown', specId(999)));
  it('does not follow its own auction', () =>
    given(auction, open()).when(announce('2024-04-16', '2024-04-15')).thenRefused('auction-day-before-notice', '2024-04-15', '2024-04-16'));
  it('of bidding that ends before it begins cannot be', () => {
    given(auction, open())
      .when(announce('2024-03-15', '2024-04-15', { endsOn: '2024-04-14' }))
      .thenRefused('auction-ends-before-it-begins', '2024-04-15', '2024-04-14');
    given(auction, open())
      .when(announce('2024-03-15', '2024-04-15', { endsOn: '2024-04-15' }))
      .thenConcerns('310116112');
  });
  it('comes in turn: first, second, 变卖', () => {
    given(auction, open())
      .when(announce('2024-03-15', '2024-04-15', { round: 'second' }))
      .thenRefused('auction-notice-out-of-turn');
    given(auction, ...untilFailed)
      .when(announce('2024-04-20', '2024-05-10'))
      .thenRefused('auction-notice-out-of-turn');
    const twiceFailed = [...untilFailed, announce('2024-04-20', '2024-05-10', { round: 'second' }), failed('2024-05-10')];
    given(auction, ...twiceFailed)
      .when(announce('2024-05-20', '2024-06-10', { round: 'second' }))
      .thenRefused('auction-notice-out-of-turn');
    const sale = announce('2024-05-20', '2024-06-10', { round: 'sale', endsOn: '2024-08-09' });
    expect(broken(...twiceFailed, sale)).toEqual([]);
    given(auction, ...twiceFailed, sale, failed('2024-08-09'))
      .when(announce('2024-08-20', '2024-09-20', { round: 'sale' }))
      .thenRefused('auction-notice-out-of-turn');
  });
});

describe('what the law asks of a notice is recorded when a court does otherwise', () => {
  const second = (day: string, auctionOn: string, price = 6_400_000) => announce(day, auctionOn, { round: 'second', price: yuan(price) });
  it('30 days before the first auction', () => {
    expect(broken(open(), announce('2024-03-15', '2024-04-14'))).toEqual([]);
    expect(broken(open(), announce('2024-03-15', '2024-04-13'))).toEqual(['auction-notice-too-short']);
  });
  it('15 days before the second', () => {
    expect(broken(...untilFailed, second('2024-04-20', '2024-05-05'))).toEqual([]);
    expect(broken(...untilFailed, second('2024-04-20', '2024-05-04'))).toEqual(['auction-notice-too-short']);
  });
  it('the second within 30 days after 流拍', () => {
    expect(broken(...untilFailed, second('2024-04-20', '2024-05-15'))).toEqual([]);
    expect(broken(...untilFailed, second('2024-04-20', '2024-05-16'))).toEqual(['auction-second-too-late']);
  });
  it('at a price of at least 80% of the first and not above it', () => {
    expect(broken(...untilFailed, second('2024-04-20', '2024-05-10', 6_399_999))).toEqual(['auction-price-cut-too-deep']);
    expect(broken(...untilFailed, second('2024-04-20', '2024-05-10', 8_000_000))).toEqual([]);
    expect(broken(...untilFailed, second('2024-04-20', '2024-05-10', 8_000_001))).toEqual(['auction-price-raised']);
  });
  it('at a first price of at least the stated share of the appraised value', () => {
    expect(broken(open(), announce('2024-03-15', '2024-04-15', { price: yuan(6_000_000) }))).toEqual(['auction-first-price-below-floor']);
    expect(broken(...untilFailed, second('2024-04-20', '2024-05-10', 6_400_000))).toEqual([]);
  });
  it('变卖 after the second auction only, at a price of its own', () => {
    const sale = announce('2024-04-20', '2024-05-20', { round: 'sale', price: yuan(1) });
    expect(broken(...untilFailed, sale)).toEqual(['auction-sale-before-second']);
    expect(broken(open({ lots: [{ ...lots.land, reservePrice: null }] }), sale)).toEqual(['auction-sale-before-second']);
  });
  it('names what is broken with the figures', () =>
    given(auction, open())
      .when(announce('2024-03-15', '2024-04-13'))
      .then(
        { type: 'AuctionNoticePublished', data: announce('2024-03-15', '2024-04-13').data },
        {
          type: 'AuctionDiscrepancyFound',
          data: {
            auctionId,
            lotId: landLot,
            discrepancy: {
              rule: 'auction-notice-too-short',
              en: 'The auction of 2024-04-13 was announced 29 days before; the law asks for 30.',
              zh: '2024-04-13的拍卖提前29日公告，规定为30日。',
            },
            about: 'AuctionNoticePublished',
          },
        },
      ));
  it('once, whatever comes later', () => expect(broken(open(), announce('2024-03-15', '2024-04-13'), sold('2024-04-13'))).toEqual([]));
});
