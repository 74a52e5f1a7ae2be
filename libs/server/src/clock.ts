import { date, type EffectiveDate } from '@yimu/domain/kernel';

/** The present instant. Injected, so that tests choose it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

const hour = 3_600_000;
/** The hour asked for last: its calendar day is worked out once, which a service does for every command otherwise. */
let known: { readonly hour: number; readonly date: EffectiveDate } | undefined;

const dayOf = (instant: Date): EffectiveDate => {
  const parts = new Map(shanghai.formatToParts(instant).map(({ type, value }) => [type, value]));
  return date(`${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`);
};

/** The date of law of an instant: the calendar day in Asia/Shanghai, which lies a whole number of hours from UTC. */
export const dateInShanghai = (instant: Date): EffectiveDate => {
  const asked = Math.floor(instant.getTime() / hour);
  if (known?.hour !== asked) known = { hour: asked, date: dayOf(instant) };
  return known.date;
};
