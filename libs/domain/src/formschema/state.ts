import type { EffectiveDate } from '../kernel/index.ts';
import type { FormSchemaEvent, FormSchemaFact } from './events.ts';

type Published = FormSchemaFact['data'];
export type FormField = Published['fields'][number];

/** One version of the forms. */
export interface FormSchemaVersion extends Pick<Published, 'version' | 'title' | 'sample' | 'fields'> {
  readonly validFrom: EffectiveDate;
}

/** By version, from 1; each begins no earlier than the one before. */
export type FormSchemaState = readonly FormSchemaVersion[];

export const noForms: FormSchemaState = [];

/** The version whose fields hold on a day; undefined before the first. */
export const formsOn = (state: FormSchemaState, on: EffectiveDate): FormSchemaVersion | undefined =>
  state.findLast(({ validFrom }) => validFrom <= on);

/** Folds one event of a `formschema-<code>-<year>` stream. */
export const evolve = (state: FormSchemaState, { data, effectiveOn }: FormSchemaEvent): FormSchemaState => {
  const { version, title, sample, fields } = data;
  return [...state, { version, title, sample, fields, validFrom: effectiveOn }];
};
