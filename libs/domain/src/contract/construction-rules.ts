import {
  type Area,
  areaInUnits,
  type EffectiveDate,
  inMinorUnits,
  type Money,
  type Rejection,
  refuse,
  type Timeline,
} from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import type { Construction } from './construction.ts';
import { contractRefusals } from './rules.ts';

/** Figures that cannot both be true of sums: more before a day, or less after it. */
const shrinks = <T>(timeline: Timeline<T>, on: EffectiveDate, isMore: (entry: T) => boolean, isLess: (entry: T) => boolean) => {
  const other = timeline.find(({ from, value }) => (from < on && isMore(value)) || (from > on && isLess(value)));
  return other && refuse(contractRefusals, 'contract-progress-shrinks', { on: other.from });
};

const areaShrinks = (developed: Timeline<Area>, on: EffectiveDate, area: Area): Rejection | undefined => {
  const figure = areaInUnits(area);
  return shrinks(
    developed,
    on,
    (entry) => areaInUnits(entry) > figure,
    (entry) => areaInUnits(entry) < figure,
  );
};

const investmentShrinks = (invested: Timeline<Money>, on: EffectiveDate, money: Money): Rejection | undefined => {
  const comparable = invested.filter(({ value }) => value.currency === money.currency);
  const figure = inMinorUnits(money);
  return shrinks(
    comparable,
    on,
    (entry) => inMinorUnits(entry) > figure,
    (entry) => inMinorUnits(entry) < figure,
  );
};

/** What a report of progress contradicts in earlier and later reports. */
export const progressShrinks = (
  { effectiveOn, data }: CommandNamed<'ReportConstructionProgress'>,
  { developed, invested }: Construction,
): readonly (Rejection | undefined)[] => [
  data.developedArea === null ? undefined : areaShrinks(developed, effectiveOn, data.developedArea),
  data.invested === null ? undefined : investmentShrinks(invested, effectiveOn, data.invested),
];
