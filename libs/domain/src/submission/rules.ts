// The policy of figures: each rule is a function that names what is wrong, or nothing.
import { isWithin, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import { inputProblems, type Quantity, type Supplier } from '../scoring/index.ts';
import type { CommandNamed, Terms } from './commands.ts';
import { submissionRefusals } from './refusals.ts';
import { figureOf, formOf, type HealthCheck } from './state.ts';

const shown = (text: string): string => text.slice(0, 40);

/** Both enclose the enterprises as the command names them. */
type Naming = CommandNamed<'OpenHealthCheck' | 'RenameEnterprises'>;

export const cycleIsOpen: Rule<CommandNamed<'OpenHealthCheck'>, unknown> = ({ data: { cycle, cycleState } }) => {
  if (cycleState === null) return refuse(submissionRefusals, 'submission-without-cycle', cycle);
  return cycleState === 'frozen' ? refuse(submissionRefusals, 'submission-frozen', cycle) : undefined;
};

export const townIsWithin: Rule<CommandNamed<'OpenHealthCheck'>, unknown> = ({ data: { cycle, town } }) =>
  isWithin(town, cycle.jurisdiction)
    ? undefined
    : refuse(submissionRefusals, 'submission-outside-cycle', { town, jurisdiction: cycle.jurisdiction });

export const enterpriseIsItself: Rule<Naming, unknown> = ({ data: { subject, subjectId, enterprises } }) =>
  subject === 'parcel' || (enterprises.length === 1 && enterprises[0] === subjectId)
    ? undefined
    : refuse(submissionRefusals, 'submission-enterprise-not-itself');

type Entry = CommandNamed<'SupplyFigures' | 'CorrectFigure' | 'SubmitForm'>;

/** What is entered after the freeze or after the evaluation phase is refused; both are of the cycle, as today finds it. */
export const inTime = ({ data: { cycle }, today }: Entry, { isFrozen, evaluationEnds }: Terms): Rejection | undefined => {
  if (isFrozen) return refuse(submissionRefusals, 'submission-frozen', cycle);
  return evaluationEnds !== null && today > evaluationEnds
    ? refuse(submissionRefusals, 'submission-late', { ends: evaluationEnds, today })
    : undefined;
};

export const enterpriseIsThere: Rule<Entry, HealthCheck> = ({ data: { partyId } }, { enterprises }) =>
  partyId === null || enterprises.includes(partyId)
    ? undefined
    : refuse(submissionRefusals, 'submission-enterprise-not-on-parcel', { party: partyId });

/** One figure as it is said. */
export interface Said {
  readonly quantity: string;
  readonly value: string | null;
  readonly unit: string;
}

type Known = Terms['quantities'][number];

const valueIsReadable = (known: Known, { quantity, value }: Said): Rejection | undefined => {
  // The engine's own judgement, so that nothing is kept that it could not read.
  const problems = value === null ? [] : inputProblems({ quantities: [known as unknown as Quantity] }, [{ quantity, value, events: [] }]);
  if (problems.length === 0) return undefined;
  return known.kind === 'option'
    ? refuse(submissionRefusals, 'submission-not-an-option', {
        quantity,
        value: shown(String(value)),
        options: known.options.join('、'),
      })
    : refuse(submissionRefusals, 'submission-not-a-decimal', { quantity, value: shown(String(value)) });
};

const figureIsSound = ({ quantities }: Terms, supplier: Supplier, said: Said): Rejection | undefined => {
  const known = quantities.find(({ code }) => code === said.quantity);
  const { quantity, unit } = said;
  if (known === undefined) return refuse(submissionRefusals, 'submission-quantity-unknown', { quantity });
  if (known.suppliedBy !== supplier)
    return refuse(submissionRefusals, 'submission-wrong-supplier', { quantity, expected: known.suppliedBy, supplier });
  if (known.unit !== unit) return refuse(submissionRefusals, 'submission-wrong-unit', { quantity, expected: known.unit, unit });
  return valueIsReadable(known, said);
};

/** Named by the standard, of this supplier, in its unit and of its kind; the first that is not refuses all. */
export const figuresAreSound = (terms: Terms, supplier: Supplier, figures: readonly Said[]): Rejection | undefined => {
  const twice = figures.find(({ quantity }, n) => figures.findIndex((each) => each.quantity === quantity) < n);
  if (twice !== undefined) return refuse(submissionRefusals, 'submission-quantity-twice', { quantity: twice.quantity });
  for (const said of figures) {
    const refused = figureIsSound(terms, supplier, said);
    if (refused !== undefined) return refused;
  }
  return undefined;
};

export const periodIsTheCycles = (period: number, { figureYear }: Terms): Rejection | undefined =>
  period === figureYear ? undefined : refuse(submissionRefusals, 'submission-wrong-period', { expected: figureYear, period });

export const standsByThatEvent: Rule<CommandNamed<'CorrectFigure'>, HealthCheck> = ({ data }, state) => {
  const { quantity, event } = data;
  const standing = figureOf(state, data);
  if (standing === undefined) return refuse(submissionRefusals, 'submission-figure-unknown', { quantity });
  return standing.event === event
    ? undefined
    : refuse(submissionRefusals, 'submission-figure-not-standing', { quantity, event, standing: standing.event });
};

type Review = CommandNamed<'ReturnForm' | 'ConfirmForm'>;

/** Towns look through what enterprises submit themselves; everything else is above them. */
export const reviewerIsAbove: Rule<Review, HealthCheck> = ({ data }, state) =>
  data.reviewer === 'town' && formOf(state, data)?.filledBy !== 'enterprise'
    ? refuse(submissionRefusals, 'submission-for-task-force')
    : undefined;

export const notBySubmitter: Rule<CommandNamed<'ConfirmForm'>, HealthCheck> = ({ data }, state) => {
  const { by, submitted, form } = data;
  if (submitted?.event !== formOf(state, data)?.event) return refuse(submissionRefusals, 'submission-form-resubmitted', { form });
  return submitted?.by === by ? refuse(submissionRefusals, 'submission-confirmed-by-submitter') : undefined;
};
