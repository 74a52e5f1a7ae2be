// Every route of assessment: who may use it, a request that is accepted, and the events that come of it.
import type { Actor } from '@yimu/domain/kernel';
import type { RouteCase } from '@yimu/testing/command-routes';
import { auditor, otherTownOfficer, town, townOfficer } from './officers.ts';
import { type AssessmentService, enteredParcel, envelope, nowhere } from './service.ts';

type Case = RouteCase<AssessmentService, Actor>;

const asTown = { by: townOfficer, elsewhere: otherTownOfficer, powerless: auditor };
const jurisdictions = [town];
const document = '漕府〔2024〕11号';

/** What the row of a list says. */
export const content = {
  enterprise: '上海普利滋纺织染整有限公司',
  category: 'revitalise',
  mode: '合作开发',
  mappedRoute: 'cooperate',
  year: 2025,
  area: { value: '11.77', unit: 'mu' },
  matchedBy: 'entered',
} as const;
export const row = { ...content, list: '附件3 盘活', row: '2' };
const { matchedBy: _, enterprise: __, mappedRoute: ___, area: ____, ...compared } = row;

/** Lists a row for a parcel; answers the id of the entry. */
export const listed = async (service: AssessmentService, parcelId: string, entry: object = row, key = 'listed'): Promise<string> => {
  const answer = await service.post(`/plans/${parcelId}/entries`, { ...envelope, ...entry }, { as: townOfficer, key });
  if (answer.statusCode !== 201) throw new Error(`the entry was not listed: ${answer.body}`);
  const listings = (await service.eventsOf(`plan-${parcelId}`)).filter(({ type }) => type === 'PlanEntryListed');
  return String(listings.at(-1)?.id);
};

const planCases: readonly Case[] = [
  {
    path: '/plans/:parcelId/entries',
    ...asTown,
    request: async (service) => {
      const parcelId = await enteredParcel(service);
      await listed(service, parcelId);
      const second = {
        ...row,
        list: '附件4 腾退',
        row: '1',
        category: 'vacate',
        mode: '腾退',
        year: 2026,
        mappedRoute: 'vacate',
        matchedBy: 'name',
      };
      const body = { ...envelope, ...second };
      const entries = [
        { document, ...compared },
        { document, ...compared, list: '附件4 腾退', row: '1', category: 'vacate', mode: '腾退', year: 2026 },
      ];
      return {
        url: `/plans/${parcelId}/entries`,
        body,
        events: () => [
          { type: 'PlanEntryListed', data: { ...second, parcelId, jurisdiction: town, document }, jurisdictions },
          { type: 'ParcelOnSeveralLists', data: { parcelId, matchedBy: 'name', entries }, jurisdictions },
        ],
        missing: { url: `/plans/${nowhere}/entries`, body },
      };
    },
  },
  {
    path: '/plans/:parcelId/entry-corrections',
    ...asTown,
    request: async (service) => {
      const parcelId = await enteredParcel(service);
      const entry = await listed(service, parcelId);
      const body = { ...envelope, ...content, year: 2026, entry, reason: '年份读错' };
      const corrected = { ...row, year: 2026, parcelId, jurisdiction: town, document, reason: '年份读错' };
      return {
        url: `/plans/${parcelId}/entry-corrections`,
        body,
        events: () => [{ type: 'PlanEntryCorrected', data: corrected, jurisdictions, corrects: entry }],
        missing: { url: `/plans/${nowhere}/entry-corrections`, body },
      };
    },
  },
  {
    path: '/plans/:parcelId/entry-annulments',
    ...asTown,
    request: async (service) => {
      const parcelId = await enteredParcel(service);
      const entry = await listed(service, parcelId);
      const body = { ...envelope, entry, reason: '另一地块' };
      return {
        url: `/plans/${parcelId}/entry-annulments`,
        body,
        events: () => [{ type: 'PlanEntryAnnulled', data: { parcelId, reason: '另一地块' }, jurisdictions, corrects: entry }],
        missing: { url: `/plans/${nowhere}/entry-annulments`, body },
      };
    },
  },
];

const place = { jurisdiction: town, year: 2025 };
const indicator = { number: '8', name: '提升低效用地', unit: '亩', dimension: '要素投入' };
const tiers = { floor: '14', assured: '16', stretch: '18' };
export const targets = { ...place, indicator, planCategory: 'upgrade', ...tiers };

/** Sets targets for 2025 that hold from 1 January 2024 on; answers the id of the event. */
export const targetsSet = async (service: AssessmentService): Promise<string> => {
  const answer = await service.post('/targets', { ...envelope, effectiveOn: '2024-01-01', ...targets }, { as: townOfficer, key: 'set' });
  if (answer.statusCode !== 201) throw new Error(`the targets were not set: ${answer.body}`);
  return String((await service.eventsOf(`target-${town}-2025`)).at(-1)?.id);
};

const otherTiers = { floor: '14', assured: '17', stretch: '18' };
const amended = { ...place, indicator: '提升低效用地', ...otherTiers, reason: '区里调整' };
const amendment = { ...envelope, indicator: '提升低效用地', ...otherTiers, reason: '区里调整' };

const targetCases: readonly Case[] = [
  {
    path: '/targets',
    ...asTown,
    request: async () => ({
      url: '/targets',
      body: { ...envelope, ...targets },
      events: () => [{ type: 'TargetsSet', data: targets, jurisdictions }],
      missing: { url: `/targets/${town}/2099/revisions`, body: amendment },
    }),
  },
  {
    path: '/targets/:code/:year/corrections',
    ...asTown,
    request: async (service) => {
      const corrects = await targetsSet(service);
      return {
        url: `/targets/${town}/2025/corrections`,
        body: amendment,
        events: () => [{ type: 'TargetsCorrected', data: amended, jurisdictions, corrects }],
        missing: { url: `/targets/${town}/2099/corrections`, body: amendment },
      };
    },
  },
  {
    path: '/targets/:code/:year/revisions',
    ...asTown,
    request: async (service) => {
      await targetsSet(service);
      return {
        url: `/targets/${town}/2025/revisions`,
        body: amendment,
        events: () => [{ type: 'TargetsRevised', data: amended, jurisdictions }],
        missing: { url: `/targets/${town}/2099/revisions`, body: amendment },
      };
    },
  },
  {
    path: '/targets/:code/:year/actuals',
    ...asTown,
    request: async (service) => {
      await targetsSet(service);
      const data = { indicator: '提升低效用地', value: '17.96' };
      return {
        url: `/targets/${town}/2025/actuals`,
        body: { ...envelope, ...data },
        events: () => [{ type: 'ActualReported', data: { ...place, ...data }, jurisdictions }],
        missing: { url: `/targets/${town}/2099/actuals`, body: { ...envelope, ...data } },
      };
    },
  },
];

export const cases: readonly Case[] = [...planCases, ...targetCases];
