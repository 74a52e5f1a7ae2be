import { town, townOfficer } from '../officers.ts';
import { enteredParcel, envelope, nowhere } from '../service.ts';
import { area, asDepartment, asTown, type Case, jurisdictions, noParcel } from './case.ts';

const land = '规划资源局';
const code = '310116112001GB00001';

export const parcelCases: readonly Case[] = [
  {
    path: '/parcels',
    ...asTown,
    request: async () => ({
      url: '/parcels',
      body: { ...envelope, jurisdiction: town, name: '上海古岛时装有限公司地块', area: area('30.62'), rank: 1 },
      events: (parcelId) => {
        const unknown = { address: null, landUse: null, ownership: null, legality: null };
        const data = {
          parcelId,
          jurisdiction: town,
          name: '上海古岛时装有限公司地块',
          ...unknown,
          observed: { area: area('30.62'), rank: 1 },
        };
        return [{ type: 'ParcelEntered', data, jurisdictions }];
      },
      missing: noParcel,
    }),
  },
  {
    path: '/parcels/:parcelId/area-observations',
    ...asTown,
    request: async (service) => {
      const parcelId = await enteredParcel(service);
      return {
        url: `/parcels/${parcelId}/area-observations`,
        body: { ...envelope, area: area('30.59'), rank: 2 },
        events: () => [
          { type: 'ParcelAreaObserved', data: { parcelId, observed: { area: area('30.59'), rank: 2 } }, jurisdictions },
          { type: 'ParcelAreaConflictOpened', data: { parcelId, areas: [area('30.62'), area('30.59')] }, jurisdictions },
        ],
        missing: noParcel,
      };
    },
  },
  {
    path: '/parcels/:parcelId/area-corrections',
    ...asTown,
    request: async (service) => {
      const parcelId = await enteredParcel(service);
      const [entered] = await service.eventsOf(`parcel-${parcelId}`);
      const change = { area: area('30.26'), reason: '数字读错' };
      const body = { ...envelope, ...change, observation: String(entered?.id) };
      return {
        url: `/parcels/${parcelId}/area-corrections`,
        body,
        events: () => [{ type: 'ParcelAreaCorrected', data: { parcelId, ...change }, jurisdictions, corrects: body.observation }],
        missing: { url: `/parcels/${nowhere}/area-corrections`, body },
      };
    },
  },
  {
    path: '/parcels/:parcelId/area-conflict-resolutions',
    ...asDepartment(land),
    request: async (service) => {
      const parcelId = await enteredParcel(service);
      const observed = { ...envelope, area: area('30.59') };
      await service.post(`/parcels/${parcelId}/area-observations`, observed, { as: townOfficer, key: 'observed' });
      const [entered] = await service.eventsOf(`parcel-${parcelId}`);
      const data = { observation: String(entered?.id), reason: '以盘活清单为准' };
      const body = { ...envelope, ...data };
      return {
        url: `/parcels/${parcelId}/area-conflict-resolutions`,
        body,
        events: () => [{ type: 'ParcelAreaConflictResolved', data: { parcelId, ...data }, jurisdictions }],
        missing: { url: `/parcels/${nowhere}/area-conflict-resolutions`, body },
      };
    },
  },
  {
    path: '/parcels/:parcelId/address-observations',
    ...asTown,
    request: async (service) => {
      const parcelId = await enteredParcel(service);
      const body = { ...envelope, address: '漕泾镇亭卫公路' };
      return {
        url: `/parcels/${parcelId}/address-observations`,
        body,
        events: () => [{ type: 'ParcelAddressObserved', data: { parcelId, address: body.address }, jurisdictions }],
        missing: { url: `/parcels/${nowhere}/address-observations`, body },
      };
    },
  },
  {
    path: '/parcels/:parcelId/codes',
    ...asDepartment(land),
    request: async (service) => {
      const parcelId = await enteredParcel(service);
      const body = { ...envelope, assigned: { kind: 'parcel-code', code } };
      return {
        url: `/parcels/${parcelId}/codes`,
        body,
        events: () => [
          { type: 'ParcelCodeReserved', data: { code, parcelId }, jurisdictions },
          { type: 'ParcelCodeAssigned', data: { parcelId, assigned: body.assigned }, jurisdictions },
        ],
        missing: { url: `/parcels/${nowhere}/codes`, body },
      };
    },
  },
];
