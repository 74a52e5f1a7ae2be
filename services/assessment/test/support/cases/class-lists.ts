import type { Actor } from '@yimu/domain/kernel';
import {
  cityDepartment,
  classLists,
  deciding,
  districtSubmission,
  found,
  listed,
  ofCycle,
  parcelOf,
  recorder,
  scored,
  submission,
  tax,
  totals,
  townLists,
} from '../listed-run.ts';
import { auditor, department, district, officer, otherDistrict, otherTaskForce, taskForce, town } from '../officers.ts';
import { type AssessmentService, envelope } from '../service.ts';
import { asTown, type Case } from './case.ts';

const edition = 1;
const [ofTown, ofDistrict] = [
  { town, ...ofCycle },
  { jurisdiction: district, ...ofCycle },
];
const never = '2099/parcel';
const asDepartment = { by: tax, elsewhere: department('税务局', otherDistrict), powerless: auditor };
const asTaskForce = { by: taskForce, elsewhere: otherTaskForce, powerless: auditor };
const asCity = { by: cityDepartment, elsewhere: officer('city-department', '320000', '市经信委'), powerless: auditor };
const asRecorder = { by: recorder, elsewhere: officer('city-recorder', '320000'), powerless: auditor };

/** The second parcel, as it is sent, and as it is kept. */
const sent = { parcelId: parcelOf('二号'), indicator: 'tax-per-mu', reason: '税额与申报不符' };
const kept = { ...sent, towns: [town] };
const reviewers = [
  { department: '规划资源局', indicators: ['tax-per-mu'] },
  { department: '税务局', indicators: ['tax-per-mu'] },
];

interface Officers {
  readonly by: Actor;
  readonly elsewhere: Actor;
  readonly powerless: Actor;
}

/** A case of a list that stands: what is sent, and the event that comes of it. */
const ofList =
  (path: string, list: string, of: object, jurisdictions: readonly string[]) =>
  (
    name: string,
    officers: Officers,
    upTo: Parameters<typeof listed>[1],
    type: string,
    body: object,
    data: (run: string) => object = () => body,
  ): Case => ({
    path: `${path}/${name}`,
    ...officers,
    request: async (service: AssessmentService) => {
      const run = await listed(service, upTo);
      const asked = { ...envelope, ...body };
      return {
        url: `${list}/${name}`,
        body: asked,
        events: () => [{ type, data: { ...of, edition, ...data(run) }, jurisdictions }],
        missing: { url: `${list.replace('2024/parcel', never)}/${name}`, body: asked },
      };
    },
  });

const ofTownList = ofList('/town-lists/:town/:code/:year/:subject', townLists, ofTown, [town]);
const ofClassList = ofList('/class-lists/:district/:code/:year/:subject', classLists, ofDistrict, [district]);

const returned = { edition, reason: '请复核', lines: [sent] };
const opinion = { edition, verdict: 'remarks', text: '建议复核能耗', lines: [sent] };
const change = { parcelId: parcelOf('二号'), grade: 'C', reason: '整改已验收' };

export const classListCases: readonly Case[] = [
  {
    path: '/town-lists',
    ...asTown,
    request: async (service) => {
      const run = await scored(service);
      const data = { ...submission(run), edition, totals, parcels: found.length, reviewers };
      return {
        url: '/town-lists',
        body: { ...envelope, ...submission(run) },
        events: () => [{ type: 'TownListSubmitted', data, jurisdictions: [town] }],
        missing: { url: `/town-lists/${town}/${district}/${never}/withdrawals`, body: { ...envelope, edition, reason: '补充数据' } },
      };
    },
  },
  ofTownList('reviews', asDepartment, 'submitted', 'LineReviewed', { edition, verdict: 'returned', lines: [sent] }, () => ({
    department: '税务局',
    verdict: 'returned',
    lines: [kept],
    reason: null,
  })),
  ofTownList('returns', asTaskForce, 'cleared', 'TownListReturned', returned, () => ({ ...returned, lines: [kept], classList: null })),
  ofTownList('withdrawals', asTown, 'cleared', 'TownListWithdrawn', { edition, reason: '补充数据' }),
  {
    path: '/class-lists',
    ...asTaskForce,
    request: async (service) => {
      const run = await listed(service, 'cleared');
      const data = { ...districtSubmission(run), edition, totals, parcels: found.length };
      return {
        url: '/class-lists',
        body: { ...envelope, ...districtSubmission(run) },
        events: () => [{ type: 'ClassListSubmitted', data, jurisdictions: [district] }],
        missing: { url: `/class-lists/${district}/${district}/${never}/publications`, body: { ...envelope, edition, classes: ['A'] } },
      };
    },
  },
  ofClassList('opinions', asCity, 'listed', 'CityOpinionGiven', opinion, () => ({ ...opinion, department: '市经信委', lines: [kept] })),
  ofClassList('returns', asCity, 'listed', 'ClassListReturned', returned, () => ({
    ...returned,
    lines: [kept],
    towns: [{ town, edition }],
  })),
  ofClassList('decisions', asRecorder, 'reviewed', 'ClassListDecided', { ...deciding, changes: [change] }, (run) => ({
    ...deciding,
    document: '漕府〔2024〕11号',
    overrides: null,
    run,
    parcels: found.length,
    totals: { ...totals, C: 1, D: 0 },
    changes: [{ ...change, towns: [town], found: 'D' }],
  })),
  ofClassList('publications', asTaskForce, 'decided', 'ClassListPublished', { edition, classes: ['A', 'D'] }, () => ({
    classes: [
      { grade: 'A', parcels: 1 },
      { grade: 'D', parcels: 1 },
    ],
  })),
];
