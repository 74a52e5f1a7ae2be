// What a form shows as known already: the answers and figures of this cycle, else of an earlier one, else what the registry says.
import type { FormSchemaFact } from '@yimu/domain/formschema/events';
import { listOf } from '../graphql/naming.ts';
import type { FigureRow, FormRow } from '../read-models/submissions.ts';

export type Field = FormSchemaFact['data']['fields'][number];

/** What was supplied of one subject in one cycle, as far as the caller may see it. */
export interface Supplied {
  readonly forms: readonly FormRow[];
  readonly figures: readonly FigureRow[];
}

/** A form of the parcel (null) or of one enterprise. */
export interface OfForm {
  readonly form: string;
  readonly partyId: string | null;
}

interface Answer {
  readonly field: string;
  readonly value: string;
}

/** An earlier version may have asked otherwise. */
const fits = ({ kind, options }: Field, value: string): boolean => {
  switch (kind) {
    case 'option':
      return options.some(({ code }) => code === value);
    case 'yes-no':
      return value === 'yes' || value === 'no';
    case 'decimal':
    case 'integer':
      return /^-?\d+(\.\d+)?$/.test(value) && (kind === 'decimal' || !value.includes('.'));
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'text':
      return value.length <= 500;
  }
};

const answered = ({ forms }: Supplied, { form, partyId }: OfForm, { code }: Field): string | undefined => {
  const row = forms.find((each) => each.form === form && each.party_id === partyId);
  return row === undefined ? undefined : listOf<Answer>(row.answers).find(({ field }) => field === code)?.value;
};

const figured = ({ figures }: Supplied, { partyId }: OfForm, { quantity, unit }: Field): string | undefined =>
  figures.find((each) => each.quantity === quantity && each.party_id === partyId && each.unit === unit)?.value ?? undefined;

/**
 * The known answers of a form, by field.
 * @param supplied of this cycle, then of earlier ones
 * @param facts of the registry, by the code of the field that asks for each
 */
export const knownIn = (
  fields: readonly Field[],
  of: OfForm,
  supplied: readonly Supplied[],
  facts: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> =>
  new Map(
    fields.flatMap((field): readonly (readonly [string, string])[] => {
      const said = supplied.flatMap((each) => [answered(each, of, field), figured(each, of, field)]);
      const value = [...said, facts.get(field.code)].find((each) => each !== undefined && fits(field, each));
      return value === undefined ? [] : [[field.code, value]];
    }),
  );
