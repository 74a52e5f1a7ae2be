// What happens to parcels beside the cycles: nodes of contracts reached, entries of disposal plans, targets, findings.
import { mixed, of, oneOf, uuidOf } from './chance.ts';
import { type Draft, dayOf, instantOf } from './draft.ts';
import { companyName } from './names.ts';
import { areaOf, companyOf, gradeOf, hasContract, parcelId, type Shape } from './shape.ts';
import { contractId } from './titles.ts';

const nodes = ['construction-start', 'completion'] as const;

/** Each contract reaches its first two nodes in some year. */
const milestonesOf = (shape: Shape, year: number): readonly Draft[] =>
  Array.from({ length: shape.parcels }, (_, parcel) => parcel)
    .filter((parcel) => hasContract(parcel) && mixed(81, parcel) % 8 === year - 2_021)
    .flatMap((parcel) =>
      nodes.map((node, n) => {
        const at = instantOf(`${year}-02-01`, 20 + (mixed(82, parcel) % 100) + 150 * n);
        return {
          stream: `contract-${contractId(parcel)}`,
          standing: 1,
          type: 'MilestoneAchieved',
          on: dayOf(at),
          at,
          hand: 'department' as const,
          jurisdictions: [shape.townOf(parcel).code],
          data: { contractId: contractId(parcel), node },
        };
      }),
    );

const routes = [
  ['vacate', '收储', 'reserve'],
  ['vacate', '腾退', 'vacate'],
  ['revitalise', '存量嫁接', 'graft'],
  ['upgrade', '提质增效', 'upgrade'],
  ['revitalise', '减量化', 'reduce'],
] as const;

/** Land of class D, and some of class C, is put on the lists of the next year. */
const plansOf = (shape: Shape, year: number): readonly Draft[] =>
  Array.from({ length: shape.parcels }, (_, parcel) => parcel)
    .filter((parcel) => gradeOf(parcel, year) === 'D' || (gradeOf(parcel, year) === 'C' && mixed(83, parcel, year) % 40 === 0))
    .map((parcel) => {
      const town = shape.townOf(parcel).code;
      const [category, mode, mappedRoute] = oneOf(routes, 84, parcel);
      const at = instantOf(`${year}-10-15`, mixed(85, parcel, year) % 40);
      return {
        stream: `plan-${parcelId(parcel)}`,
        type: 'PlanEntryListed',
        on: dayOf(at),
        at,
        jurisdictions: [town],
        hand: 'town' as const,
        id: uuidOf(of.plan, parcel, year),
        data: {
          parcelId: parcelId(parcel),
          jurisdiction: town,
          document: `镇府〔${year}〕11号`,
          list: '附件1',
          row: String((parcel % 90) + 1),
          enterprise: companyName(companyOf(parcel)),
          category,
          mode,
          year: year + 1,
          mappedRoute,
          area: areaOf(parcel),
          matchedBy: 'name',
        },
      };
    });

const indicators = [
  ['盘活存量用地', '亩', 'revitalise'],
  ['腾退低效用地', '亩', 'vacate'],
  ['亩均税收', '万元/亩', null],
] as const;

/** Every town's targets at the beginning of a year, and what it reported at its end. */
const targetsOf = (shape: Shape, year: number): readonly Draft[] =>
  shape.towns.flatMap(({ code }, t) =>
    indicators.flatMap(([name, unit, planCategory], n) => {
      const common = { stream: `target-${code}-${year}`, jurisdictions: [code], hand: 'town' } as const;
      const place = { jurisdiction: code, year };
      const floor = 10 + (mixed(86, t, n) % 200);
      const indicator = { number: String(n + 1), name, unit, dimension: '用地' };
      const tiers = { floor: String(floor), assured: String(floor + 20), stretch: String(floor + 50) };
      return [
        {
          ...common,
          type: 'TargetsSet',
          on: `${year}-01-01`,
          at: instantOf(`${year}-01-20`),
          data: { ...place, indicator, planCategory, ...tiers },
        },
        {
          ...common,
          type: 'ActualReported',
          on: `${year}-12-01`,
          at: instantOf(`${year}-12-05`),
          data: { ...place, indicator: name, value: String(floor + (mixed(87, t, n, year) % 60)) },
        },
      ];
    }),
  );

/** Rules find something; most of it is closed within some weeks. */
const findingsOf = (shape: Shape, year: number): readonly Draft[] =>
  Array.from({ length: Math.max(5, Math.round(600 * shape.scale)) }, (_, n) => {
    const parcel = mixed(88, year, n) % shape.parcels;
    const findingId = uuidOf(of.finding, year, n);
    const at = instantOf(`${year}-01-12`, mixed(89, year, n) % 300);
    const common = { stream: `finding-${findingId}`, jurisdictions: [shape.townOf(parcel).code], hand: 'task-force' } as const;
    const opened: Draft = {
      ...common,
      type: 'FindingOpened',
      version: 2,
      on: dayOf(at),
      at,
      data: {
        findingId,
        rule: 'area-conflict',
        subject: { kind: 'parcel', id: parcelId(parcel) },
        causedBy: uuidOf(of.finding, 1, year, n),
        titleZh: '面积不一致',
        titleEn: 'areas differ',
        detail: [],
        departments: ['规划资源局'],
      },
    };
    const closed = at + 20 * 86_400_000;
    const data = { findingId, outcome: 'corrected', reason: '已核实' };
    return n % 3 === 0 ? [opened] : [opened, { ...common, type: 'FindingClosed', on: dayOf(closed), at: closed, data }];
  }).flat();

/** All of them in a year. */
export const affairsOf = (shape: Shape, year: number): readonly Draft[] => [
  ...milestonesOf(shape, year),
  ...plansOf(shape, year),
  ...targetsOf(shape, year),
  ...findingsOf(shape, year),
];
