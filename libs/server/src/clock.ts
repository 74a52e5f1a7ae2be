import { date, type EffectiveDate } from '@yimu/domain/kernel';

/** The present instant. Injected, so that tests choose it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The date of law of an instant: the calendar day in Asia/Shanghai. */
export const dateInShanghai = (instant: Date): EffectiveDate => {
  const parts = new Map(shanghai.formatToParts(instant).map(({ type, value }) => [type, value]));
  return date(`${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`);
};
