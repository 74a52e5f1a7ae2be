// 闲置土地处置办法 (国土资源部令第53号, 2012-06-01, in force since 2012-07-01). Collective land by analogy (第三十一条).
import { type Area, addDays, addYears, areaInUnits, type EffectiveDate, inMinorUnits, type Money } from '../kernel/index.ts';

/** 第二条: one year after the agreed start without works, or with works stopped, the land is suspected to be idle. */
const yearsToSuspicion = 1;
/** 第二条: stopped works count when less than 1/3 of the area is developed, or less than 25 % of the investment is made. */
const developedPart = { numerator: 1n, denominator: 3n };
const investedPart = { numerator: 25n, denominator: 100n };
/** 第五条: the grantee answers the notice of the investigation within 30 days. */
const daysToAnswer = 30;
/** 第十四条第一项: after one year without works, a fee of 20 % of the price. */
const yearsToFee = 1;
const feePercent = 20n;
/** 第十四条第二项: after two years without works, recovery without compensation. */
const yearsToRecovery = 2;

/**
 * The day after the last one of so many full years (满一年). The day that begins them is not counted, and they end at 24:00 of the day
 * of the same number, or of the last day of a month that has none (民法典第二百零一条至第二百零三条).
 */
const afterYears = (since: EffectiveDate, years: number): EffectiveDate => addDays(addYears(since, years), 1);

/** The first day on which land idle since a day may be suspected, charged, recovered. */
export const suspectedFrom = (since: EffectiveDate): EffectiveDate => afterYears(since, yearsToSuspicion);
export const feeFrom = (since: EffectiveDate): EffectiveDate => afterYears(since, yearsToFee);
export const recoveryFrom = (since: EffectiveDate): EffectiveDate => afterYears(since, yearsToRecovery);

/** The last day on which the grantee may still answer a notice served on a day. */
export const answerUntil = (served: EffectiveDate): EffectiveDate => addDays(served, daysToAnswer);

/** Whether less than 1/3 of the area is developed; null when one of them is not known. */
export const developedTooLittle = (developed: Area | null, total: Area | null): boolean | null =>
  developed === null || total === null
    ? null
    : areaInUnits(developed) * developedPart.denominator < areaInUnits(total) * developedPart.numerator;

/** Whether less than 25 % of the investment is made; null when one of them is not known, or their currencies differ. */
export const investedTooLittle = (invested: Money | null, total: Money | null): boolean | null =>
  invested === null || total === null || invested.currency !== total.currency
    ? null
    : inMinorUnits(invested) * investedPart.denominator < inMinorUnits(total) * investedPart.numerator;

/** 土地闲置费: 20 % of the price in whole 分; a half 分 and more is rounded up. */
export const idleFeeOf = ({ amount, currency }: Money): Money => ({
  amount: String((BigInt(amount) * feePercent + 50n) / 100n),
  currency,
});
