import { type Decision, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import type { CommandNamed, FormSchema, Terms } from './commands.ts';
import { type SubmissionFact, submissionEvents } from './events.ts';
import { answersFit, formRules, suppliersOfForm } from './form-rules.ts';
import { submissionRefusals } from './refusals.ts';
import { enterpriseIsThere, figuresAreSound, inTime, type Said } from './rules.ts';
import { type Form, formOf, type HealthCheck, withoutForm } from './state.ts';
import { type Supply, suppliedFacts } from './supply.ts';

const fact = factsOf(submissionEvents);

type Submit = CommandNamed<'SubmitForm'>;

const gist = ({ answers, filledBy, mandateId }: Pick<Form, 'answers' | 'filledBy' | 'mandateId'>): string =>
  bitsOf([answers, filledBy, mandateId]);

/** What the answers supply, one supply for each supplier whose quantities they name. */
const suppliesOf = ({ data: { form, partyId, answers } }: Submit, { fields }: FormSchema, terms: Terms): readonly Supply[] =>
  suppliersOfForm[form].flatMap((supplier): readonly Supply[] => {
    const figures = answers.flatMap(({ field: code, value }) => {
      const field = fields.find((each) => each.code === code);
      const asked = terms.quantities.find((quantity) => quantity.code === field?.quantity && quantity.suppliedBy === supplier);
      return field === undefined || asked === undefined ? [] : [{ quantity: asked.code, value, unit: field.unit }];
    });
    return figures.length === 0 ? [] : [{ partyId, supplier, period: terms.figureYear, form, figures }];
  });

/** Submits a form with the figures that its answers supply; submitted again it replaces what it said before. */
export const submitForm = (command: Submit, state: HealthCheck): Decision<SubmissionFact> => {
  const { data } = command;
  const { subjectId, subject, cycle, partyId, form, answers, filledBy, mandateId, schema, terms } = data;
  const known = formOf(state, data);
  if (known !== undefined && known.status !== 'returned' && gist(known) === gist(data)) return [];
  if (terms === null) return refuse(submissionRefusals, 'submission-without-cycle', cycle);
  if (schema === null) return refuse(submissionRefusals, 'submission-without-form-schema', cycle);
  const refused = inTime(command, terms) ?? firstRefusal([enterpriseIsThere, ...formRules], command, state) ?? answersFit(command, schema);
  if (refused !== undefined) return refused;
  const supplies = suppliesOf(command, schema, terms);
  for (const { supplier, figures } of supplies) {
    const unsound = figuresAreSound(terms, supplier, figures satisfies readonly Said[]);
    if (unsound !== undefined) return unsound;
  }
  const { jurisdiction, year, version } = schema;
  const submitted = {
    subjectId,
    subject,
    cycle,
    partyId,
    form,
    schema: { jurisdiction, year, version },
    answers,
    filledBy,
    mandateId,
  };
  const before = { ...state, figures: withoutForm(state.figures, data) };
  return [fact(command, 'FormSubmitted', submitted, [state.town]), ...supplies.flatMap((supply) => suppliedFacts(command, before, supply))];
};
