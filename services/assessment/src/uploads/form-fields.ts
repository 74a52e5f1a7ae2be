// The fields of a form as a spreadsheet shows and reads them.
import type { FormField } from '@yimu/spreadsheet';
import type { FormsInForce } from '../terms/forms.ts';

type Field = FormsInForce['fields'][number];

/** The fields of one form, in Chinese, as the sheet asks them. */
export const sheetFields = ({ fields }: { readonly fields: readonly Readonly<Field>[] }, form: string): readonly FormField[] =>
  fields
    .filter((field) => field.form === form)
    .map(({ code, name, kind, unit, options, isRequired }) => ({
      code,
      name: name.zh,
      kind,
      unit,
      options: options.map((option) => ({ code: option.code, name: option.name.zh })),
      isRequired,
    }));
