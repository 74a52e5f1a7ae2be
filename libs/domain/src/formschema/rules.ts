// The policy of the formschema context: each rule is a function that names what is wrong, or nothing.
import { type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { FormSchemaCommand } from './commands.ts';
import type { FormField, FormSchemaState } from './state.ts';

export const formSchemaRefusals = {
  'formschema-field-twice': {
    kind: 'unacceptable',
    en: 'The form {form} has two fields {field}.',
    zh: '表单{form}中字段{field}重复。',
  },
  'formschema-options-missing': {
    kind: 'unacceptable',
    en: 'The field {field} is a choice without options.',
    zh: '选择字段{field}没有可选项。',
  },
  'formschema-options-superfluous': {
    kind: 'unacceptable',
    en: 'The field {field} is no choice, but has options.',
    zh: '字段{field}不是选择字段，不应列出可选项。',
  },
  'formschema-option-twice': {
    kind: 'unacceptable',
    en: 'The field {field} has an option twice.',
    zh: '字段{field}的可选项重复。',
  },
  'formschema-unit-superfluous': {
    kind: 'unacceptable',
    en: 'The field {field} is no number, but has a unit.',
    zh: '字段{field}不是数值，不应有计量单位。',
  },
  'formschema-supplies-no-figure': {
    kind: 'unacceptable',
    en: 'The field {field} cannot supply the quantity {quantity}: a text or a date is no figure.',
    zh: '字段{field}不能提供数据项{quantity}：文字和日期不是数据。',
  },
  'formschema-quantity-twice': {
    kind: 'unacceptable',
    en: 'Two fields of the form {form} supply the quantity {quantity}.',
    zh: '表单{form}中有两个字段提供同一数据项{quantity}。',
  },
  'formschema-too-large': {
    kind: 'unacceptable',
    en: 'The forms take {bytes} bytes; the most is {most}.',
    zh: '表单内容共{bytes}字节，最多{most}字节。',
  },
  'formschema-begins-before-previous': {
    kind: 'conflict',
    en: 'The forms cannot hold from {effectiveOn}: version {previous} holds from {validFrom} only.',
    zh: '表单不能自{effectiveOn}起适用：第{previous}版自{validFrom}起才适用。',
  },
} as const satisfies RefusalCatalogue;

type Publish = Rule<FormSchemaCommand, FormSchemaState>;

/** The first of a list that stood before already, as `same` tells. */
const repeated = <T>(list: readonly T[], same: (left: T, right: T) => boolean): T | undefined =>
  list.find((each, n) => list.findIndex((other) => same(each, other)) < n);

const fieldsAreOnce: Publish = ({ data }) => {
  const twice = repeated(data.fields, (left, right) => left.form === right.form && left.code === right.code);
  return twice === undefined ? undefined : refuse(formSchemaRefusals, 'formschema-field-twice', { form: twice.form, field: twice.code });
};

const isNumber = ({ kind }: FormField): boolean => kind === 'decimal' || kind === 'integer';

/** What is wrong with one field. */
const faultOf = (field: FormField): keyof typeof formSchemaRefusals | undefined => {
  const { kind, options, unit, quantity } = field;
  if (kind === 'option' && options.length === 0) return 'formschema-options-missing';
  if (kind !== 'option' && options.length > 0) return 'formschema-options-superfluous';
  if (repeated(options, (left, right) => left.code === right.code) !== undefined) return 'formschema-option-twice';
  if (!isNumber(field) && unit !== '') return 'formschema-unit-superfluous';
  return quantity !== null && (kind === 'text' || kind === 'date') ? 'formschema-supplies-no-figure' : undefined;
};

const fieldsAreSound: Publish = ({ data }) => {
  for (const field of data.fields) {
    const fault = faultOf(field);
    if (fault !== undefined) return refuse(formSchemaRefusals, fault, { field: field.code, quantity: String(field.quantity) });
  }
  return undefined;
};

const quantitiesAreOnce: Publish = ({ data }) => {
  const supplying = data.fields.filter(({ quantity }) => quantity !== null);
  const twice = repeated(supplying, (left, right) => left.form === right.form && left.quantity === right.quantity);
  return twice === undefined
    ? undefined
    : refuse(formSchemaRefusals, 'formschema-quantity-twice', { form: twice.form, quantity: String(twice.quantity) });
};

/** Bytes of the forms as JSON: an event holds 60 KiB. */
export const mostBytes = 50_000;

const notTooLarge: Publish = ({ data }) => {
  const bytes = encodeURIComponent(JSON.stringify(data)).replaceAll(/%[\dA-F]{2}/g, ' ').length;
  return bytes > mostBytes ? refuse(formSchemaRefusals, 'formschema-too-large', { bytes, most: mostBytes }) : undefined;
};

const followsPrevious: Publish = ({ effectiveOn }, state) => {
  const last = state.at(-1);
  return last === undefined || effectiveOn >= last.validFrom
    ? undefined
    : refuse(formSchemaRefusals, 'formschema-begins-before-previous', {
        effectiveOn,
        previous: last.version,
        validFrom: last.validFrom,
      });
};

export const publishRules: readonly Publish[] = [notTooLarge, fieldsAreOnce, fieldsAreSound, quantitiesAreOnce, followsPrevious];
