// What a reader asks of a case: where each lot stands on a date, on which conditions, and whose answers are missing.
import { type EffectiveDate, valueOn } from '../kernel/index.ts';
import type { ConditionCheck, Consulted, NoticeContent, Round } from './events.ts';
import type { Lot, Outcome, Stage } from './lot.ts';
import type { Opened } from './state.ts';

/** A lot on a date. */
export interface LotAsOf {
  readonly content: Lot['content'];
  readonly stage: Stage;
  /** What was announced last by then; null before any notice. */
  readonly round: Round | null;
  readonly notice: NoticeContent | null;
  /** Who has got it; null before a result, and once that result came to nothing. */
  readonly outcome: Outcome | null;
}

/** A department whose answer is missing on a date. */
export interface OutstandingAnswer extends Consulted {
  readonly answerBy: EffectiveDate;
  readonly overdue: boolean;
}

export interface AuctionAsOf {
  readonly lots: readonly LotAsOf[];
  readonly outstanding: readonly OutstandingAnswer[];
  /** Nothing more is expected to happen to any lot. */
  readonly closed: boolean;
}

const finalStages: readonly Stage[] = ['registered', 'returned', 'withdrawn', 'revoked'];

const lotAsOf = ({ content, steps, announced }: Lot, on: EffectiveDate): LotAsOf => {
  const last = steps.findLast((step) => step.on <= on);
  const current = announced.findLast(({ publishedOn }) => publishedOn <= on);
  return {
    content,
    stage: last?.stage ?? 'opened',
    round: current?.round ?? null,
    notice: current?.notice ?? null,
    outcome: last?.outcome ?? null,
  };
};

/** Departments that were asked by a date and had not answered, with the day on which their answer is due as asked by then. */
export const outstandingAnswers = ({ consultations }: Opened, on: EffectiveDate): readonly OutstandingAnswer[] =>
  consultations.flatMap(({ department, jurisdiction, answerBy, answers }) => {
    const due = valueOn(answerBy, on);
    return due === undefined || valueOn(answers, on) !== undefined ? [] : [{ department, jurisdiction, answerBy: due, overdue: on > due }];
  });

/**
 * A case on a date, as known now; undefined before the court's letter. A sale that was revoked counts as closed, though a court may
 * announce the lot again.
 */
export const auctionAsOf = (state: Opened, on: EffectiveDate): AuctionAsOf | undefined => {
  if (on < state.openedOn) return undefined;
  const lots = state.lots.map((lot) => lotAsOf(lot, on));
  return { lots, outstanding: outstandingAnswers(state, on), closed: lots.every(({ stage }) => finalStages.includes(stage)) };
};

/** The conditions of the round announced last, each with its check where one was made. */
export const conditionsOf = ({
  announced,
  checks,
}: Lot): readonly (NoticeContent['conditions'][number] & { readonly check: ConditionCheck | null })[] =>
  announced
    .slice(-1)
    .flatMap(({ notice }) => notice.conditions)
    .map((condition) => ({ ...condition, check: checks.find((check) => check.condition === condition.text) ?? null }));
