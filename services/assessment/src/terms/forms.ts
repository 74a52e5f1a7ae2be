// The forms in force: those of the cycle's own jurisdiction and year, else of the level above.
import { type FormSchemaVersion, formSchema, formsOn } from '@yimu/domain/formschema';
import { type EffectiveDate, foldRecorded, parentOf } from '@yimu/domain/kernel';
import type { FormKind } from '@yimu/domain/submission/events';
import type { EventStore } from '@yimu/event-store';
import { foldedOnce } from './folded-once.ts';

interface Place {
  readonly jurisdiction: string;
  readonly year: number;
}

/** A version with the place it belongs to. */
export interface FormsInForce extends FormSchemaVersion, Place {}

export const formSchemaStream = ({ jurisdiction, year }: Place): string => `formschema-${jurisdiction}-${year}`;

const versions = foldedOnce((history) => foldRecorded(formSchema, history));

/** The version whose fields hold on a day; undefined when neither the jurisdiction nor one above it has any. */
export const formsInForce = async (store: EventStore, place: Place, on: EffectiveDate): Promise<FormsInForce | undefined> => {
  const { jurisdiction, year } = place;
  const found = formsOn((await versions(store, formSchemaStream(place))) ?? [], on);
  if (found !== undefined) return { ...found, jurisdiction, year };
  const above = parentOf(jurisdiction);
  return above === undefined ? undefined : formsInForce(store, { jurisdiction: above, year }, on);
};

/** The fields of one form as the decider of forms reads them; null when no forms are in force. */
export const schemaOf = (forms: FormsInForce | undefined, kind: FormKind) => {
  if (forms === undefined) return null;
  const { jurisdiction, year, version } = forms;
  const fields = forms.fields
    .filter(({ form }) => form === kind)
    .map((field) => ({
      code: field.code,
      kind: field.kind,
      unit: field.unit,
      options: field.options.map(({ code }) => code),
      isRequired: field.isRequired,
      quantity: field.quantity,
    }));
  return fields.length === 0 ? null : { jurisdiction, year, version, fields };
};
