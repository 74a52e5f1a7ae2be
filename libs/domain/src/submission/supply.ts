// What becomes of figures that are supplied: the first stands, the same again is nothing, another value is a contradiction.
import { type Command, compareDecimals, factsOf, isDecimal } from '../kernel/index.ts';
import type { Supplier } from '../scoring/index.ts';
import { type FormKind, type SubmissionFact, submissionEvents } from './events.ts';
import { type Figure, figureOf, type HealthCheck } from './state.ts';

const fact = factsOf(submissionEvents);

interface Given {
  readonly quantity: string;
  readonly value: string;
  readonly unit: string;
}

export interface Supply {
  readonly partyId: string | null;
  readonly supplier: Supplier;
  readonly period: number;
  readonly form: FormKind | null;
  readonly figures: readonly Given[];
}

type Standing = Figure & { readonly value: string };

/** True when something stands that a figure of this year has to agree with. What was withdrawn, or was of another year, does not. */
const binds = (figure: Figure | undefined, period: number): figure is Standing =>
  figure !== undefined && figure.value !== null && figure.period === period;

/** What a figure has to agree with; an enterprise as subject is the whole and itself: named or not, its figure is one. */
const bindingOf = (
  state: HealthCheck,
  of: { readonly quantity: string; readonly partyId: string | null },
  period: number,
): Standing | undefined => {
  const { subject, subjectId } = state;
  const named = subject === 'enterprise' ? [null, subjectId] : [of.partyId];
  return named.map((partyId) => figureOf(state, { ...of, partyId })).find((figure) => binds(figure, period));
};

/** True for one option, and for one decimal however it is written: 12.5 and 12.50 contradict nobody. */
const saysTheSame = (one: string, other: string): boolean =>
  one === other || (isDecimal(one) && isDecimal(other) && compareDecimals(one, other) === 0);

/**
 * The facts that a supply adds to what stands: the new figures in one, and one for each that contradicts what stands and was not said before.
 * Expects figures that `figuresAreSound` passed.
 */
export const suppliedFacts = (command: Command, state: HealthCheck, { figures, ...supply }: Supply): readonly SubmissionFact[] => {
  const { subjectId, subject, cycle, town, contradictions } = state;
  const { partyId, supplier, period } = supply;
  const fresh: Given[] = [];
  const contradicted: SubmissionFact[] = [];
  for (const given of figures) {
    const { quantity, value: said } = given;
    const stands = bindingOf(state, { quantity, partyId }, period);
    if (stands === undefined) fresh.push(given);
    else if (!saysTheSame(stands.value, said)) {
      const standing = { event: stands.event, value: stands.value };
      const wasSaid = contradictions.some(
        (each) => each.quantity === quantity && each.partyId === partyId && each.said === said && each.standing.event === standing.event,
      );
      const data = { subjectId, subject, cycle, partyId, supplier, period, quantity, standing, said };
      if (!wasSaid) contradicted.push(fact(command, 'FigureContradicted', data, [town]));
    }
  }
  const supplied = { subjectId, subject, cycle, ...supply, figures: fresh };
  return [...(fresh.length === 0 ? [] : [fact(command, 'FiguresSupplied', supplied, [town])]), ...contradicted];
};
