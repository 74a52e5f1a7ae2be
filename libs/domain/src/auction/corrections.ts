// What was said of a lot and turned out otherwise: a notice that was read wrongly, another day, a default that had not happened.
import type { Lot, LotEvent, Stage } from './lot.ts';

/** A notice as it should have been read. */
export const corrected = (lot: Lot, event: Extract<LotEvent, { type: 'AuctionNoticeCorrected' }>): Lot => {
  const { auctionId: _, lotId: __, reason: ___, ...notice } = event.data;
  return { ...lot, announced: lot.announced.map((each) => (each.id === event.corrects ? { ...each, notice } : each)) };
};

/** Moves the day of a step, and what was said of that day elsewhere. */
export const redated = (lot: Lot, { corrects, effectiveOn: on }: Extract<LotEvent, { type: 'AuctionDateCorrected' }>): Lot => ({
  ...lot,
  steps: lot.steps.map((each) => (each.id === corrects ? { ...each, on } : each)),
  announced: lot.announced.map((each) => ({
    ...each,
    publishedOn: each.id === corrects ? on : each.publishedOn,
    result: each.result !== null && each.result.id === corrects ? { ...each.result, on } : each.result,
  })),
});

/**
 * Takes a default back: nobody is kept away from the lot for it, and where no auction has been announced anew the lot stands where it
 * stood before.
 */
export const defaultAnnulled = (lot: Lot, { corrects }: Extract<LotEvent, { type: 'AuctionDefaultAnnulled' }>): Lot => {
  const taken = lot.defaults.find(({ id }) => id === corrects);
  if (taken === undefined) return lot;
  const { id, stage, outcome } = taken;
  const place = lot.steps.findIndex((step) => step.id === id);
  const after = lot.steps.slice(place + 1);
  const without = { ...lot, defaults: lot.defaults.filter((each) => each !== taken), annulled: [...lot.annulled, id] };
  if (after.some(({ type }) => type === 'AuctionNoticePublished')) return { ...without, steps: lot.steps.toSpliced(place, 1) };
  const back = (each: Stage): Stage => (each === 'defaulted' ? stage : each);
  const steps = [...lot.steps.slice(0, place), ...after.map((step) => ({ ...step, stage: back(step.stage), outcome }))];
  return { ...without, steps, stage: back(lot.stage), stageBefore: back(lot.stageBefore), outcome };
};
