// Where a year is graded: the offices, the land, and what can be done and asked there.
import { approvalOf } from './cycle-approval.ts';
import { beginningOf } from './cycle-beginning.ts';
import { landOf } from './cycle-land.ts';
import { officesOf } from './cycle-offices.ts';
import { questionsOf } from './cycle-questions.ts';
import type { Journey } from './platform.ts';

/** The scene of a year; `ofYear` is what is another one in another year. */
export const sceneOf = async (journey: Journey, year: number) => {
  const offices = await officesOf(journey);
  const land = await landOf(offices);
  const ofYear = (which: number) => ({ asked: questionsOf(offices, land, which), lists: approvalOf(offices, which) });
  return { offices, land, beginning: beginningOf(offices, land), ofYear, ...ofYear(year) };
};

export type CycleScene = Awaited<ReturnType<typeof sceneOf>>;
