// 体检表 as rows: whose, its forms, the figures that stand, what contradicts them, and what is there of it.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { type Figure, type Form, figureOf, type HealthCheck } from '@yimu/domain/submission/state';
import { piecewise } from '../engine/dated.ts';
import { levelCodes } from '../engine/level-codes.ts';
import type { Column, DatedProjection, ReadModelRow } from '../engine/projection.ts';
import { secretOf } from '../tenancy/secrecy.ts';
import { type CheckOnDay, checkByDay, soleOf } from './submission-days.ts';
import { givenOf, hasForm } from './submission-progress.ts';

/** What is supplied of a parcel or enterprise in a cycle. */
export const submissions: DatedProjection<readonly RecordedEvent[]> = {
  name: 'submissions',
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
  initial: [],
  evolve: (events, event) => [...events, event],
  datedRows: (events) => {
    const days = checkByDay(events);
    return piecewise([...days.keys()], (day) => rowsOf(days.get(day)));
  },
};

const rowsOf = (standing: CheckOnDay | undefined): readonly ReadModelRow[] => {
  if (standing === undefined) return [];
  const { check } = standing;
  return [
    ...checkRows(check),
    ...check.forms.map((form) => formRow(standing, form)),
    ...check.figures.flatMap((figure) => figureRows(standing, figure)),
    ...standing.contradictions.flatMap((contradiction, n) => contradictionRows(standing, contradiction, n)),
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

const ofEnterprise = (
  standing: CheckOnDay,
  { partyId }: OfEnterprise,
  event: string,
  form: string | null,
  supplier?: string,
): Readonly<Record<string, Column>> => ({
  party_id: partyId,
  shown_to: toldTo(standing, { partyId }, event, form),
  declared: supplier === '用地主体' || (form !== null && form !== 'survey'),
  ...levelCodes(standing.check.town),
});

const formRow = (standing: CheckOnDay, form: Form): ReadModelRow => ({
  table: 'submission_form',
  key: `${form.form} ${form.partyId}`,
  columns: {
    ...ofEnterprise(standing, form, form.event, form.form),
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
});

const figureRows = (standing: CheckOnDay, figure: Figure): readonly ReadModelRow[] => {
  const { quantity, supplier, period, unit, form, value, event, replaced } = figure;
  const of = ofEnterprise(standing, figure, event, form, supplier);
  const key = `${quantity} ${figure.partyId}`;
  const open = { ...of, quantity, supplier, period, unit, form, known: value !== null, supply: event, replaced };
  return [
    { table: 'submission_figure', key, columns: open },
    { table: 'submission_figure_detail', key, columns: { ...of, quantity, secret: secretOf([supplier]), value } },
  ];
};

const contradictionRows = (
  standing: CheckOnDay,
  { id, data }: CheckOnDay['contradictions'][number],
  place: number,
): readonly ReadModelRow[] => {
  const { quantity, supplier, period, said } = data;
  const of = ofEnterprise(standing, data, id, null, supplier);
  const stands = figureOf(standing.check, data)?.event === data.standing.event;
  const open = { ...of, contradiction: id, place, quantity, supplier, period, standing: data.standing.event, stands };
  const values = { secret: secretOf([supplier]), standing_value: data.standing.value, said };
  return [
    { table: 'submission_contradiction', key: id, columns: open },
    { table: 'submission_contradiction_detail', key: id, columns: { ...of, contradiction: id, ...values } },
  ];
};
