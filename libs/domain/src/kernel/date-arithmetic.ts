// Periods of law (民法典 第十编 期间计算): the day that begins a period is not counted; a period of months or years ends on the day
// of the same number, or on the last day of a month that has no such day.
import { date, type EffectiveDate } from './effective-date.ts';

// biome-ignore lint/style/noRestrictedGlobals: a calendar for days that are given; no clock is read.
const Calendar = Date;
const millisecondsPerDay = 86_400_000;

const instantOf = (day: EffectiveDate): number => Calendar.parse(`${day}T00:00:00Z`);
/** The last day that a date of law may name; what would lie beyond it ends there. */
const latest = Calendar.UTC(2999, 11, 31);

const dateOf = (instant: number): EffectiveDate => date(new Calendar(Math.min(instant, latest)).toISOString().slice(0, 10));

/** The day so many days later; earlier when negative. */
export const addDays = (day: EffectiveDate, days: number): EffectiveDate => dateOf(instantOf(day) + days * millisecondsPerDay);

/** The day of the same number so many months later, or the last day of that month. */
export const addMonths = (day: EffectiveDate, months: number): EffectiveDate => {
  const [year = 0, month = 0, number = 0] = day.split('-').map(Number);
  const last = new Calendar(Calendar.UTC(year, month + months, 0)).getUTCDate();
  return dateOf(Calendar.UTC(year, month - 1 + months, Math.min(number, last)));
};

/** The anniversary so many years later; 29 February becomes the 28th in a year that has none. */
export const addYears = (day: EffectiveDate, years: number): EffectiveDate => addMonths(day, 12 * years);

/** Days from one day to another; negative when the other lies before it. */
export const daysBetween = (from: EffectiveDate, to: EffectiveDate): number => (instantOf(to) - instantOf(from)) / millisecondsPerDay;
