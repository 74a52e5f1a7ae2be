// 体检表: whose, its forms and figures, as far as the caller may see them, and the fields of forms.
import type { FormSchemaFact } from '@yimu/domain/formschema/events';
import { jurisdictionCode } from '@yimu/domain/kernel';
import { type FormSchemaRow, readFormSchema } from '../read-models/form-schemas.ts';
import { readOwed } from '../read-models/owed.ts';
import { readParcels } from '../read-models/parcels.ts';
import {
  type ContradictionRow,
  type FigureRow,
  type FormRow,
  readContradictions,
  readEnterprises,
  readFigures,
  readHealthChecks,
  readSubmittedForms,
} from '../read-models/submissions.ts';
import { withinOf } from '../read-models/within.ts';
import type { View } from '../tenancy/view.ts';
import { checked, type PageArguments } from './arguments.ts';
import { healthCheckCompleteness } from './completeness.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { cycleKey } from './cycles.ts';
import { type HealthCheckNode, healthCheck } from './health-check-node.ts';
import { listOf, lower, upper, upperOrNull } from './naming.ts';
import * as present from './present.ts';
import { type PublicParty, readPublicParties } from './public-party.ts';
import type { PlaceArguments } from './standards.ts';
import { grouped, together } from './together.ts';
import { uuid } from './uuid.ts';

/** An enterprise is told of itself. */
const onlyOf = ({ actor: { scope } }: Operation): string | undefined => (scope.kind === 'party' ? scope.value : undefined);

const formSchema = (row: FormSchemaRow) => ({
  jurisdiction: row.jurisdiction,
  year: row.year,
  version: row.version,
  titleZh: row.title_zh,
  titleEn: row.title_en,
  sample: row.sample,
  validFrom: row.valid_from,
  fields: listOf<FormSchemaFact['data']['fields'][number]>(row.fields).map((field) => ({
    form: upper(field.form),
    code: field.code,
    nameZh: field.name.zh,
    nameEn: field.name.en,
    kind: upper(field.kind),
    unit: field.unit,
    options: field.options.map(({ code, name }) => ({ code, nameZh: name.zh, nameEn: name.en })),
    required: field.isRequired,
    quantity: field.quantity,
  })),
  revision: row.revision,
});

interface ListArguments extends PageArguments {
  readonly cycle: PlaceArguments;
  readonly within?: string | null;
  readonly missing?: { readonly form?: string | null; readonly supplier?: string | null } | null;
}

/** What a list keeps; undefined for everything, null where nobody can say what is owed. */
const missingOf = async (view: View, { cycle, missing }: ListArguments) => {
  if (missing == null) return undefined;
  const owed = await readOwed(view, cycleKey(cycle));
  return owed === undefined ? null : { owed, form: lower(missing.form), supplier: missing.supplier ?? undefined };
};

export const submissionQueries = {
  healthChecks: async (_: unknown, args: ListArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const inside = args.within == null ? undefined : withinOf(checked('within', jurisdictionCode, args.within));
    const missing = await missingOf(view, args);
    const { cycle, asOf, knownAt } = args;
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['healthChecks', operation.actor.scope, cycle, args.within, args.missing, asOf, knownAt]),
      async (limit, after) =>
        missing === null ? [] : readHealthChecks(view, { cycle: cycleKey(cycle), within: inside, missing }, { limit, after }),
      (row) => ({ sort: row.code, id: row.subject_id }),
      (row) => healthCheck(row, point, onlyOf(operation)),
    );
  },

  healthCheck: async (
    _: unknown,
    args: { readonly subjectId: string; readonly cycle: PlaceArguments } & TimeArguments,
    operation: Operation,
  ) => {
    const point = pointOf(operation, args);
    const id = uuid.safeParse(args.subjectId);
    if (!id.success) return null;
    const [row] = await readHealthChecks(
      viewAt(operation, point),
      { cycle: cycleKey(args.cycle), subjectIds: [id.data.toLowerCase()] },
      { limit: 1 },
    );
    return row === undefined ? null : healthCheck(row, point, onlyOf(operation));
  },

  formSchema: async (_: unknown, args: { readonly jurisdiction: string; readonly year: number } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const row = await readFormSchema(viewAt(operation, point), checked('jurisdiction', jurisdictionCode, args.jurisdiction), args.year);
    return row === undefined ? null : formSchema(row);
  },
};

/** A field of health checks whose rows name an enterprise each, or none. */
const ofChecks = <R extends { readonly entity: string; readonly party_id: string | null }, A>(
  read: (view: View, entities: readonly string[]) => Promise<readonly R[]>,
  nodeOf: (row: R, party: PublicParty | null) => A,
) =>
  together(async (view, checks: readonly HealthCheckNode[]) => {
    const rows = await read(
      view,
      checks.map(({ row }) => row.entity),
    );
    const publicParty = await readPublicParties(
      view,
      rows.flatMap(({ party_id }) => party_id ?? []),
    );
    const byCheck = grouped(rows, ({ entity }) => entity);
    return checks.map(({ row }) =>
      (byCheck.get(row.entity) ?? []).map((each) => nodeOf(each, each.party_id === null ? null : publicParty(each.party_id))),
    );
  });

const submittedForm = (row: FormRow, party: PublicParty | null) => ({
  form: upper(row.form),
  party,
  status: upper(row.status),
  filledBy: upper(row.filled_by),
  mandateId: row.mandate_id,
  schemaRef: { jurisdiction: row.schema_jurisdiction, year: row.schema_year, version: row.schema_version },
  answers: listOf<unknown>(row.answers),
  returnReason: row.return_reason,
  returnedFields: listOf<string>(row.returned_fields),
  eventId: row.submission,
});

const suppliedFigure = (row: FigureRow, party: PublicParty | null) => ({
  quantity: row.quantity,
  party,
  supplier: row.supplier,
  period: row.period,
  unit: row.unit,
  value: row.value,
  known: row.known,
  masked: !row.shown,
  form: upperOrNull(row.form),
  eventId: row.supply,
  corrects: row.replaced,
});

const contradiction = (row: ContradictionRow, party: PublicParty | null) => ({
  quantity: row.quantity,
  party,
  supplier: row.supplier,
  period: row.period,
  standingValue: row.standing_value,
  said: row.said,
  masked: !row.shown,
  open: row.stands,
  eventId: row.contradiction,
  standingEventId: row.standing,
});

export const submissionLoaders = {
  HealthCheck: {
    parcel: together(async (view, checks: readonly HealthCheckNode[]) => {
      const ids = checks.flatMap(({ row }) => (row.subject === 'parcel' ? [row.subject_id] : []));
      const rows = ids.length === 0 ? [] : await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length });
      const parcels = new Map(rows.map((row) => [row.parcel_id, present.parcel(row, view.point)]));
      return checks.map(({ subjectId }) => parcels.get(subjectId) ?? null);
    }),
    enterprises: ofChecks(readEnterprises, (_, party) => party),
    forms: ofChecks(readSubmittedForms, submittedForm),
    figures: ofChecks(readFigures, suppliedFigure),
    contradictions: ofChecks(readContradictions, contradiction),
    completeness: healthCheckCompleteness,
  },
};
