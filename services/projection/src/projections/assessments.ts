// Results of parcels and of enterprises: two projections with one kind of row, never merged.
import type { AssessmentFact } from '@yimu/domain/assessment/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { CitingEvent, Column, PointProjection, ReadModelRow } from '../engine/projection.ts';
import { atEach } from './concerned.ts';
import { type GradedLand, gradedLand, noLand } from './graded-land.ts';
import { jointFigures } from './joint-figures.ts';
import { partsOf } from './result-parts.ts';
import { type Secrecy, secrecyUnder, standardStream } from './standard-secrecy.ts';

type Fact<T extends AssessmentFact['type']> = Extract<AssessmentFact, { type: T }>;
type Graded = Fact<'ParcelGraded'> | Fact<'EnterpriseGraded'>;
type Subject = 'parcel' | 'enterprise';

interface Result {
  readonly data: Graded['data'];
  readonly towns: readonly string[];
  readonly secrecy: Secrecy;
  readonly land: GradedLand;
  /** The quantities of which the enterprises on a shared parcel are told nothing. */
  readonly joint: readonly string[];
}
interface Final {
  readonly data: Fact<'GradeFinalised'>['data'];
  readonly on: string;
}
interface Assessed {
  /** By run, the last one last. */
  readonly results: readonly Result[];
  /** What the city decided last. */
  readonly final: Final | null;
}

const subjectOf = (data: Graded['data']): { readonly subject: Subject; readonly id: string; readonly partyIds: readonly string[] } =>
  'parcelId' in data
    ? { subject: 'parcel', id: data.parcelId, partyIds: data.partyIds }
    : { subject: 'enterprise', id: data.partyId, partyIds: [data.partyId] };

const isShared = (data: Graded['data']): boolean => subjectOf(data).partyIds.length > 1;

const evolve = (state: Assessed, recorded: CitingEvent): Assessed => {
  const event = recorded as unknown as Exclude<AssessmentFact, { type: 'BottomRankingFrozen' }>;
  switch (event.type) {
    case 'ParcelGraded':
    case 'EnterpriseGraded': {
      const { data } = event;
      const [standard, parcel, supplied = []] = recorded.cited ?? [];
      const secrecy = secrecyUnder(standard, data.standard.version);
      const land = parcel === undefined ? noLand : gradedLand(parcel, recorded);
      const joint = isShared(data) ? jointFigures(data.inputs, supplied) : [];
      const earlier = state.results.filter((result) => result.data.run !== data.run);
      return { ...state, results: [...earlier, { data, towns: recorded.jurisdictions, secrecy, land, joint }] };
    }
    case 'GradeFinalised':
      return { ...state, final: { data: event.data, on: recorded.effectiveOn } };
  }
};

const rows = ({ results, final }: Assessed): readonly ReadModelRow[] => {
  const last = results.at(-1);
  const decided = results.find(({ data }) => data.run === final?.data.run);
  return [
    ...(last === undefined ? [] : resultRows(last, final, { standing: true, final: last === decided })),
    ...(decided === undefined || decided === last ? [] : resultRows(decided, final, { standing: false, final: true })),
    ...(decided === undefined ? [] : partyRows(decided, final)),
  ];
};

/** The enterprises of a final grade see it, from the day of the decision on. */
const partyRows = ({ data }: Result, final: Final | null): readonly ReadModelRow[] =>
  (final?.data.partyIds ?? []).map((partyId) => {
    const subject = `assessment-${subjectOf(data).id}-${cycleKey(data)}`;
    const noLevels = { city_code: null, district_code: null, town_code: null };
    return { table: 'scope_row', key: `party ${partyId}`, columns: { kind: 'party', value: partyId, subject, ...noLevels } };
  });

const cycleKey = (data: Graded['data']): string =>
  `${data.cycle.jurisdiction}-${data.cycle.year}${subjectOf(data).subject === 'enterprise' ? '-enterprise' : ''}`;

