import type { Actor } from '@yimu/domain/kernel';
import { auditor, department, district, otherDistrict, otherTaskForce, taskForce } from '../officers.ts';
import { type AssessmentService, envelope } from '../service.ts';
import type { Case } from './case.ts';

const [drafting, draftingElsewhere] = [department('经委'), department('经委', otherDistrict)];
/** What 经委 of 金山区 drafts concerns the district. */
const jurisdictions = [district];
export const asTaskForce = { by: taskForce, elsewhere: otherTaskForce, powerless: auditor };

const words = (zh: string, en: string) => ({ zh, en });

/** Tax per mu alone, cut at 60 points: enough to be a standard. */
export const content = {
  title: words('示例标准', 'An example'),
  sample: null,
  quantities: [
    { code: 'tax', name: words('评价税收', 'Tax paid'), unit: '万元', kind: 'decimal', options: [], suppliedBy: '税务局', merge: 'sum' },
    {
      code: 'land',
      name: words('用地面积', 'Land used'),
      unit: '亩',
      kind: 'decimal',
      options: [],
      suppliedBy: '规划资源局',
      merge: 'same',
    },
  ],
  indicators: [
    {
      code: 'tax-per-mu',
      name: words('亩均税收', 'Tax per mu'),
      dimension: '亩产',
      unit: '万元/亩',
      direction: 'higher',
      formula: {
        op: 'divide',
        of: [
          { op: 'quantity', code: 'tax' },
          { op: 'quantity', code: 'land' },
        ],
      },
      decimals: 2,
      suppliedBy: '税务局',
      required: true,
    },
  ],
  cohorts: [{ code: 'all', name: words('全部', 'All'), within: [], scheme: 'all' }],
  determinations: [],
  schemes: [
    {
      code: 'all',
      total: '100',
      decimals: 2,
      items: [
        { indicator: 'tax-per-mu', weight: '100', method: { kind: 'ratio', base: '30', cap: '1.5', floor: '0' }, missing: 'unrated' },
      ],
      extras: [],
      ties: { by: [], equals: 'better' },
      cutOffs: {
        kind: 'score',
        classes: [
          { grade: 'A', from: '60' },
          { grade: 'D', from: null },
        ],
      },
    },
  ],
  unratedGrade: null,
};

/** Which standard: of 金山区 for the parcels of 2024, unless said otherwise. */
export const parcels2024 = { jurisdiction: district, year: 2024, subject: 'parcel' as 'parcel' | 'enterprise' };
export type Place = typeof parcels2024;

/** The address of what belongs to a place: `/standards/310116/2024/parcel`. */
export const under = (root: 'standards' | 'cycles', { jurisdiction, year, subject }: Place): string =>
  `/${root}/${jurisdiction}/${year}/${subject}`;

const steps = ['draft', 'validate', 'publish'] as const;

/** Takes version 1 of a standard as far as it is to go. */
export const takenTo = async (service: AssessmentService, last: (typeof steps)[number], place: Place = parcels2024): Promise<void> => {
  const by = (role: 'department' | 'task-force'): Actor => {
    const { department: _, ...others } = department('经委', place.jurisdiction);
    return role === 'department' ? { ...others, department: '经委', roles: [role] } : { ...others, roles: [role] };
  };
  const requests = [
    { url: '/standards', body: { ...place, content }, as: by('department') },
    { url: `${under('standards', place)}/validations`, body: { version: 1 }, as: by('department') },
    { url: `${under('standards', place)}/publications`, body: { version: 1 }, as: by('task-force') },
  ];
  for (const { url, body, as } of requests.slice(0, steps.indexOf(last) + 1)) {
    const answer = await service.post(url, { ...envelope, ...body }, { as, key: 'taken' });
    if (answer.statusCode !== 201) throw new Error(`${url} was refused: ${answer.body}`);
  }
};

const next = { jurisdiction: district, year: 2025, version: 1 };
const url = under('standards', parcels2024);
const nothing = under('standards', { ...parcels2024, year: 2099 });

export const standardCases: readonly Case[] = [
  {
    path: '/standards',
    by: drafting,
    elsewhere: draftingElsewhere,
    powerless: auditor,
    request: async () => ({
      url: '/standards',
      body: { ...envelope, ...parcels2024, content },
      events: () => [{ type: 'StandardDrafted', data: { ...parcels2024, version: 1, parent: null, content }, jurisdictions }],
      missing: { url: `${nothing}/validations`, body: { ...envelope, version: 1 } },
    }),
  },
  {
    path: '/standards/:code/:year/:subject/validations',
    by: drafting,
    elsewhere: draftingElsewhere,
    powerless: auditor,
    request: async (service) => {
      await takenTo(service, 'draft');
      const body = { ...envelope, version: 1 };
      return {
        url: `${url}/validations`,
        body,
        events: () => [{ type: 'StandardValidated', data: { ...parcels2024, version: 1 }, jurisdictions }],
        missing: { url: `${nothing}/validations`, body },
      };
    },
  },
  {
    path: '/standards/:code/:year/:subject/publications',
    ...asTaskForce,
    mayLieAhead: true,
    request: async (service) => {
      await takenTo(service, 'validate');
      const body = { ...envelope, version: 1, validUntil: '2026-12-31' };
      return {
        url: `${url}/publications`,
        body,
        events: () => [{ type: 'StandardPublished', data: { ...parcels2024, version: 1, validUntil: '2026-12-31' }, jurisdictions }],
        missing: { url: `${nothing}/publications`, body },
      };
    },
  },
  {
    path: '/standards/:code/:year/:subject/supersessions',
    ...asTaskForce,
    request: async (service) => {
      await takenTo(service, 'publish');
      const body = { ...envelope, version: 1, by: next };
      return {
        url: `${url}/supersessions`,
        body,
        events: () => [{ type: 'StandardSuperseded', data: { ...parcels2024, version: 1, by: next }, jurisdictions }],
        missing: { url: `${nothing}/supersessions`, body },
      };
    },
  },
];
