// What others ask of a 体检表: the inputs it is scored by, and what is still missing.
import { isDecimal } from '../kernel/index.ts';
import { type Input, merged, type Quantity, quantitiesIn, quantitiesOf, type Standard, type Supplier } from '../scoring/index.ts';
import type { FormKind } from './events.ts';
import type { Figure, HealthCheck } from './state.ts';

/** True when a figure can be one of the quantity: another standard may ask for the same code in another unit, or for other options. */
const fits = ({ kind, unit, options }: Quantity, figure: Figure & { readonly value: string }): boolean => {
  if (unit !== figure.unit) return false;
  return kind === 'option' ? options.includes(figure.value) : isDecimal(figure.value);
};

const input = ({ quantity, value, event }: Figure & { readonly value: string }): Input => ({ quantity, value, events: [event] });

/**
 * What a subject is scored by: its own figure of a quantity, else that of the enterprises on it, merged as the standard says (only
 * those that the 体检表 names). What the standard does not ask for, or asks for otherwise, is left out; what was withdrawn is missing.
 * In the order of the standard's quantities; it never depends on the order of arrival.
 * @param figureYear figures of other years are left out; without it all count
 */
export const inputsOf = (
  { quantities }: Pick<Standard, 'quantities'>,
  { figures, enterprises }: Pick<HealthCheck, 'figures' | 'enterprises'>,
  figureYear?: number,
): readonly Input[] => {
  const own = new Map<string, Figure & { readonly value: string }>();
  const shares = new Map(enterprises.map((partyId) => [partyId, new Map<string, Input>()]));
  const asked = new Map(quantities.map((quantity) => [quantity.code, quantity]));
  let isShared = false;
  for (const figure of figures) {
    const { value, partyId } = figure;
    const quantity = asked.get(figure.quantity);
    if (value === null || quantity === undefined || (figureYear !== undefined && figure.period !== figureYear)) continue;
    const given = { ...figure, value };
    if (!fits(quantity, given)) continue;
    if (partyId === null) own.set(figure.quantity, given);
    else {
      shares.get(partyId)?.set(figure.quantity, input(given));
      isShared = true;
    }
  }
  const parts = isShared ? [...shares.values()] : [];
  return quantities.flatMap((quantity): readonly Input[] => {
    const whole = own.get(quantity.code);
    if (whole !== undefined) return [input(whole)];
    // Only what is of this quantity: nobody has to look through the rest for it.
    const given = parts.map((part) => part.get(quantity.code)).map((of) => ({ inputs: of === undefined ? [] : [of] }));
    return merged({ quantities: [quantity] }, given);
  });
};

/** The codes of what everyone owes: the figures of required indicators, and what decides on the cohort or on a veto. */
export const requiredQuantities = ({
  indicators,
  cohorts,
  determinations,
}: Pick<Standard, 'indicators' | 'cohorts' | 'determinations'>): ReadonlySet<string> =>
  new Set([
    ...quantitiesOf(indicators.filter(({ required }) => required).map(({ formula }) => formula)),
    ...cohorts.flatMap(({ within }) => within.map(({ quantity }) => quantity)),
    ...determinations.filter(({ kind }) => kind === 'veto').flatMap(({ when }) => quantitiesIn(when)),
  ]);

/** A form that is owed: nothing was submitted, or it was returned. */
export interface MissingForm {
  readonly form: FormKind;
  readonly partyId: string | null;
}

/** A figure that is owed, and the enterprises of which it is; none where the parcel's own would do. */
export interface MissingFigure {
  readonly supplier: Supplier;
  readonly quantity: string;
  readonly enterprises: readonly string[];
}

export interface Completeness {
  readonly forms: readonly MissingForm[];
  readonly figures: readonly MissingFigure[];
}

const missingForms = (kinds: ReadonlySet<FormKind>, { forms, enterprises }: HealthCheck): readonly MissingForm[] => {
  const isThere = (kind: FormKind, of?: string): boolean =>
    forms.some(({ form, partyId, status }) => form === kind && status !== 'returned' && (of === undefined || partyId === of));
  const ofParcel = (['self-assessment', 'survey'] as const).filter((form) => kinds.has(form) && !isThere(form));
  const form = 'enterprise-information';
  const ofEnterprises = kinds.has(form) ? enterprises.filter((partyId) => !isThere(form, partyId)) : [];
  return [...ofParcel.map((each) => ({ form: each, partyId: null })), ...ofEnterprises.map((partyId) => ({ form, partyId }) as const)];
};

/**
 * What is still owed of one 体检表: missing is not zero.
 * @param fields the fields of all forms of the schema in force; a form without fields is owed by nobody
 * @param figureYear figures of other years do not count; without it all do
 */
export const completenessOf = (
  standard: Pick<Standard, 'quantities' | 'indicators' | 'cohorts' | 'determinations'>,
  fields: readonly { readonly form: FormKind }[],
  state: HealthCheck,
  figureYear?: number,
): Completeness => {
  const required = requiredQuantities(standard);
  const known = new Set(inputsOf(standard, state, figureYear).map(({ quantity }) => quantity));
  const hasGiven = (code: string, of: string): boolean =>
    state.figures.some(
      ({ quantity, partyId, value, period }) =>
        quantity === code && partyId === of && value !== null && (figureYear === undefined || period === figureYear),
    );
  return {
    forms: missingForms(new Set(fields.map(({ form }) => form)), state),
    figures: standard.quantities
      .filter(({ code }) => required.has(code) && !known.has(code))
      .map(({ code, suppliedBy }) => ({
        supplier: suppliedBy,
        quantity: code,
        enterprises: state.enterprises.filter((partyId) => !hasGiven(code, partyId)),
      })),
  };
};
