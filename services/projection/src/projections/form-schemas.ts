import type { FormSchemaEvent, FormSchemaFact } from '@yimu/domain/formschema/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { DatedProjection, DatedRow } from '../engine/projection.ts';

/** A version with its first day. */
type Version = FormSchemaFact['data'] & { readonly from: string };

/** The fields of forms, version by version: each holds until the next one does. */
export const formSchemas: DatedProjection<readonly Version[]> = {
  name: 'form-schemas',
  category: 'formschema',
  tables: ['form_schema'],
  initial: [],
  evolve: (versions, recorded: RecordedEvent) => {
    const { data, effectiveOn } = recorded as unknown as FormSchemaEvent;
    return [...versions, { ...data, from: effectiveOn }];
  },
  datedRows: (versions) =>
    versions.flatMap((version, n): readonly DatedRow[] => {
      const { jurisdiction, year, title, sample, fields, from } = version;
      const to = versions[n + 1]?.from ?? null;
      if (to === from) return [];
      const columns = {
        jurisdiction,
        year,
        version: version.version,
        title_zh: title.zh,
        title_en: title.en,
        sample,
        valid_from: from,
        fields: JSON.stringify(fields),
        ...levelCodes(jurisdiction),
      };
      return [{ table: 'form_schema', key: String(version.version), from, to, columns }];
    }),
};
