// From results of the scoring engine to what is recorded, and to what is only tried.
import { type Grade, gradeAll, prepare, type Result, type Standard, type Subject, totalsOf, type Words } from '../scoring/index.ts';
import type { Computed } from './read.ts';

/** The part of a command that a result fills; its `id` is that of the parcel or the enterprise. */
export const recorded = (result: Result): Computed => {
  const { id: _, items, extras, inputs, lacking, ...rest } = result;
  return {
    ...rest,
    lacking: [...lacking],
    items: [...items],
    extras: [...extras],
    inputs: inputs.map((input) => ({ ...input, events: [...input.events] })),
  };
};

/** What would be under another standard: labelled, and never recorded. */
export interface WhatIf {
  readonly label: Words;
  readonly standard: Words;
  readonly totals: Readonly<Record<Grade | 'none', number>>;
  readonly results: readonly Result[];
}

/** What everything tried is labelled with. */
export const whatIfLabel: Words = {
  zh: '试算结果，仅供参考，非正式评价',
  en: 'What-if under another standard: unofficial, nothing was recorded',
};

/** Grades subjects under a standard that was validated, without any consequence. */
export const whatIf = (standard: Standard, subjects: readonly Subject[]): WhatIf => {
  const results = gradeAll(prepare(standard), subjects);
  return { label: whatIfLabel, standard: standard.title, totals: totalsOf(results), results };
};
