import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import type { AuctionCommand } from './commands.ts';
import { auctionEvents } from './events.ts';
import { auction, auctionAsOf, conditionsOf } from './index.ts';
import type { Opened } from './state.ts';
import {
  announce,
  auctionId,
  broken,
  buyerId,
  failed,
  landLot,
  lots,
  on,
  open,
  registered,
  resumed,
  settled,
  sold,
  suspended,
  untilFailed,
  untilServed,
  untilSold,
  yuan,
} from './test/spec.ts';

const given = specify(auctionEvents);
const caseAfter = (...commands: readonly AuctionCommand[]): Opened => {
  const { state } = given(auction, ...commands);
  if (state.kind === 'absent') throw new Error('the case was not opened');
  return state;
};
const correctDate = (day: string, step: string) => on(day, 'CorrectAuctionDate', { lotId: landLot, step, reason: '日期误录' });
const correctNotice = (notice: string, overrides: object, auctionOn = '2024-04-15') => {
  const { round: _, auctionId: __, ...content } = announce('2024-03-15', auctionOn, overrides).data;
  return on('2024-03-15', 'CorrectAuctionNotice', { ...content, notice, reason: '公告误录' });
};

describe('a case on a date', () => {
  const standing = (state: Opened, day: string) => {
    const [lot] = auctionAsOf(state, date(day))?.lots ?? [];
    return lot === undefined ? undefined : [lot.stage, lot.round, lot.notice?.price.amount ?? null, lot.outcome?.to[0]?.partyId ?? null];
  };
  it('says where each lot stood, as announced by then and with whoever had got it', () => {
    const state = caseAfter(...untilServed, registered('2024-05-20'));
    expect(auctionAsOf(state, date('2024-02-29'))).toBeUndefined();
    expect(standing(state, '2024-03-14')).toEqual(['opened', null, null, null]);
    expect(standing(state, '2024-03-15')).toEqual(['announced', 'first', yuan(8_000_000).amount, null]);
    expect(standing(state, '2024-04-15')).toEqual(['sold', 'first', yuan(8_000_000).amount, buyerId]);
    expect(standing(state, '2024-05-09')).toEqual(['ruled', 'first', yuan(8_000_000).amount, buyerId]);
    expect(standing(state, '2024-05-10')).toEqual(['served', 'first', yuan(8_000_000).amount, buyerId]);
  });
  it('is closed when nothing more is expected of any lot', () => {
    const state = caseAfter(...untilServed, registered('2024-05-20'));
    expect([auctionAsOf(state, date('2024-05-19'))?.closed, auctionAsOf(state, date('2024-05-20'))?.closed]).toEqual([false, true]);
    const [, ...rest] = [...untilServed, registered('2024-05-20')];
    expect(auctionAsOf(caseAfter(open({ lots: [lots.land, lots.equity] }), ...rest), date('2025-01-01'))?.closed).toBe(false);
  });
  it('says whose answer is missing, since when it was due and whether it is overdue', () => {
    const ask = (day: string, answerBy: string, ...names: readonly ('规划资源局' | '税务局')[]) =>
      on(day, 'RequestAuctionConsultation', { consulted: names.map((department) => ({ department, jurisdiction: '310116' })), answerBy });
    const answer = on('2024-03-10', 'RecordAuctionAnswer', { department: '税务局', jurisdiction: '310116', opinion: '无欠税' });
    const state = caseAfter(
      open(),
      ask('2024-03-04', '2024-03-15', '规划资源局', '税务局'),
      answer,
      ask('2024-03-20', '2024-03-31', '规划资源局'),
    );
    const outstanding = (day: string) =>
      auctionAsOf(state, date(day))?.outstanding.map(({ department, answerBy, overdue }) => [department, answerBy, overdue]);
    expect(outstanding('2024-03-03')).toEqual([]);
    expect(outstanding('2024-03-09')).toEqual([
      ['规划资源局', '2024-03-15', false],
      ['税务局', '2024-03-15', false],
    ]);
    expect(outstanding('2024-03-16')).toEqual([['规划资源局', '2024-03-15', true]]);
    expect(outstanding('2024-03-20')).toEqual([['规划资源局', '2024-03-31', false]]);
  });
  it('tells the conditions of the last notice with what was found of each', () => {
    const met = { condition: 1, verdict: 'met', evidence: '营业执照' } as const;
    const [lot] = caseAfter(...untilSold, on('2024-04-18', 'CheckBuyer', { lotId: landLot, checks: [met] })).lots;
    expect(lot === undefined ? [] : conditionsOf(lot).map(({ text, check }) => [text, check])).toEqual([
      ['须为境内法人', { ...met, condition: '须为境内法人' }],
      ['须符合产业准入要求', null],
    ]);
    const [bare] = caseAfter(open()).lots;
    expect(bare === undefined ? undefined : conditionsOf(bare)).toEqual([]);
  });
});

