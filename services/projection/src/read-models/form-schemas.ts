import { withAllAbove } from '@yimu/domain/kernel';
import type { View } from '../tenancy/view.ts';

export interface FormSchemaRow {
  readonly jurisdiction: string;
  readonly year: number;
  readonly version: number;
  readonly title_zh: string;
  readonly title_en: string;
  readonly sample: string | null;
  readonly valid_from: string;
  /** JSON. */
  readonly fields: string;
  readonly revision: number;
}

/** The forms in force in a place and year: its own, else those of the level above; undefined where there are none. */
export const readFormSchema = async (view: View, jurisdiction: string, year: number): Promise<FormSchemaRow | undefined> => {
  const codes = withAllAbove(jurisdiction);
  const [row] = await view.read<FormSchemaRow>(
    ({ bind, at, within }) => `select f.jurisdiction, f.year, f.version, f.title_zh, f.title_en, f.sample, f.valid_from::text as valid_from,
        f.fields, f.revision
      from form_schema f where f.jurisdiction = any(${bind(codes)}) and f.year = ${bind(year)} and ${at('f')} and ${within('form_schema', 'f')}
      order by array_position(${bind(codes)}::text[], f.jurisdiction) limit 1`,
  );
  return row;
};
