// The policy of forms: who fills which, and what an answer must be.
import { effectiveDate, isDecimal, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import type { Supplier } from '../scoring/index.ts';
import type { CommandNamed, Field, FormSchema } from './commands.ts';
import type { FormKind, fillers } from './events.ts';
import { submissionRefusals } from './refusals.ts';
import { formOf, type HealthCheck } from './state.ts';

type Submit = CommandNamed<'SubmitForm'>;
type Filler = (typeof fillers)[number];

/** 街镇、园区 guide the self-assessment and fill it from stamped paper; the survey is theirs or a technical unit's. */
const fillersOf: Readonly<Record<FormKind, readonly Filler[]>> = {
  'self-assessment': ['enterprise', 'on-behalf'],
  'enterprise-information': ['enterprise', 'on-behalf'],
  survey: ['town', 'mandated-unit'],
};

/** Whose quantities the answers of a form supply; what belongs to others is only an answer. */
export const suppliersOfForm: Readonly<Record<FormKind, readonly Supplier[]>> = {
  'self-assessment': ['用地主体'],
  'enterprise-information': ['用地主体'],
  survey: ['街镇', '园区'],
};

/** Characters of all answers together: an event holds 60 KiB, a character takes up to three bytes. */
export const mostCharacters = 12_000;

const fillerMay: Rule<Submit, HealthCheck> = ({ data: { form, filledBy } }) =>
  fillersOf[form].includes(filledBy) ? undefined : refuse(submissionRefusals, 'submission-form-not-to-fill', { form, filler: filledBy });

const ofTheRightOne: Rule<Submit, HealthCheck> = ({ data: { form, partyId } }, { forms, enterprises }) => {
  switch (form) {
    case 'enterprise-information':
      return partyId === null ? refuse(submissionRefusals, 'submission-form-of-enterprise') : undefined;
    case 'survey':
      return partyId === null ? undefined : refuse(submissionRefusals, 'submission-form-of-parcel');
    case 'self-assessment': {
      // What a former land user said does not stand in the way of the present one, nor what came back.
      const isOfAnother = (of: string | null): boolean => of !== partyId && (of === null || enterprises.includes(of));
      return forms.some((each) => each.form === form && each.status !== 'returned' && isOfAnother(each.partyId))
        ? refuse(submissionRefusals, 'submission-second-self-assessment')
        : undefined;
    }
  }
};

const paperIsThere: Rule<Submit, HealthCheck> = ({ data: { filledBy }, sources }) =>
  filledBy !== 'on-behalf' || sources.some(({ evidenceId }) => evidenceId !== undefined)
    ? undefined
    : refuse(submissionRefusals, 'submission-without-stamped-paper');

const notTooLong: Rule<Submit, HealthCheck> = ({ data: { answers } }) => {
  const length = answers.reduce((sum, { field, value }) => sum + field.length + value.length, 0);
  return length > mostCharacters ? refuse(submissionRefusals, 'submission-form-too-long', { length, most: mostCharacters }) : undefined;
};

const notConfirmed: Rule<Submit, HealthCheck> = ({ data }, state) =>
  formOf(state, data)?.status === 'confirmed' ? refuse(submissionRefusals, 'submission-form-confirmed', { form: data.form }) : undefined;

/** What concerns the form as such. */
export const formRules = [fillerMay, ofTheRightOne, paperIsThere, notTooLong, notConfirmed];

const isOfKind = ({ kind }: Field, value: string): boolean => {
  switch (kind) {
    case 'decimal':
      return isDecimal(value);
    case 'integer':
      return /^-?(0|[1-9]\d{0,17})$/.test(value);
    case 'yes-no':
      return value === 'yes' || value === 'no';
    case 'date':
      return effectiveDate.safeParse(value).success;
    case 'text':
    case 'option':
      return true;
  }
};

const answerFits = (field: Field, value: string): Rejection | undefined => {
  const shown = value.slice(0, 40);
  if (!isOfKind(field, value))
    return refuse(submissionRefusals, 'submission-answer-misshapen', { field: field.code, value: shown, expected: field.kind });
  return field.kind !== 'option' || field.options.includes(value)
    ? undefined
    : refuse(submissionRefusals, 'submission-answer-not-an-option', { field: field.code, value: shown, options: field.options.join('、') });
};

/** Every answer is of a field of the form, once and of its kind, and no required field is left out. */
export const answersFit = ({ data: { form, answers } }: Submit, { fields }: FormSchema): Rejection | undefined => {
  for (const [n, { field: code, value }] of answers.entries()) {
    const field = fields.find((each) => each.code === code);
    if (field === undefined) return refuse(submissionRefusals, 'submission-field-unknown', { form, field: code });
    if (answers.findIndex((each) => each.field === code) < n) return refuse(submissionRefusals, 'submission-field-twice', { field: code });
    const refused = answerFits(field, value);
    if (refused !== undefined) return refused;
  }
  const missing = fields.find(({ code, isRequired }) => isRequired && !answers.some(({ field }) => field === code));
  return missing === undefined ? undefined : refuse(submissionRefusals, 'submission-field-missing', { field: missing.code });
};