describe('a day that was recorded wrongly', () => {
  // specId(n) is the n-th event of a history: the letter 0, the notice 1, the result 2 …
  it('is corrected over the step it belongs to', () => {
    const correction = given(auction, ...untilServed).when(correctDate('2024-05-12', specId(5)));
    correction.then({
      type: 'AuctionDateCorrected',
      data: { auctionId, lotId: landLot, step: 'AuctionRulingServed', was: date('2024-05-10'), reason: '日期误录' },
      corrects: specId(5),
    });
    const state = caseAfter(...untilServed, correctDate('2024-05-12', specId(5)));
    const stageOn = (day: string) => auctionAsOf(state, date(day))?.lots[0]?.stage;
    expect([stageOn('2024-05-11'), stageOn('2024-05-12')]).toEqual(['ruled', 'served']);
  });
  it('is nothing new when it is the day already', () => {
    given(auction, ...untilServed)
      .when(correctDate('2024-05-10', specId(5)))
      .thenNothing();
    given(auction, ...untilServed, correctDate('2024-05-12', specId(5)))
      .when(correctDate('2024-05-12', specId(5)))
      .thenNothing();
  });
  it('belongs to a step of the lot', () =>
    given(auction, ...untilServed)
      .when(correctDate('2024-05-12', specId(99)))
      .thenRefused('auction-step-unknown', specId(99)));
  it('cannot lie beyond the steps before and after', () => {
    given(auction, ...untilServed)
      .when(correctDate('2024-05-05', specId(5)))
      .thenRefused('auction-steps-out-of-order', '2024-05-05', '2024-05-06');
    given(auction, ...untilServed)
      .when(correctDate('2024-05-11', specId(4)))
      .thenRefused('auction-steps-out-of-order', '2024-05-10', '2024-05-11');
  });
  it('of the notice shows what the court kept or broke after all', () => {
    expect(broken(...untilSold, correctDate('2024-03-16', specId(1)))).toEqual([]);
    expect(broken(...untilSold, correctDate('2024-03-17', specId(1)))).toEqual(['auction-notice-too-short']);
  });
  it('of a notice that waits for its result counts in the same way', () =>
    expect(broken(open(), announce('2024-03-15', '2024-04-15'), correctDate('2024-03-17', specId(1)))).toEqual([
      'auction-notice-too-short',
    ]));
  it('of 流拍 shows that the second auction came too late, long after it was announced', () => {
    const second = announce('2024-04-25', '2024-05-18', { round: 'second', price: yuan(6_400_000) });
    const late = [open(), announce('2024-03-15', '2024-04-15'), failed('2024-04-20'), second, failed('2024-05-18')];
    expect(broken(...late, correctDate('2024-04-15', specId(2)))).toEqual(['auction-second-too-late']);
  });
});

describe('a notice that was read wrongly', () => {
  it('is replaced by what it says, and held against the law again', () => {
    const correction = correctNotice(specId(1), { price: yuan(6_000_000) });
    expect(broken(...untilFailed, correction)).toEqual(['auction-first-price-below-floor']);
    const { round: _, ...content } = announce('2024-03-15', '2024-04-15', { price: yuan(9_000_000) }).data;
    given(auction, ...untilFailed)
      .when(correctNotice(specId(1), { price: yuan(9_000_000) }))
      .then({ type: 'AuctionNoticeCorrected', data: { ...content, reason: '公告误录' }, corrects: specId(1) });
    expect(broken(...untilFailed, correctNotice(specId(1), { price: yuan(9_000_000) }), settled('2024-04-20'))).toEqual([
      'auction-debt-at-another-price',
    ]);
  });
  it('leaves other notices as they are', () => {
    const second = announce('2024-04-20', '2024-05-10', { round: 'second', price: yuan(6_400_000) });
    const [lot] = caseAfter(...untilFailed, second, correctNotice(specId(1), { platform: '京东' })).lots;
    expect(lot?.announced.map(({ notice }) => notice.platform)).toEqual(['京东', '公拍网']);
  });
  it('is nothing new when it says so already', () =>
    given(auction, ...untilFailed)
      .when(correctNotice(specId(1), {}))
      .thenNothing());
  it('is a notice of the lot', () =>
    given(auction, ...untilFailed)
      .when(correctNotice(specId(99), {}))
      .thenRefused('auction-notice-unknown', specId(99)));
  it('cannot put the auction after its result', () =>
    given(auction, ...untilFailed)
      .when(correctNotice(specId(1), {}, '2024-04-16'))
      .thenRefused('auction-result-before-its-day', '2024-04-16', '2024-04-15'));
});

it('a lot that was suspended keeps its rounds: the sale of the day it was put off to stands on the same notice', () => {
  const state = caseAfter(
    open(),
    announce('2024-03-15', '2024-04-15'),
    suspended('2024-04-01'),
    resumed('2024-04-20', '2024-05-20'),
    sold('2024-05-20'),
  );
  expect(state.lots[0]?.announced.map(({ notice, result }) => [notice.auctionOn, result?.on])).toEqual([['2024-05-20', '2024-05-20']]);
});
