// The figures of the law on judicial sales, in one place. What is not certain is stated by whoever opens the case instead.
// 法释〔2016〕18号 = 最高人民法院关于人民法院网络司法拍卖若干问题的规定.
import type { Round } from './events.ts';

export const auctionPolicy = {
  /**
   * Days between notice and auction of immovables and other property rights: 30 before the first (第十二条), 15 before the next
   * (第二十六条). No text was found for a 变卖, nor for an auction held anew after a default, which counts as a next one.
   */
  noticeDays: { first: 30, second: 15, sale: 0 } as const satisfies Readonly<Record<Round, number>>,
  noticeDaysAnew: 15,
  /** The second auction is held within so many days after 流拍 (第二十六条). */
  daysUntilSecond: 30,
  /** The price of an auction is at least this share of that of the auction before (第二十六条: at most 20 % less). */
  leastOfPriceBefore: '80%',
} as const;
