// The yearly cycle of the city: a standard, forms handed out, figures by supplier, a run, lists, and what the city decided.
import { placeOfQuantity, standard, suppliers } from '../../assessment/city.ts';
import { type Draft, instantOf, spread } from './draft.ts';
import {
  assessmentStream,
  type Cycle,
  cycleRef,
  figureIn,
  inCycle,
  runId,
  standingOfSubmission,
  submissionStream,
  supplyId,
} from './in-cycle.ts';
import { resultOf } from './results.ts';
import { city, companyId, companyOf, gradeOf, parcelCode, parcelId, type Shape, type Town } from './shape.ts';

const townsOf = ({ shape, district }: Cycle): readonly Town[] => shape.towns.filter((town) => town.district === district && town.count > 0);
const parcelsOf = function* (cycle: Cycle): Generator<readonly [number, Town]> {
  for (const town of townsOf(cycle)) for (let n = 0; n < town.count; n += 1) yield [town.first + n, town];
};
const sizeOf = (cycle: Cycle): number => townsOf(cycle).reduce((sum, { count }) => sum + count, 0);

const placeOf = (year: number) => ({ ...cycleRef(year), subject: 'parcel' });

/** The standard of a year and the cycle under it. */
export const opening = (year: number): readonly Draft[] => {
  const place = placeOf(year);
  const common = { on: `${year}-01-05`, at: instantOf(`${year}-01-05`), jurisdictions: [city], hand: 'task-force' } as const;
  const stream = `standard-${inCycle(year)}`;
  return [
    { ...common, stream, revision: 0, type: 'StandardDrafted', data: { ...place, version: 1, parent: null, content: standard } },
    { ...common, stream, revision: 1, type: 'StandardValidated', data: { ...place, version: 1 } },
    { ...common, stream, revision: 2, type: 'StandardPublished', data: { ...place, version: 1, validUntil: null } },
    {
      ...common,
      stream: `cycle-${inCycle(year)}`,
      revision: 0,
      type: 'CycleOpened',
      data: {
        ...place,
        standard: { ...cycleRef(year), version: 1 },
        schedule: [{ phase: 'evaluation', starts: `${year}-02-01`, ends: `${year}-12-31` }],
      },
    },
  ];
};

/** Forms of all parcels of a district, then supplier by supplier. */
export function* supplies(cycle: Cycle, from: string, days: number): Generator<Draft> {
  const { district, year } = cycle;
  const count = sizeOf(cycle);
  const at = spread(from, days, count * standingOfSubmission);
  let place = 0;
  for (const [parcel, { code: town }] of parcelsOf(cycle)) {
    const enterprises = [companyId(companyOf(parcel))];
    yield {
      stream: submissionStream(parcel, year),
      revision: 0,
      type: 'HealthCheckOpened',
      jurisdictions: [town],
      hand: 'town',
      on: from,
      at: at(place),
      data: {
        subjectId: parcelId(parcel),
        subject: 'parcel',
        cycle: cycleRef(year),
        code: parcelCode(parcel, district),
        town,
        enterprises,
      },
    };
    place += 1;
  }
  for (const [k, [supplier, quantities]] of suppliers.entries())
    for (const [parcel, { code: town }] of parcelsOf(cycle)) {
      const figures = quantities.flatMap(({ code, unit }) => {
        const value = figureIn(parcel, year, placeOfQuantity(code));
        return value === null ? [] : [{ quantity: code, value, unit }];
      });
      place += 1;
      yield {
        stream: submissionStream(parcel, year),
        revision: k + 1,
        type: 'FiguresSupplied',
        jurisdictions: [town],
        hand: 'department',
        on: from,
        at: at(place - 1),
        id: supplyId(parcel, year, k),
        data: {
          subjectId: parcelId(parcel),
          subject: 'parcel',
          cycle: cycleRef(year),
          partyId: null,
          supplier,
          period: year - 1,
          figures,
          form: null,
        },
      };
    }
}

const none = { A: 0, B: 0, C: 0, D: 0, T: 0, none: 0 };

/** How many parcels stand in each class. */
export const totalsOf = (towns: readonly Town[], year: number): typeof none => {
  const totals = { ...none };
  for (const { first, count } of towns) for (let n = 0; n < count; n += 1) totals[gradeOf(first + n, year)] += 1;
  return totals;
};

