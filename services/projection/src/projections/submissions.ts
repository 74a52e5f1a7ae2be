// 体检表 as rows: whose, its forms, the figures that stand, what contradicts them, and what is there of it.
import { type Figure, type Form, figureOf, type HealthCheck } from '@yimu/domain/submission/state';
import { levelCodes } from '../engine/level-codes.ts';
import type { Column, DailyProjection, ReadModelRow } from '../engine/projection.ts';
import { secretOf } from '../tenancy/secrecy.ts';
import { type CheckByDay, type CheckDay, type CheckOnDay, noDays, soleOf, tellDay } from './submission-days.ts';
import { givenOf, hasForm } from './submission-progress.ts';

/** What is supplied of a parcel or enterprise in a cycle. */
export const submissions: DailyProjection<CheckByDay, CheckDay> = {
  name: 'submissions',
  version: 2,
  category: 'submission',
  tables: [
    'health_check',
    'health_check_enterprise',
    'health_check_progress',
    'submission_form',
    'submission_figure',
    'submission_figure_detail',
    'submission_contradiction',
    'submission_contradiction_detail',
  ],
  heads: ['health_check'],
  initial: noDays,
  evolve: tellDay,
  days: ({ days }) => days,
  rowsOn: (standing) => rowsOf(standing),
};

const rowsOf = (standing: CheckOnDay): readonly ReadModelRow[] => {
  const { check, contradictions } = standing;
  const told = (of: OfEnterprise, event: string, form: string | null): Told => ({
    town: check.town,
    to: toldTo(standing, of, event, form),
  });
  return [
    ...checkRows(check),
    ...check.forms.flatMap((form) => formRows(told(form, form.event, form.form), form)),
    ...check.figures.flatMap((figure) => figureRows(told(figure, figure.event, figure.form), figure)),
    ...contradictions.flatMap((each, place) => {
      const stands = figureOf(check, each.data)?.event === each.data.standing.event;
      return contradictionRows(told(each.data, each.id, null), each, { place, stands });
    }),
  ];
};

const cycleKey = ({ cycle: { jurisdiction, year }, subject }: HealthCheck): string =>
  `${jurisdiction}-${year}${subject === 'enterprise' ? '-enterprise' : ''}`;

/** A list as PostgreSQL reads it. */
const arrayOf = (values: readonly string[]): string => `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

const checkRows = (check: HealthCheck): readonly ReadModelRow[] => {
  const places = levelCodes(check.town);
  const { subject, subjectId, code, town, cycle, enterprises } = check;
  const columns = {
    cycle: cycleKey(check),
    cycle_jurisdiction: cycle.jurisdiction,
    cycle_year: cycle.year,
    subject,
    subject_id: subjectId,
    code,
    jurisdiction: town,
    self_assessed: hasForm(check, 'self-assessment'),
  };
  const progress = {
    cycle: cycleKey(check),
    self_assessment: hasForm(check, 'self-assessment'),
    survey: hasForm(check, 'survey'),
    information_lacking: enterprises.filter((each) => !hasForm(check, 'enterprise-information', each)).length,
    given: arrayOf(givenOf(check)),
  };
  return [
    { table: 'health_check', key: 'check', columns: { ...columns, ...places } },
    { table: 'health_check_progress', key: 'progress', columns: { ...progress, ...places } },
    ...[...new Set(enterprises)].map((each) => ({
      table: 'health_check_enterprise',
      key: each,
      columns: { party_id: each, ...places },
    })),
  ];
};

interface OfEnterprise {
  readonly partyId: string | null;
}

/** Which enterprise is told: the one it is about, or the only one on the parcel, then as now; of a survey none. */
const toldTo = ({ check, soleAt }: CheckOnDay, { partyId }: OfEnterprise, event: string, form: string | null): string | null => {
  if (form === 'survey') return null;
  const sole = soleOf(check);
  return partyId ?? (soleAt.get(event) === sole ? sole : null);
};

interface Told {
  readonly town: string;
  readonly to: string | null;
}

const ofEnterprise = (told: Told, { partyId }: OfEnterprise, form: string | null, supplier?: string): Readonly<Record<string, Column>> => ({
  party_id: partyId,
  shown_to: told.to,
  declared: supplier === '用地主体' || (form !== null && form !== 'survey'),
  ...levelCodes(told.town),
});

/** A figure or form stays the same object as long as it stands: its rows do, too, as long as the same enterprise is told. */
const remembered = <T extends object>(rowsFor: (told: Told, of: T) => readonly ReadModelRow[]) => {
  const known = new WeakMap<T, { readonly told: Told; readonly rows: readonly ReadModelRow[] }>();
  return (told: Told, of: T): readonly ReadModelRow[] => {
    const last = known.get(of);
    if (last !== undefined && last.told.to === told.to && last.told.town === told.town) return last.rows;
    const rows = rowsFor(told, of);
    known.set(of, { told, rows });
    return rows;
  };
};

const formRows = remembered((told: Told, form: Form): readonly ReadModelRow[] => [
  {
    table: 'submission_form',
    key: `${form.form} ${form.partyId}`,
    columns: {
      ...ofEnterprise(told, form, form.form),
      form: form.form,
      status: form.status,
      filled_by: form.filledBy,
      mandate_id: form.mandateId,
      schema_jurisdiction: form.schema.jurisdiction,
      schema_year: form.schema.year,
      schema_version: form.schema.version,
      answers: JSON.stringify(form.answers),
      return_reason: form.returned?.reason ?? null,
      returned_fields: JSON.stringify(form.returned?.fields ?? []),
      submission: form.event,
    },
  },
]);

const figureRows = remembered((told: Told, figure: Figure): readonly ReadModelRow[] => {
  const { quantity, supplier, period, unit, form, value, event, replaced } = figure;
  const of = ofEnterprise(told, figure, form, supplier);
  const key = `${quantity} ${figure.partyId}`;
  const open = { ...of, quantity, supplier, period, unit, form, known: value !== null, supply: event, replaced };
  return [
    { table: 'submission_figure', key, columns: open },
    { table: 'submission_figure_detail', key, columns: { ...of, quantity, secret: secretOf([supplier]), value } },
  ];
});

interface Seen {
  readonly place: number;
  readonly stands: boolean;
}
type Contradiction = CheckOnDay['contradictions'][number];

const contradictionRows = (told: Told, { id, data }: Contradiction, { place, stands }: Seen): readonly ReadModelRow[] => {
  const { quantity, supplier, period, said } = data;
  const of = ofEnterprise(told, data, null, supplier);
  const open = { ...of, contradiction: id, place, quantity, supplier, period, standing: data.standing.event, stands };
  const values = { secret: secretOf([supplier]), standing_value: data.standing.value, said };
  return [
    { table: 'submission_contradiction', key: id, columns: open },
    { table: 'submission_contradiction_detail', key: id, columns: { ...of, contradiction: id, ...values } },
  ];
};
