// What the sample forms are made of.
import type { FormField } from '../state.ts';

type Form = FormField['form'];
/** 中文, English. */
export type Name = readonly [zh: string, en: string];

const named = ([zh, en]: Name): FormField['name'] => ({ zh, en });

const plain = { unit: '', options: [], isRequired: false, quantity: null };

/** The fields of one form. */
export const fieldsOf = (form: Form) => ({
  said: (code: string, kind: 'text' | 'date' | 'yes-no' | 'integer', name: Name): FormField => ({
    ...plain,
    form,
    code,
    kind,
    name: named(name),
  }),
  number: (code: string, name: Name, unit: string, quantity: string | null = null): FormField => ({
    ...plain,
    form,
    code,
    kind: 'decimal',
    name: named(name),
    unit,
    quantity,
  }),
  choice: (code: string, name: Name, ...options: readonly (readonly [code: string, zh: string, en: string])[]): FormField => ({
    ...plain,
    form,
    code,
    kind: 'option',
    name: named(name),
    options: options.map(([option, ...words]) => ({ code: option, name: named(words) })),
  }),
});

/** That must be answered. */
export const required = (field: FormField): FormField => ({ ...field, isRequired: true });