/** What begins and ends the run of the scoring job over the whole city. */
export const runOf = (shape: Shape, year: number, ends: number): { readonly begin: readonly Draft[]; readonly end: readonly Draft[] } => {
  const on = `${year}-06-01`;
  const common = { stream: `cycle-${inCycle(year)}`, jurisdictions: [city], hand: 'job', on, at: instantOf(on) } as const;
  const ofRun = { ...placeOf(year), run: runId(year) };
  const started = { ...ofRun, position: '1-1', standard: { ...cycleRef(year), version: 1 }, isFrozen: false };
  const known = shape.parcels;
  const items = standard.indicators.map(({ code }) => ({ indicator: code, known, least: '0.01', most: '997.2', mean: '51.5' }));
  const totals = totalsOf(shape.towns, year);
  return {
    begin: [
      { ...common, revision: 1, type: 'ScoringStarted', data: started },
      { ...common, revision: 2, type: 'CohortMeasured', data: { ...ofRun, cohort: 'all', members: known, items } },
    ],
    end: [{ ...common, at: ends, revision: 3, type: 'ScoringCompleted', data: { ...ofRun, totals } }],
  };
};

/** The results of a district. */
export function* results(cycle: Cycle, from: string, days: number): Generator<Draft> {
  const { shape, year } = cycle;
  const at = spread(from, days, sizeOf(cycle) + 1);
  let place = 1;
  for (const [parcel, { code: town }] of parcelsOf(cycle)) {
    yield {
      stream: assessmentStream(parcel, year),
      revision: 0,
      type: 'ParcelGraded',
      jurisdictions: [town],
      on: from,
      at: at(place),
      hand: 'job',
      data: resultOf(cycle, parcel, shape.parcels),
    };
    place += 1;
  }
}

/** What the city decided of every parcel, on the day of the decision. */
export function* decisions(cycle: Cycle, from: string, days: number): Generator<Draft> {
  const { district, year } = cycle;
  const on = `${year}-09-01`;
  const at = spread(from, days, sizeOf(cycle) + 1);
  let place = 1;
  for (const [parcel, { code: town }] of parcelsOf(cycle)) {
    yield {
      stream: assessmentStream(parcel, year),
      revision: 1,
      type: 'GradeFinalised',
      jurisdictions: [town],
      on,
      at: at(place),
      hand: 'job',
      data: {
        parcelId: parcelId(parcel),
        partyIds: [companyId(companyOf(parcel))],
        cycle: cycleRef(year),
        run: runId(year),
        grade: gradeOf(parcel, year),
        list: { jurisdiction: district, edition: 1 },
        document: `沪府〔${year}〕8号`,
      },
    };
    place += 1;
  }
}

/** Lists of towns with their reviews, and the list of the district with its decision, each on the day on which it is due. */
export const lists = (cycle: Cycle): readonly Draft[] => {
  const { district, year } = cycle;
  const towns = townsOf(cycle);
  if (towns.length === 0) return [];
  const graded = (some: readonly Town[]) => ({
    run: runId(year),
    totals: totalsOf(some, year),
    parcels: some.reduce((sum, { count }) => sum + count, 0),
  });
  const dated = (day: string) => ({ on: `${year}-${day}`, at: instantOf(`${year}-${day}`) });
  const ofTown = (town: Town): readonly Draft[] => {
    const common = { stream: `townlist-${town.code}-${inCycle(year)}`, jurisdictions: [town.code], hand: 'town' } as const;
    const edition = { town: town.code, cycle: cycleRef(year), subject: 'parcel', edition: 1 };
    const reviewers = ['税务局', '统计局'].map((department) => ({ department, indicators: ['tax-per-mu'] }));
    const submitted = { ...edition, ...graded([town]), reviewers };
    return [
      { ...common, ...dated('07-01'), revision: 0, type: 'TownListSubmitted', data: submitted },
      ...reviewers.map(({ department }, n) => ({
        ...common,
        ...dated('07-20'),
        revision: n + 1,
        type: 'LineReviewed',
        data: { ...edition, department, verdict: 'passed', lines: [], reason: null },
      })),
    ];
  };
  const common = { stream: `classlist-${district}-${inCycle(year)}`, jurisdictions: [district], hand: 'task-force' } as const;
  const edition = { jurisdiction: district, cycle: cycleRef(year), subject: 'parcel', edition: 1 };
  const decided = {
    ...edition,
    ...graded(towns),
    document: `沪府〔${year}〕8号`,
    objectionsUntil: `${year}-09-15`,
    overrides: null,
    changes: [],
  };
  const classes = (['A', 'B', 'C', 'D'] as const).map((grade) => ({ grade, parcels: totalsOf(towns, year)[grade] }));
  return [
    ...towns.flatMap(ofTown),
    {
      ...common,
      ...dated('08-01'),
      revision: 0,
      type: 'ClassListSubmitted',
      data: { ...edition, ...graded(towns), towns: towns.map(({ code: town }) => ({ town, edition: 1 })) },
    },
    { ...common, ...dated('09-01'), revision: 1, type: 'ClassListDecided', data: decided },
    { ...common, ...dated('10-01'), revision: 2, type: 'ClassListPublished', data: { ...edition, classes } },
  ];
};
