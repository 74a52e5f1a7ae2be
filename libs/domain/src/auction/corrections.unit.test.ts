// Letters that arrive out of their order, or that the court takes back: what it did is a fact all the same.
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import type { AuctionCommand } from './commands.ts';
import { auctionEvents } from './events.ts';
import { evolveLot } from './evolve-lot.ts';
import { auction, conditionsOf } from './index.ts';
import {
  announce,
  auctionId,
  broken,
  buyerId,
  conditions,
  confirm,
  defaulted,
  failed,
  landLot,
  lots,
  on,
  open,
  resumed,
  ruled,
  served,
  sold,
  suspended,
  untilConfirmed,
  untilSold,
  yuan,
} from './test/spec.ts';

const given = specify(auctionEvents);
const lotAfter = (...history: readonly AuctionCommand[]) => {
  const { state } = given(auction, ...history);
  const [lot] = state.kind === 'opened' ? state.lots : [];
  if (lot === undefined) throw new Error('the case has no lot');
  return lot;
};

describe('a ruling without 成交确认书', () => {
  it('passes the lot all the same, beside what it lacks', () => {
    expect(broken(...untilSold, ruled('2024-05-01'))).toEqual(['auction-ruling-without-confirmation']);
    expect(broken(...untilSold, ruled('2024-05-01'), served('2024-05-05'))).toEqual([]);
    expect(lotAfter(...untilSold, ruled('2024-05-01'), served('2024-05-05'))).toMatchObject({
      stage: 'served',
      ruling: { lotId: landLot },
    });
  });
  it('is of a lot that somebody got', () =>
    given(auction, open(), announce('2024-03-15', '2024-04-15')).when(ruled('2024-05-01')).thenRefused('auction-ruling-without-sale'));
});

describe('the notice of a second auction that arrives before the letter on the first', () => {
  const first = [open(), announce('2024-03-15', '2024-04-15')] as const;
  const second = announce('2024-04-20', '2024-05-10', { round: 'second', price: yuan(6_400_000) });
  it('is recorded beside what is missing', () => {
    expect(broken(...first, second)).toEqual(['auction-notice-before-result']);
    expect(lotAfter(...first, second)).toMatchObject({
      stage: 'announced',
      announced: [{ round: 'first', result: null }, { round: 'second' }],
    });
  });
  it('waits for the letter, which then tells of the first round on its day and not of the second', () => {
    given(auction, ...first, second)
      .when(failed('2024-04-15'))
      .then({ type: 'AuctionLotFailed', data: { auctionId, lotId: landLot, round: 'first' } });
    const lot = lotAfter(...first, second, failed('2024-04-15'));
    expect(lot).toMatchObject({ stage: 'announced', announced: [{ result: { on: '2024-04-15', failed: true } }, { result: null }] });
    expect(lot.steps.map(({ type, stage }) => [type, stage])).toEqual([
      ['AuctionNoticePublished', 'announced'],
      ['AuctionLotFailed', 'failed'],
      ['AuctionNoticePublished', 'announced'],
    ]);
    given(auction, ...first, second, failed('2024-04-15'))
      .when(failed('2024-04-15'))
      .thenNothing();
  });
  it('is sold or fails by itself, whatever the letter on the first says and whenever it comes', () => {
    const price = yuan(6_400_000);
    expect(broken(...first, second, sold('2024-05-10', { price }))).toEqual([]);
    expect(lotAfter(...first, second, sold('2024-05-10', { price }), failed('2024-04-15'))).toMatchObject({
      stage: 'sold',
      outcome: { to: [{ partyId: buyerId }] },
    });
    expect(lotAfter(...first, second, failed('2024-05-10')).stage).toBe('failed');
  });
  it('is held against the day of that letter once it is known', () => {
    const late = announce('2024-04-20', '2024-05-20', { round: 'second', price: yuan(6_400_000) });
    expect(broken(...first, late, failed('2024-04-15'))).toEqual(['auction-second-too-late']);
  });
  it('and of a 变卖 before either: each letter is of the auction that was held last by its day', () => {
    const sale = announce('2024-05-20', '2024-06-10', { round: 'sale' });
    const both = [...first, second, sale, failed('2024-05-10')] as const;
    expect(lotAfter(...both).announced.map(({ result }) => result?.on ?? null)).toEqual([null, '2024-05-10', null]);
    expect(lotAfter(...both, failed('2024-04-15')).announced.map(({ result }) => result?.on ?? null)).toEqual([
      '2024-04-15',
      '2024-05-10',
      null,
    ]);
    expect(lotAfter(...both, failed('2024-06-30'))).toMatchObject({
      stage: 'failed',
      announced: [{ result: null }, {}, { round: 'sale', result: {} }],
    });
  });
  it('cannot come before its own notice: a letter of a day after that is refused', () =>
    given(auction, ...first, second)
      .when(failed('2024-04-21'))
      .thenRefused('auction-steps-out-of-order', '2024-04-20', '2024-04-21'));
});

