// What is reported of the works: how much was built and invested by a day, and when works stood still.
import { type Area, type EffectiveDate, holdingFrom, type Money, type Timeline, valueOn } from '../kernel/index.ts';
import type { ContractEvent } from './events.ts';

export interface Construction {
  /** In all, by a day. */
  readonly developed: Timeline<Area>;
  readonly invested: Timeline<Money>;
  readonly works: Timeline<'running' | 'stopped'>;
}

export const noConstruction: Construction = { developed: [], invested: [], works: [] };

/** Since when works had stood still on a day; undefined when they ran, or nothing of them is known. */
export const stoppedSince = ({ works }: Construction, on: EffectiveDate): EffectiveDate | undefined => {
  const known = works.filter(({ from }) => from <= on);
  return known.slice(known.findLastIndex(({ value }) => value === 'running') + 1)[0]?.from;
};

/** Whether any area was developed by a day. Money is no works: it is spent long before a foundation is dug (53号令第三十条). */
export const worksBegan = ({ developed }: Construction, on: EffectiveDate): boolean => valueOn(developed, on) !== undefined;

const noted = <T>(timeline: Timeline<T>, from: EffectiveDate, value: T | null): Timeline<T> =>
  value === null ? timeline : holdingFrom(timeline, from, value);

/** Folds what an event tells of the works. */
export const evolveConstruction = (state: Construction, event: ContractEvent): Construction => {
  const from = event.effectiveOn;
  switch (event.type) {
    case 'ConstructionProgressReported': {
      const { developedArea, invested } = event.data;
      return { ...state, developed: noted(state.developed, from, developedArea), invested: noted(state.invested, from, invested) };
    }
    case 'ConstructionStopped':
      return { ...state, works: holdingFrom(state.works, from, 'stopped') };
    case 'ConstructionResumed':
      return { ...state, works: holdingFrom(state.works, from, 'running') };
    default:
      return state;
  }
};
