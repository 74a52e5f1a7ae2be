import { town, townOfficer } from '../officers.ts';
import { type AssessmentService, enteredParcel, envelope, nowhere } from '../service.ts';
import { asTown, type Case, jurisdictions } from './case.ts';

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

export const planCases: readonly Case[] = [
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
