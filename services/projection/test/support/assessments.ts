// A standard, a cycle, and what a run of the scoring job would record: results computed by the real engine.
import { bottomRanking, enterpriseAssessment, parcelAssessment } from '@yimu/domain/assessment';
import { cycle } from '@yimu/domain/cycle';
import {
  type Expression,
  explain,
  gradeAll,
  type Indicator,
  type Line,
  measure,
  prepare,
  printedStatistics,
  type Quantity,
  type Result,
  type Standard,
  type Supplier,
  statisticsOf,
  totalsOf,
} from '@yimu/domain/scoring';
import { standard, standardCommands } from '@yimu/domain/standard';
import { caojing, jinshan, jiuting, songjiang } from './towns.ts';
import { idOf, type World } from './world.ts';

const quantity = (code: string, zh: string, suppliedBy: Supplier, options: readonly string[] = []): Quantity => ({
  code,
  name: { zh, en: code },
  unit: '',
  kind: options.length === 0 ? 'decimal' : 'option',
  options,
  suppliedBy,
  merge: options.length === 0 ? 'sum' : 'foremost',
});
const per = (above: string, below: string): Expression => ({
  op: 'divide',
  of: [
    { op: 'quantity', code: above },
    { op: 'quantity', code: below },
  ],
});
const indicator = (code: string, zh: string, formula: Expression, suppliedBy: Supplier, direction: Indicator['direction']): Indicator => ({
  code,
  name: { zh, en: code },
  dimension: '亩产',
  unit: '',
  direction,
  formula,
  decimals: 2,
  suppliedBy,
  required: true,
});

/** Tax and energy are secret, emissions and land are not; one veto rests on a figure of the tax bureau, one does not. */
export const standardOf = (mark: string, base = '10'): Standard => ({
  title: { zh: `${mark}标准`, en: `standard ${mark}` },
  sample: null,
  quantities: [
    quantity('tax', '税收', '税务局'),
    quantity('land', '用地', '规划资源局'),
    quantity('energy', '能耗', '统计局'),
    quantity('emission', '排放', '生态环境局'),
    quantity('unsafe', '房屋安全', '建管委', ['yes', 'no']),
    quantity('evasion', '偷税', '税务局', ['yes', 'no']),
  ],
  indicators: [
    indicator('tax-per-mu', '亩均税收', per('tax', 'land'), '税务局', 'higher'),
    indicator('energy-per-tax', '税均能耗', per('energy', 'tax'), '统计局', 'lower'),
    indicator('emission-per-mu', '亩均排放', per('emission', 'land'), '生态环境局', 'lower'),
  ],
  cohorts: [{ code: 'all', name: { zh: '全部', en: 'all' }, within: [], scheme: 'all' }],
  determinations: [
    {
      code: 'evasion',
      kind: 'veto',
      name: { zh: '偷税', en: 'tax evasion' },
      basis: '第二条',
      when: { op: 'is', quantity: 'evasion', options: ['yes'] },
      grade: 'D',
    },
    {
      code: 'unsafe',
      kind: 'veto',
      name: { zh: '房屋不安全', en: 'unsafe building' },
      basis: '第一条',
      when: { op: 'is', quantity: 'unsafe', options: ['yes'] },
      grade: 'D',
    },
  ],
  schemes: [
    {
      code: 'all',
      total: '100',
      decimals: 2,
      items: [
        { indicator: 'tax-per-mu', weight: '50', method: { kind: 'ratio', base, cap: null, floor: null }, missing: 'unrated' },
        { indicator: 'energy-per-tax', weight: '20', method: { kind: 'ratio', base: '1', cap: '1.5', floor: null }, missing: 'zero' },
        { indicator: 'emission-per-mu', weight: '30', method: { kind: 'min-max', low: '60', high: '100', level: '80' }, missing: 'zero' },
      ],
      extras: [
        {
          code: 'clean',
          name: { zh: '清洁', en: 'clean' },
          when: {
            op: 'at-most',
            of: [
              { op: 'quantity', code: 'emission' },
              { op: 'constant', value: '1' },
            ],
          },
          points: { op: 'constant', value: '5' },
          atLeast: '0',
          atMost: '5',
        },
      ],
      ties: { by: [], equals: 'by-code' },
      cutOffs: {
        kind: 'share',
        classes: [
          { grade: 'A', upTo: '50%' },
          { grade: 'B', upTo: '100%' },
        ],
        rounding: 'nearest',
      },
    },
  ],
  unratedGrade: 'T',
});

/** What is graded: a parcel of some enterprises, or an enterprise, by the names of all. */
export interface Graded {
  readonly name: string;
  readonly town: string;
  readonly parties: readonly string[];
  readonly given: Readonly<Record<string, string>>;
  /** The events that supplied it, where that matters. */
  readonly events?: Readonly<Record<string, readonly string[]>>;
}

export interface Place {
  readonly jurisdiction: string;
  readonly year: number;
  readonly subject: 'parcel' | 'enterprise';
}
const keyOf = ({ jurisdiction, year, subject }: Place): string => `${jurisdiction}-${year}${subject === 'enterprise' ? '-enterprise' : ''}`;

/** Drafts, validates and publishes a version of the standard of a place. */
export const publishStandard = async (world: World, place: Place, content: Standard, version = 1, on = '2024-01-01'): Promise<void> => {
  const stream = `standard-${keyOf(place)}`;
  const draft = standardCommands.DraftStandard.parse({ ...place, parentPublished: null, content });
  await world.command(stream, standard, 'DraftStandard', draft, { on });
  await world.command(stream, standard, 'ValidateStandard', { ...place, version }, { on });
  await world.command(stream, standard, 'PublishStandard', { ...place, version, validUntil: null }, { on });
};

