import { town } from '../officers.ts';
import { enteredParcel, enteredParty, envelope, nowhere } from '../service.ts';
import { asDepartment, asTown, type Case, jurisdictions, noParcel } from './case.ts';

const market = '市场监管局';
export const uscc = '91350100M000100Y43';

export const partyCases: readonly Case[] = [
  {
    path: '/parties',
    ...asTown,
    request: async () => ({
      url: '/parties',
      body: { ...envelope, jurisdiction: town, name: '上海古岛时装有限公司', uscc },
      events: (partyId) => [
        { type: 'UsccReserved', data: { uscc, partyId }, jurisdictions },
        { type: 'EnterpriseEntered', data: { partyId, name: '上海古岛时装有限公司', uscc, jurisdiction: town }, jurisdictions },
      ],
      missing: noParcel,
    }),
  },
  {
    path: '/parties/:partyId/usccs',
    ...asDepartment(market),
    request: async (service) => {
      const partyId = await enteredParty(service);
      const body = { ...envelope, uscc };
      return {
        url: `/parties/${partyId}/usccs`,
        body,
        events: () => [
          { type: 'UsccReserved', data: { uscc, partyId }, jurisdictions },
          { type: 'UsccAssigned', data: { partyId, uscc }, jurisdictions },
        ],
        missing: { url: `/parties/${nowhere}/usccs`, body },
      };
    },
  },
  {
    path: '/parties/:partyId/land-uses',
    ...asTown,
    request: async (service) => {
      const [partyId, parcelId] = [await enteredParty(service), await enteredParcel(service)];
      const data = { parcelId, nameAsPrinted: '上海古岛时装有限公司' };
      const said = { partyId, jurisdiction: town, ...data, role: 'land-user', confirmed: false };
      return {
        url: `/parties/${partyId}/land-uses`,
        body: { ...envelope, ...data },
        events: () => [{ type: 'LandUserListed', data: said, jurisdictions }],
        missing: { url: `/parties/${nowhere}/land-uses`, body: { ...envelope, ...data, parcelId: nowhere } },
      };
    },
  },
];