describe('checks of a buyer and a notice whose conditions are corrected', () => {
  const notMet = on('2024-04-18', 'CheckBuyer', {
    lotId: landLot,
    checks: [{ condition: 1, verdict: 'not-met', evidence: '境外主体' }],
  });
  const corrected = (changed: typeof conditions) => {
    const { round: _, auctionId: __, ...notice } = announce('2024-03-15', '2024-04-15').data;
    return on('2024-04-21', 'CorrectAuctionNotice', { ...notice, conditions: changed, notice: specId(1), reason: '顺序有误' });
  };
  it('stay with the condition that was checked, wherever it stands now, and nothing is said twice', () => {
    const history = [...untilSold, notMet, corrected([...conditions].reverse())];
    expect(broken(...history)).toEqual([]);
    expect(conditionsOf(lotAfter(...history)).map(({ text, check }) => [text, check?.verdict])).toEqual([
      [conditions[1]?.text, undefined],
      [conditions[0]?.text, 'not-met'],
    ]);
  });
  it('say nothing of a condition with other words, which is checked anew', () => {
    const basis = { kind: 'notice' as const };
    const history = [...untilSold, notMet, corrected([{ text: '须为本市企业', basis }])];
    expect(conditionsOf(lotAfter(...history)).map(({ check }) => check)).toEqual([null]);
  });
});

describe('a default (悔拍) that was recorded in error', () => {
  const annul = (id: string, day = '2024-06-25') => on(day, 'AnnulBuyerDefault', { lotId: landLot, step: id, reason: '法院更正' });
  const history = [...untilConfirmed, defaulted('2024-04-30')] as const;
  const [step] = lotAfter(...history).steps.slice(-1);
  const id = String(step?.id);
  it('is taken back, and the buyer has the lot as before', () => {
    given(auction, ...history)
      .when(annul(id))
      .then({ type: 'AuctionDefaultAnnulled', data: { auctionId, lotId: landLot, reason: '法院更正' }, corrects: id });
    expect(lotAfter(...history, annul(id))).toMatchObject({ stage: 'confirmed', outcome: { to: [{ partyId: buyerId }] }, defaults: [] });
    expect(broken(...history, annul(id), ruled('2024-07-01'))).toEqual([]);
  });
  it('once: taken back again is nothing new', () =>
    given(auction, ...history, annul(id))
      .when(annul(id))
      .thenNothing());
  it('leaves a suspension that followed as it is, and the lot goes on where it stood', () => {
    const after = [...history, suspended('2024-05-06'), annul(id), resumed('2024-07-01')] as const;
    expect(lotAfter(...after)).toMatchObject({ stage: 'confirmed', outcome: { to: [{ partyId: buyerId }] } });
    expect(lotAfter(...history, suspended('2024-05-06'), resumed('2024-05-08'), annul(id)).stage).toBe('confirmed');
  });
  it('keeps nobody away from an auction that was announced anew meanwhile, which goes on', () => {
    const anew = [...history, announce('2024-06-01', '2024-06-20')] as const;
    expect(broken(...anew, annul(id), sold('2024-06-26'))).toEqual([]);
    expect(broken(...anew, sold('2024-06-22'))).toEqual(['auction-defaulter-bought-again']);
    expect(lotAfter(...anew, annul(id)).stage).toBe('announced');
  });
  it('is known to the case', () => {
    given(auction, ...untilConfirmed)
      .when(annul(specId(999)))
      .thenRefused('auction-default-unknown', specId(999));
    given(auction, ...history)
      .when(annul(specId(1)))
      .thenRefused('auction-default-unknown', specId(1));
  });
});

it('what takes back a default that the lot does not know changes nothing', () => {
  const lot = lotAfter(...untilSold);
  const meta = { id: specId(50), effectiveOn: date('2024-05-01'), jurisdictions: ['310116112'], sources: open().sources };
  const data = { auctionId, lotId: landLot, reason: '法院更正' };
  expect(evolveLot(lot, { type: 'AuctionDefaultAnnulled', version: 1, data, corrects: specId(49), ...meta })).toBe(lot);
});

describe("a co-owner's share of land", () => {
  it('is ruled on as the letter names it', () => {
    const subject = { kind: 'land' as const, parcelId: specId(70), rightIds: [specId(71)], holderId: specId(72), share: '1/2' };
    const [, ...rest] = [open(), announce('2024-03-15', '2024-04-15'), sold('2024-04-15'), confirm('2024-04-16'), ruled('2024-05-06')];
    expect(lotAfter(open({ lots: [{ ...lots.land, subject }] }), ...rest).ruling?.subject).toEqual(subject);
  });
  it('names who holds it: a share without a holder is no lot, nor a holder without a share', () => {
    const of = (part: object) => () =>
      open({ lots: [{ ...lots.land, subject: { kind: 'land' as const, parcelId: specId(70), rightIds: [specId(71)], ...part } }] });
    expect(of({ share: '1/2' })).toThrow('expected both a holder and a share');
    expect(of({ holderId: specId(72) })).toThrow('expected both a holder and a share');
  });
});
