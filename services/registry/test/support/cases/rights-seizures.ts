import { type Case, jurisdictions } from './case.ts';
import { asClerk, asked, notice, seized, titled } from './rights-title.ts';

export const seizureCases: readonly Case[] = [
  {
    path: '/parcels/:parcelId/seizures',
    ...asClerk,
    request: async (service) => {
      const { parcelId, rightId } = await titled(service);
      const data = { rightId, ...notice };
      return {
        ...asked(parcelId, '/seizures', data),
        events: (seizureId) => [{ type: 'SeizureRecorded', data: { parcelId, seizureId, ...data }, jurisdictions }],
      };
    },
  },
  {
    path: '/parcels/:parcelId/seizures/:seizureId/renewals',
    ...asClerk,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId } = title;
      const seizureId = await seized(service, title);
      const data = { months: 12, until: '2028-03-10' };
      return {
        ...asked(parcelId, `/seizures/${seizureId}/renewals`, data),
        events: (renewalId) => [{ type: 'SeizureRenewed', data: { parcelId, rightId, seizureId, renewalId, ...data }, jurisdictions }],
      };
    },
  },
  {
    path: '/parcels/:parcelId/seizures/:seizureId/releases',
    ...asClerk,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId } = title;
      const seizureId = await seized(service, title);
      return {
        ...asked(parcelId, `/seizures/${seizureId}/releases`, {}),
        events: () => [{ type: 'SeizureReleased', data: { parcelId, rightId, seizureId }, jurisdictions }],
      };
    },
  },
  {
    path: '/parcels/:parcelId/seizures/:seizureId/corrections',
    ...asClerk,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId } = title;
      const seizureId = await seized(service, title);
      const corrects = String((await service.eventsOf(`title-${parcelId}`)).at(-1)?.id);
      const data = { ...notice, sequence: 1, reason: '送达顺序有误' };
      return {
        ...asked(parcelId, `/seizures/${seizureId}/corrections`, data),
        events: () => [{ type: 'SeizureCorrected', data: { parcelId, rightId, seizureId, ...data }, jurisdictions, corrects }],
      };
    },
  },
];
