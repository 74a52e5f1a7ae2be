// 完整性: what is still owed, of one health check and of a jurisdiction.
import { isWithin, jurisdictionCode, levelOf, paddedCode } from '@yimu/domain/kernel';
import type { FormKind } from '@yimu/domain/submission/events';
import { type ProgressCountRow, readProgressCounts } from '../read-models/completeness.ts';
import { type Owed, readOwed } from '../read-models/owed.ts';
import { type FigureRow, type FormRow, readEnterprises, readFigures, readGiven, readSubmittedForms } from '../read-models/submissions.ts';
import { columnOf, withinOf } from '../read-models/within.ts';
import { checked } from './arguments.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cycleKey } from './cycles.ts';
import type { HealthCheckNode } from './health-check-node.ts';
import { upper } from './naming.ts';
import { readPublicParties } from './public-party.ts';
import type { PlaceArguments } from './standards.ts';
import { grouped, together } from './together.ts';

/** A health check with what the caller may see of it. */
interface Seen {
  readonly check: HealthCheckNode;
  readonly owed: Owed;
  readonly enterprises: readonly string[];
  readonly forms: readonly FormRow[];
  readonly figures: readonly FigureRow[];
  /** Undefined to an enterprise. */
  readonly progress: { readonly given: readonly string[]; readonly survey: boolean } | undefined;
}

interface LackingForm {
  readonly form: FormKind;
  readonly partyId: string | null;
}

const lackingForms = ({ check, enterprises, forms, progress }: Seen, form: FormKind): readonly LackingForm[] => {
  const isThere = (of: string): boolean => forms.some((each) => each.form === form && each.party_id === of && each.status !== 'returned');
  switch (form) {
    case 'self-assessment':
      return check.row.self_assessed ? [] : [{ form, partyId: null }];
    case 'survey':
      // The town's, or a technical unit's: no enterprise owes it.
      return progress === undefined || progress.survey ? [] : [{ form, partyId: null }];
    case 'enterprise-information':
      return enterprises.filter((each) => !isThere(each)).map((partyId) => ({ form, partyId }));
  }
};

const missingFigures = ({ owed, enterprises, figures, progress }: Seen) => {
  const hasGiven = (code: string, of: string | null): boolean =>
    figures.some(({ quantity, party_id, known, period }) => quantity === code && party_id === of && known && period === owed.figureYear);
  const isMissing = ({ quantity, supplier, given }: Owed['figures'][number]): boolean =>
    progress === undefined
      ? supplier === '用地主体' && ![null, ...enterprises].some((each) => hasGiven(quantity, each))
      : !given.some((name) => progress.given.includes(name));
  return owed.figures
    .filter(isMissing)
    .map(({ quantity, supplier }) => ({ quantity, supplier, enterprises: enterprises.filter((each) => !hasGiven(quantity, each)) }));
};

/** What health checks still owe, as a field of theirs. */
export const healthCheckCompleteness = together(async (view, checks: readonly HealthCheckNode[]) => {
  const entities = checks.map(({ row }) => row.entity);
  const byCheck = <R extends { readonly entity: string }>(rows: readonly R[]) => grouped(rows, ({ entity }) => entity);
  const enterprises = byCheck(await readEnterprises(view, entities));
  const forms = byCheck(await readSubmittedForms(view, entities));
  const figures = byCheck(await readFigures(view, entities));
  const given = byCheck(await readGiven(view, entities));
  const owed = new Map<string, Owed | undefined>();
  for (const cycle of new Set(checks.map(({ row }) => row.cycle))) owed.set(cycle, await readOwed(view, cycle));
  const publicParty = await readPublicParties(
    view,
    [...enterprises.values()].flat().map(({ party_id }) => party_id),
  );
  return checks.map((check) => {
    const { entity, cycle } = check.row;
    const of = owed.get(cycle);
    const progress = given.get(entity)?.[0];
    if (of === undefined || (progress === undefined && check.only === undefined)) return null;
    const named = (enterprises.get(entity) ?? []).map(({ party_id }) => party_id);
    const seen = { check, owed: of, enterprises: named, forms: forms.get(entity) ?? [], figures: figures.get(entity) ?? [], progress };
    const lacking = of.forms.flatMap((form) => lackingForms(seen, form));
    const lackingFigures = missingFigures(seen);
    return {
      complete: lacking.length + lackingFigures.length === 0,
      forms: lacking.map(({ form, partyId }) => ({ form: upper(form), party: partyId === null ? null : publicParty(partyId) })),
      figures: lackingFigures.map((each) => ({ ...each, enterprises: each.enterprises.map(publicParty) })),
    };
  });
});

const sum = <R>(rows: readonly R[], of: (row: R) => string | number): number => rows.reduce((total, row) => total + Number(of(row)), 0);

/** The counts of several codes together: every health check lies in one of them. */
const counted = (owed: Owed, progress: readonly ProgressCountRow[]) => {
  const opened = sum(progress, (row) => row.opened);
  const missing = {
    'self-assessment': (row: ProgressCountRow) => row.self_assessment,
    'enterprise-information': (row: ProgressCountRow) => row.information,
    survey: (row: ProgressCountRow) => row.survey,
  } as const;
  return {
    opened,
    complete: sum(progress, (row) => row.complete),
    missingForms: owed.forms.map((form) => ({ form: upper(form), missing: sum(progress, missing[form]) })),
    suppliers: [...grouped(owed.figures, ({ supplier }) => supplier)].map(([supplier, figures]) => {
      const rows = progress.flatMap((row) => row.suppliers ?? []).filter((row) => row.supplier === supplier);
      return {
        supplier,
        required: figures.length,
        complete: opened - sum(rows, (row) => row.lacking),
        missingFigures: sum(rows, (row) => row.figures),
      };
    }),
  };
};

const levelBelow = { city: 'district_code', district: 'town_code', town: 'town_code' } as const;

export const completenessQueries = {
  completeness: async (
    _: unknown,
    args: { readonly jurisdiction: string; readonly cycle: PlaceArguments } & TimeArguments,
    operation: Operation,
  ) => {
    const point = pointOf(operation, args);
    const code = checked('jurisdiction', jurisdictionCode, args.jurisdiction);
    const { scope } = operation.actor;
    if (scope.kind !== 'subtree' || !isWithin(code, scope.value)) return null;
    const view = viewAt(operation, point);
    const cycle = cycleKey(args.cycle);
    const owed = await readOwed(view, cycle);
    if (owed === undefined) return null;
    const [inside, level] = [withinOf(code), levelBelow[levelOf(code)]];
    const progress = await readProgressCounts(view, cycle, owed, inside, level);
    // What lies in no town but in the district itself is in the sum alone.
    const below = progress.filter((row) => level !== columnOf(code) && row.code !== code && row.code !== paddedCode(code));
    return {
      jurisdiction: code,
      cycle: { jurisdiction: args.cycle.jurisdiction, year: args.cycle.year, subject: args.cycle.subject ?? 'PARCEL' },
      figureYear: owed.figureYear,
      counts: counted(owed, progress),
      children: below.map((row) => ({ jurisdiction: row.code, counts: counted(owed, [row]) })),
    };
  },
};
