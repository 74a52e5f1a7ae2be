import { asDepartment, asTown, type Case, jurisdictions } from './case.ts';
import { asked, filed, mortgaged, mortgageTerms, titled } from './rights-title.ts';

const registrar = asDepartment('规划资源局');

export const mortgageCases: readonly Case[] = [
  ...[
    { path: '/parcels/:parcelId/mortgages', ...registrar, basis: 'decided' },
    { path: '/parcels/:parcelId/mortgage-reports', ...asTown, basis: 'reported' },
  ].map(
    ({ basis, ...who }): Case => ({
      ...who,
      request: async (service) => {
        const { parcelId, rightId, other } = await titled(service);
        const data = { rightId, mortgagees: [other], ...mortgageTerms };
        return {
          ...asked(parcelId, who.path.slice('/parcels/:parcelId'.length), data),
          events: (mortgageId) => [{ type: 'MortgageRegistered', data: { parcelId, mortgageId, ...data, basis }, jurisdictions }],
        };
      },
    }),
  ),
  {
    path: '/parcels/:parcelId/mortgages/:mortgageId/transfer-consents',
    ...registrar,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId } = title;
      const [mortgageId, transferId] = [await mortgaged(service, title), await filed(service, title)];
      return {
        ...asked(parcelId, `/mortgages/${mortgageId}/transfer-consents`, { transferId }),
        events: () => [{ type: 'MortgageeConsentRecorded', data: { parcelId, rightId, mortgageId, transferId }, jurisdictions }],
      };
    },
  },
  {
    path: '/parcels/:parcelId/mortgages/:mortgageId/releases',
    ...registrar,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId } = title;
      const mortgageId = await mortgaged(service, title);
      return {
        ...asked(parcelId, `/mortgages/${mortgageId}/releases`, { reason: 'paid' }),
        events: () => [{ type: 'MortgageReleased', data: { parcelId, rightId, mortgageId, reason: 'paid' }, jurisdictions }],
      };
    },
  },
  {
    path: '/parcels/:parcelId/mortgages/:mortgageId/corrections',
    ...registrar,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId } = title;
      const mortgageId = await mortgaged(service, title);
      const corrects = String((await service.eventsOf(`title-${parcelId}`)).at(-1)?.id);
      const data = { ...mortgageTerms, transferRestricted: false, reason: '录入有误' };
      return {
        ...asked(parcelId, `/mortgages/${mortgageId}/corrections`, data),
        events: () => [{ type: 'MortgageCorrected', data: { parcelId, rightId, mortgageId, ...data }, jurisdictions, corrects }],
      };
    },
  },
];
