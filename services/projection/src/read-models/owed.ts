// What everyone owes in a cycle: the forms that have fields, and the figures that its standard cannot do without.
import type { Standard } from '@yimu/domain/scoring';
import type { FormKind } from '@yimu/domain/submission/events';
import { requiredQuantities } from '@yimu/domain/submission/read';
import { givenAs } from '../projections/submission-progress.ts';
import type { View } from '../tenancy/view.ts';
import { readCycles } from './cycles.ts';
import { readFormSchema } from './form-schemas.ts';
import { readContents } from './standards.ts';

/** A figure that is owed. */
export interface OwedFigure {
  readonly quantity: string;
  readonly supplier: string;
  /** The names under one of which it is there (projections/submission-progress.ts). */
  readonly given: readonly [full: string, merged: string];
}

export interface Owed {
  readonly forms: readonly FormKind[];
  readonly figures: readonly OwedFigure[];
  readonly figureYear: number;
}

/** @param fields JSON: of the forms in force; a form without fields is owed by nobody */
const formsIn = (fields: string | undefined): readonly FormKind[] => {
  const kinds = new Set((JSON.parse(fields ?? '[]') as readonly { readonly form: FormKind }[]).map(({ form }) => form));
  return (['self-assessment', 'enterprise-information', 'survey'] as const).filter((kind) => kinds.has(kind));
};

/** The arguments of SQL's unnest for figures that are owed: a row for each, with its supplier and both names. */
export const asRows = (figures: readonly OwedFigure[], bind: (value: unknown) => string): string =>
  [
    `${bind(figures.map(({ supplier }) => supplier))}::text[]`,
    `${bind(figures.map(({ given }) => given[0]))}::text[] collate "C"`,
    `${bind(figures.map(({ given }) => given[1]))}::text[] collate "C"`,
  ].join(', ');

/** The condition that a figure o of `asRows` is not among what is given. */
export const isNotGiven = (given: string): string => `o.whole <> all (${given}) and o.merged <> all (${given})`;

/** What is owed in a cycle at the point asked about; undefined where the cycle or its standard lies outside the scope. */
export const readOwed = async (view: View, cycle: string): Promise<Owed | undefined> => {
  const [row] = await readCycles(view, { cycles: [cycle] });
  if (row === undefined) return undefined;
  const { standard_jurisdiction: jurisdiction, standard_year: year, standard_version: version, subject } = row;
  const [found] = await readContents(view, [{ jurisdiction, year, version, subject }]);
  if (found === undefined) return undefined;
  const standard = JSON.parse(found.content) as Standard;
  const required = requiredQuantities(standard);
  const schema = await readFormSchema(view, row.cycle_jurisdiction, row.cycle_year);
  return {
    forms: formsIn(schema?.fields),
    figures: standard.quantities
      .filter(({ code }) => required.has(code))
      .map(({ code, suppliedBy, merge }) => ({ quantity: code, supplier: suppliedBy, given: givenAs(code, row.figure_year, merge) })),
    figureYear: row.figure_year,
  };
};
