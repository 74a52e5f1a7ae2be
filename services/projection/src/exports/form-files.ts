// The workbooks of many health checks, made in batches while they are sent: no connection is held between two batches.
import { formWorkbook } from '@yimu/spreadsheet';
import { grouped } from '../graphql/together.ts';
import type { FormSchemaRow } from '../read-models/form-schemas.ts';
import { type HealthCheckRow, readEarlierChecks, readEnterprises, readFigures, readSubmittedForms } from '../read-models/submissions.ts';
import type { View } from '../tenancy/view.ts';
import { type FormContent, formNotes, formSheets } from './form-sheets.ts';
import { factsOfParcels, partyFacts } from './registry-facts.ts';

/** Health checks of one cycle, which is of parcels or of enterprises. */
const contentsOf = async (
  view: View,
  schema: FormSchemaRow,
  checks: readonly HealthCheckRow[],
  only: string | undefined,
): Promise<readonly FormContent[]> => {
  const [first] = checks;
  if (first === undefined) return [];
  const ids = checks.map(({ subject_id }) => subject_id);
  const earlier = new Map((await readEarlierChecks(view, first.subject, ids, first.cycle_year)).map((row) => [row.subject_id, row.entity]));
  const entities = [...checks.map(({ entity }) => entity), ...earlier.values()];
  const forms = grouped(await readSubmittedForms(view, entities), ({ entity }) => entity);
  const figures = grouped(await readFigures(view, entities), ({ entity }) => entity);
  const enterprises = grouped(await readEnterprises(view, entities), ({ entity }) => entity);
  const facts = first.subject === 'parcel' ? await factsOfParcels(view, ids) : new Map();
  const parties = await partyFacts(
    view,
    [...enterprises.values()].flat().map(({ party_id }) => party_id),
  );
  const suppliedIn = (entity: string) => ({ forms: forms.get(entity) ?? [], figures: figures.get(entity) ?? [] });
  return checks.map((check) => {
    const before = earlier.get(check.subject_id);
    return {
      check,
      schema,
      only,
      enterprises: (enterprises.get(check.entity) ?? []).map(({ party_id }) => party_id),
      supplied: [suppliedIn(check.entity), ...(before === undefined ? [] : [suppliedIn(before)])],
      facts: facts.get(check.subject_id),
      parties,
    };
  });
};

/** Reads at one point, with a connection that is given back afterwards. */
export type ReadOnce = <A>(read: (view: View) => Promise<A>) => Promise<A>;

const batchSize = 50;

/** Answers the workbook of the n-th health check. Asked in order, each batch is read once. */
export const workbooksOf = (
  readOnce: ReadOnce,
  schema: FormSchemaRow,
  checks: readonly HealthCheckRow[],
  only: string | undefined,
): ((n: number) => Promise<Uint8Array>) => {
  let batch: { readonly from: number; readonly contents: Promise<readonly FormContent[]> } | undefined;
  return async (n) => {
    const from = n - (n % batchSize);
    if (batch?.from !== from)
      batch = { from, contents: readOnce((view) => contentsOf(view, schema, checks.slice(from, from + batchSize), only)) };
    const content = (await batch.contents)[n - from];
    if (content === undefined) throw new Error(`there is no health check ${n}`);
    return formWorkbook(formSheets(content), formNotes(content));
  };
};