const resultRows = (
  { data, towns, secrecy, land, joint }: Result,
  final: Final | null,
  is: { readonly standing: boolean; readonly final: boolean },
): readonly ReadModelRow[] => {
  const { id, partyIds } = subjectOf(data);
  const parts = partsOf(data, secrecy, joint);
  const columns = {
    subject_id: id,
    party_ids: JSON.stringify(partyIds),
    ...is,
    ...openColumns(data),
    land_use: land.use,
    area_units: land.units,
    grade: is.final ? (final?.data.grade ?? null) : data.grade,
    parts: parts.length,
    joint: JSON.stringify(joint),
    ...decision(final),
  };
  const [sole] = partyIds.length === 1 ? partyIds : [];
  return [
    ...inOrder(atEach(towns, { table: 'assessment', key: is.standing ? 'standing' : 'final', columns })),
    ...parts.map((part) => ({
      table: 'assessment_detail',
      key: `${data.run} ${part.secret}${part.joint ? ' joint' : ''}`,
      columns: { run: data.run, secret: part.secret, joint: part.joint, party_id: sole ?? null, parts: JSON.stringify(part.parts) },
    })),
  ];
};

/** Rows of one result, one a town: marked where a wider list takes them. */
const inOrder = (places: readonly ReadModelRow[]): readonly ReadModelRow[] => {
  const isFirst = (n: number, level: 'district_code' | 'city_code'): boolean =>
    places.findIndex(({ columns }) => columns[level] === places[n]?.columns[level]) === n;
  return places.map((row, n) => ({
    ...row,
    columns: { ...row.columns, first_in_district: isFirst(n, 'district_code'), first_in_city: isFirst(n, 'city_code') },
  }));
};

const openColumns = (data: Graded['data']): Readonly<Record<string, Column>> => ({
  cycle: cycleKey(data),
  cycle_jurisdiction: data.cycle.jurisdiction,
  cycle_year: data.cycle.year,
  subject: subjectOf(data).subject,
  standard_jurisdiction: data.standard.jurisdiction,
  standard_year: data.standard.year,
  standard_version: data.standard.version,
  code: data.code,
  run: data.run,
  position: data.position,
  computed_grade: data.grade,
  cohort: data.cohort,
  decided_by: data.decidedBy,
  by_rule: data.rule !== null,
  lacking: JSON.stringify(data.lacking),
  scored: data.score !== null,
  ranked_of: data.of,
});

const decision = (final: Final | null): Readonly<Record<string, Column>> => ({
  final_run: final?.data.run ?? null,
  final_grade: final?.data.grade ?? null,
  final_on: final?.on ?? null,
  document: final?.data.document ?? null,
  list_jurisdiction: final?.data.list.jurisdiction ?? null,
  list_edition: final?.data.list.edition ?? null,
});

const citedBy =
  (subject: Subject) =>
  (recorded: RecordedEvent): readonly string[] => {
    const event = recorded as unknown as AssessmentFact;
    if (event.type !== 'ParcelGraded' && event.type !== 'EnterpriseGraded') return [];
    const { data } = event;
    const standard = standardStream(data.standard, subject);
    if (subject === 'enterprise') return [standard];
    const { id } = subjectOf(data);
    // Whose the figures are asks only who shares the parcel with others.
    return [standard, `parcel-${id}`, ...(isShared(data) ? [`submission-${id}-${cycleKey(data)}`] : [])];
  };

/** Results of parcels by run, and what the city decided. */
export const assessments: PointProjection<Assessed> = {
  name: 'assessments',
  version: 2,
  category: 'assessment',
  tables: ['assessment', 'assessment_detail', 'scope_row'],
  heads: ['assessment'],
  cites: citedBy('parcel'),
  initial: { results: [], final: null },
  evolve,
  rows,
};

/** Results of enterprises by run (资源利用效率评价). */
export const enterpriseAssessments: PointProjection<Assessed> = {
  name: 'enterprise-assessments',
  version: 2,
  category: 'enterpriseassessment',
  tables: ['assessment', 'assessment_detail'],
  heads: ['assessment'],
  cites: citedBy('enterprise'),
  initial: { results: [], final: null },
  evolve,
  rows,
};