const schedule = [{ phase: 'evaluation', starts: '2024-02-01', ends: '2024-12-31' }];

/** Opens the cycle of a place under the first version of its standard. */
export const openCycle = (world: World, place: Place): Promise<readonly string[]> => {
  const { jurisdiction, year } = place;
  const published = { validFrom: '2024-01-01', validUntil: null, supersededFrom: null };
  const data = { ...place, standard: { jurisdiction, year, version: 1 }, published, schedule };
  return world.command(`cycle-${keyOf(place)}`, cycle, 'OpenCycle', data, { on: '2024-02-01' });
};

const subjectOf = ({ name, given, events = {} }: Graded) => ({
  id: idOf(name),
  code: name,
  inputs: Object.entries(given).map(([code, value]) => ({ quantity: code, value, events: events[code] ?? [idOf(`${name} ${code}`)] })),
});

/** The results that the engine finds. */
export const resultsOf = (content: Standard, graded: readonly Graded[]): readonly Result[] =>
  gradeAll(prepare(content), graded.map(subjectOf));

/** What the domain explains of one of them. */
export const linesOf = (content: Standard, graded: readonly Graded[], name: string): readonly Line[] => {
  const result = resultsOf(content, graded).find(({ id }) => id === idOf(name));
  return result === undefined ? [] : explain(content, result);
};

/** Records a result of a run, as the scoring job does. */
export const record = (world: World, place: Place, run: string, on: string, { town, parties }: Graded, result: Result) => {
  const { jurisdiction, year } = place;
  const { id, ...found } = result;
  const data = {
    cycle: { jurisdiction, year },
    run: idOf(run),
    position: '1-42',
    standard: { jurisdiction, year, version: 1 },
    jurisdictions: [town],
    ...found,
  };
  return place.subject === 'parcel'
    ? world.command(
        `assessment-${id}-${keyOf(place)}`,
        parcelAssessment,
        'GradeParcel',
        { ...data, parcelId: id, partyIds: parties.map(idOf) },
        { on },
      )
    : world.command(
        `enterpriseassessment-${id}-${keyOf(place)}`,
        enterpriseAssessment,
        'GradeEnterprise',
        { ...data, partyId: id },
        { on },
      );
};

/** A whole run of the scoring job, by its name. */
export const score = async (
  world: World,
  place: Place,
  content: Standard,
  graded: readonly Graded[],
  run: string,
  on: string,
): Promise<void> => {
  const stream = `cycle-${keyOf(place)}`;
  const of = { ...place, run: idOf(run) };
  await world.command(stream, cycle, 'StartScoring', { ...of, position: '1-42' }, { on });
  const scoring = prepare(content);
  const measured = graded.map(subjectOf).map((subject) => measure(scoring, subject));
  for (const cohort of printedStatistics(scoring, statisticsOf(scoring, measured)))
    await world.command(stream, cycle, 'RecordCohort', { ...of, ...cohort }, { on });
  const results = resultsOf(content, graded);
  for (const [n, each] of graded.entries()) await record(world, place, run, on, each, results[n] as Result);
  await world.command(stream, cycle, 'CompleteScoring', { ...of, totals: totalsOf(results) }, { on });
};

/** The city decides the grade of a parcel. */
export const finalise = (world: World, place: Place, { name, town }: Graded, run: string, grade: string, on: string) => {
  const { jurisdiction, year } = place;
  const data = {
    parcelId: idOf(name),
    cycle: { jurisdiction, year },
    run: idOf(run),
    grade,
    list: { jurisdiction, edition: 1 },
    document: '松府〔2024〕9号',
    jurisdictions: [town],
  };
  return world.command(`assessment-${idOf(name)}-${keyOf(place)}`, parcelAssessment, 'FinaliseGrade', data, { on });
};

/** Freezes the ranking of the last enterprises of a town. */
export const freezeRanking = (world: World, place: Place, town: string, run: string, names: readonly string[], on: string) =>
  world.command(
    `bottomranking-${town}-${place.jurisdiction}-${place.year}`,
    bottomRanking,
    'FreezeBottomRanking',
    {
      jurisdiction: town,
      parkId: null,
      cycle: { jurisdiction: place.jurisdiction, year: place.year },
      run: idOf(run),
      size: 30,
      candidates: names.map((name, n) => ({ partyId: idOf(name), code: name, score: `${n + 1}.77` })),
    },
    { on },
  );

/** One graded and decided parcel, one graded enterprise and one ranking in each of the two towns. */
export const fillAssessments = async (world: World): Promise<void> => {
  for (const [district, town, mark] of [
    [jinshan, caojing, '漕'],
    [songjiang, jiuting, '九'],
  ] as const)
    for (const subject of ['parcel', 'enterprise'] as const) {
      const place = { jurisdiction: district, year: 2024, subject };
      const content = standardOf(mark);
      const given = { tax: mark === '漕' ? '777.25' : '555.5', land: '3', energy: '300', emission: '9', unsafe: 'no', evasion: 'no' };
      const graded = { name: subject === 'parcel' ? `${mark}地块` : `${mark}企业`, town, parties: [`${mark}企业`], given };
      await publishStandard(world, place, content);
      await openCycle(world, place);
      await score(world, place, content, [graded], `${mark}评分${subject}`, '2024-06-01');
      if (subject === 'parcel') await finalise(world, place, graded, `${mark}评分${subject}`, 'A', '2024-08-01');
      else await freezeRanking(world, place, town, `${mark}评分${subject}`, [`${mark}企业`], '2024-06-02');
    }
};
