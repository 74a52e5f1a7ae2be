import type { SubjectKind, Supplier } from '../scoring/index.ts';
import type { FormKind, SubmissionEvent, SubmissionFact } from './events.ts';

export type SubmissionData<T extends SubmissionFact['type']> = Extract<SubmissionFact, { type: T }>['data'];
type Submitted = SubmissionData<'FormSubmitted'>;

/** What stands of one quantity for the parcel (partyId null) or for one enterprise on it. */
export interface Figure {
  readonly quantity: string;
  readonly partyId: string | null;
  /** Null when it was withdrawn: missing, not zero. */
  readonly value: string | null;
  readonly unit: string;
  readonly period: number;
  readonly supplier: Supplier;
  /** The event by which it stands: that of the supply, or of the last correction. */
  readonly event: string;
  /** The form it came with; null when it was supplied as such. */
  readonly form: FormKind | null;
  /** The event it replaced by correction; null when it was not corrected. */
  readonly replaced: string | null;
}

/** A form of the parcel (partyId null) or of one enterprise, as last submitted. */
export interface Form extends Pick<Submitted, 'form' | 'partyId' | 'schema' | 'answers' | 'filledBy' | 'mandateId'> {
  readonly status: 'submitted' | 'returned' | 'confirmed';
  /** Of the last submission. */
  readonly event: string;
  /** Why it was returned, and for which fields. */
  readonly returned: Pick<SubmissionData<'FormReturned'>, 'reason' | 'fields'> | null;
}

export interface Contradiction extends Pick<SubmissionData<'FigureContradicted'>, 'partyId' | 'quantity' | 'said' | 'standing'> {}

export interface HealthCheck {
  readonly kind: 'open';
  readonly subjectId: string;
  readonly subject: SubjectKind;
  readonly cycle: SubmissionData<'HealthCheckOpened'>['cycle'];
  /** What ranks equals in the end. */
  readonly code: string;
  readonly town: string;
  readonly enterprises: readonly string[];
  readonly figures: readonly Figure[];
  readonly forms: readonly Form[];
  readonly contradictions: readonly Contradiction[];
}

export type SubmissionState = { readonly kind: 'absent' } | HealthCheck;

export const absent: SubmissionState = { kind: 'absent' };

interface OfQuantity {
  readonly quantity: string;
  readonly partyId: string | null;
}
interface OfForm {
  readonly form: FormKind;
  readonly partyId: string | null;
}

/** What stands of a quantity for the parcel or an enterprise; undefined when nothing was ever supplied. */
export const figureOf = ({ figures }: Pick<HealthCheck, 'figures'>, of: OfQuantity): Figure | undefined =>
  figures.find(({ quantity, partyId }) => quantity === of.quantity && partyId === of.partyId);

/** The form of a kind for the parcel or an enterprise; undefined when it was never submitted. */
export const formOf = ({ forms }: Pick<HealthCheck, 'forms'>, of: OfForm): Form | undefined =>
  forms.find(({ form, partyId }) => form === of.form && partyId === of.partyId);

/** True for what a submission of the form takes the place of: the same form before; of self-assessment, of which a parcel has one, any other too. */
const isReplacedBy = (before: { readonly form: FormKind | null; readonly partyId: string | null }, { form, partyId }: OfForm): boolean =>
  before.form === form && (form === 'self-assessment' || before.partyId === partyId);

/** Without what an earlier submission of the form supplied: a new one replaces all of it. */
export const withoutForm = (figures: readonly Figure[], of: OfForm): readonly Figure[] =>
  figures.filter((figure) => !isReplacedBy(figure, of));

const opened = ({ data }: Extract<SubmissionEvent, { type: 'HealthCheckOpened' }>): HealthCheck => ({
  kind: 'open',
  ...data,
  figures: [],
  forms: [],
  contradictions: [],
});

const withFigure = (figures: readonly Figure[], figure: Figure): readonly Figure[] => [
  ...figures.filter(({ quantity, partyId }) => quantity !== figure.quantity || partyId !== figure.partyId),
  figure,
];

const submitted = (state: HealthCheck, { id, data }: Extract<SubmissionEvent, { type: 'FormSubmitted' }>): HealthCheck => {
  const { form, partyId, schema, answers, filledBy, mandateId } = data;
  const known = state.forms.filter((each) => !isReplacedBy(each, data));
  const now: Form = { form, partyId, schema, answers, filledBy, mandateId, status: 'submitted', event: id, returned: null };
  return { ...state, forms: [...known, now], figures: withoutForm(state.figures, data) };
};

const changed = (state: HealthCheck, event: Exclude<SubmissionEvent, { type: 'HealthCheckOpened' }>): HealthCheck => {
  const withForm = (of: OfForm, change: Partial<Form>): HealthCheck => ({
    ...state,
    forms: state.forms.map((each) => (each.form === of.form && each.partyId === of.partyId ? { ...each, ...change } : each)),
  });
  switch (event.type) {
    case 'EnterprisesRenamed':
      return { ...state, enterprises: event.data.enterprises };
    case 'FiguresSupplied': {
      const { partyId, supplier, period, form, figures } = event.data;
      const now = figures.map((figure): Figure => ({ ...figure, partyId, supplier, period, form, event: event.id, replaced: null }));
      return { ...state, figures: now.reduce(withFigure, state.figures) };
    }
    case 'FigureContradicted': {
      const { partyId, quantity, said, standing } = event.data;
      return { ...state, contradictions: [...state.contradictions, { partyId, quantity, said, standing }] };
    }
    case 'FigureCorrected': {
      const { partyId, quantity, value, unit, period, supplier } = event.data;
      const before = figureOf(state, event.data);
      const form = before?.form ?? null;
      const now = { partyId, quantity, value, unit, period, supplier, event: event.id, form, replaced: event.corrects ?? null };
      return { ...state, figures: withFigure(state.figures, now) };
    }
    case 'FormSubmitted':
      return submitted(state, event);
    case 'FormReturned': {
      const { reason, fields } = event.data;
      return withForm(event.data, { status: 'returned', returned: { reason, fields } });
    }
    case 'FormConfirmed':
      return withForm(event.data, { status: 'confirmed', returned: null });
  }
};

/** Folds one event of a `submission-<subjectId>-<code>-<year>` stream. */
export const evolve = (state: SubmissionState, event: SubmissionEvent): SubmissionState => {
  if (event.type === 'HealthCheckOpened') return opened(event);
  return state.kind === 'absent' ? state : changed(state, event);
};
