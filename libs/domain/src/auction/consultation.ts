// The court's consultation (征询): who was asked, until when, and what they answered.
import { type EffectiveDate, holdingFrom, type Timeline, valueOn } from '../kernel/index.ts';
import type { AuctionEvent, Consulted, DataOf } from './events.ts';

/** One department that was asked. */
export interface Consultation extends Consulted {
  /** Until when it may answer, from each day on which it was asked, again with more time too. */
  readonly answerBy: Timeline<EffectiveDate>;
  /** Its answers in the order they were recorded; a later one stands for what it says. */
  readonly answers: Timeline<DataOf<'AuctionAnswerRecorded'>>;
}

/** True for the same department of the same district or city. */
export const sameDepartment = (left: Consulted, right: Consulted): boolean =>
  left.department === right.department && left.jurisdiction === right.jurisdiction;

/** Until when a department may answer, as asked up to a day; undefined where it had not been asked. */
export const answerDueOn = (consultations: readonly Consultation[], who: Consulted, on: EffectiveDate): EffectiveDate | undefined =>
  valueOn(consultations.find((each) => sameDepartment(each, who))?.answerBy ?? [], on);

const asking = (
  consultations: readonly Consultation[],
  { department, jurisdiction }: Consulted,
  on: EffectiveDate,
  answerBy: EffectiveDate,
): readonly Consultation[] => {
  const fresh: Consultation = { department, jurisdiction, answerBy: [], answers: [] };
  const known = consultations.some((each) => sameDepartment(each, fresh)) ? consultations : [...consultations, fresh];
  return known.map((each) => (sameDepartment(each, fresh) ? { ...each, answerBy: holdingFrom(each.answerBy, on, answerBy) } : each));
};

type ConsultationEvent = Extract<AuctionEvent, { type: 'AuctionConsultationRequested' | 'AuctionAnswerRecorded' }>;

/** Folds a request or an answer. */
export const evolveConsultations = (consultations: readonly Consultation[], event: ConsultationEvent): readonly Consultation[] => {
  if (event.type === 'AuctionConsultationRequested') {
    const { consulted, answerBy } = event.data;
    return consulted.reduce((before, who) => asking(before, who, event.effectiveOn, answerBy), consultations);
  }
  return consultations.map((each) =>
    sameDepartment(each, event.data) ? { ...each, answers: holdingFrom(each.answers, event.effectiveOn, event.data) } : each,
  );
};
