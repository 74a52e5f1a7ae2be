import { department, town, townOfficer } from '../officers.ts';
import { enteredParcel, envelope, nowhere, type RegistryService } from '../service.ts';
import { area, asDepartment, asTown, type Case, jurisdictions, noParcel } from './case.ts';

const land = '规划资源局';
const code = '310116112001GB00001';

type Who = Pick<Case, 'by' | 'elsewhere' | 'powerless'>;

/** A command on a parcel that says no more than its event does. */
const plainly = (
  path: string,
  who: Who,
  data: object,
  type: string,
  prepare: (service: RegistryService, parcelId: string) => Promise<Told> = untold,
): Case => ({
  path: `/parcels/:parcelId/${path}`,
  ...who,
  request: async (service) => {
    const parcelId = await enteredParcel(service);
    const { said = {}, corrects, ...others } = await prepare(service, parcelId);
    const body = { ...envelope, ...data, ...said };
    const told = { ...data, ...said, ...others.kept };
    const named = Object.fromEntries(Object.entries(told).filter(([name]) => !(others.dropped ?? []).includes(name)));
    return {
      url: `/parcels/${parcelId}/${path}`,
      body,
      events: () => [{ type, data: { parcelId, ...named }, jurisdictions, ...(corrects === undefined ? {} : { corrects }) }],
      missing: { url: `/parcels/${nowhere}/${path}`, body },
    };
  },
});

/** What a case brings about first: further fields of the body, of the event, fields that the event leaves out, what it corrects. */
interface Told {
  readonly said?: object;
  readonly kept?: object;
  readonly dropped?: readonly string[];
  readonly corrects?: string;
}
const untold = async (): Promise<Told> => ({});

const landUse = { landUse: 'industrial' };
/** The id of the last event of the parcel, after one more command. */
const after = async (service: RegistryService, parcelId: string, path: string, body: object): Promise<string> => {
  await service.post(`/parcels/${parcelId}/${path}`, { ...envelope, ...body }, { as: department(land), key: path });
  return String((await service.eventsOf(`parcel-${parcelId}`)).at(-1)?.id);
};
const square = [
  ['121.34', '30.72'],
  ['121.35', '30.72'],
  ['121.35', '30.73'],
  ['121.34', '30.72'],
];
const geometry = { crs: 'CGCS2000', geometry: { type: 'Polygon', coordinates: [square] } };
const reason = '依据登记簿';
const retirement = { reason, successors: [] };

const particularCases: readonly Case[] = [
  plainly('land-uses', asDepartment(land), landUse, 'ParcelLandUseChanged'),
  plainly('legalities', asDepartment(land), { legality: 'legal' }, 'ParcelLegalityChanged'),
  plainly('ownerships', asTown, { ownership: 'collective' }, 'ParcelOwnershipRecorded'),
  plainly('growth-boundary-positions', asDepartment(land), { position: 'crossing' }, 'ParcelGrowthBoundaryRecorded'),
  plainly('development-zones', asDepartment('经委'), { zone: { position: 'outside' } }, 'ParcelDevelopmentZoneRecorded'),
  plainly('tenures', asDepartment(land), { tenure: { kind: 'long-lease', from: '2020-01-01', until: null } }, 'ParcelTenureRecorded'),
  plainly('leasing-uses', asTown, { leasingUse: true }, 'ParcelLeasingUseRecorded'),
  plainly('geometries', asDepartment(land), geometry, 'ParcelGeometryRecorded'),
  plainly(
    'particular-corrections',
    asDepartment(land),
    { particular: { kind: 'land-use', value: 'research' }, reason },
    'ParcelParticularCorrected',
    async (service, parcelId) => {
      const entry = await after(service, parcelId, 'land-uses', landUse);
      return { said: { entry }, dropped: ['entry'], corrects: entry };
    },
  ),
  plainly(
    'particular-annulments',
    asDepartment(land),
    { particular: 'land-use', reason },
    'ParcelParticularAnnulled',
    async (service, parcelId) => {
      const entry = await after(service, parcelId, 'land-uses', landUse);
      return { said: { entry }, dropped: ['entry'], corrects: entry };
    },
  ),
];

const endingCases: readonly Case[] = [
  plainly('retirements', asDepartment(land), retirement, 'ParcelRetired', async () => ({
    kept: { lineageId: null, codes: [], basis: 'decided' },
  })),
  plainly('reported-retirements', asTown, { reason }, 'ParcelRetired', async (service) => ({
    said: { successors: [await enteredParcel(service, '承接地块')] },
    kept: { lineageId: null, codes: [], basis: 'reported' },
  })),
  plainly('retirement-annulments', asDepartment(land), { reason }, 'ParcelRetirementAnnulled', async (service, parcelId) => ({
    corrects: await after(service, parcelId, 'retirements', retirement),
  })),
  plainly('duplicate-declarations', asTown, { reason }, 'ParcelDuplicateDeclared', async (service) => ({
    said: { survivor: await enteredParcel(service, '同一地块') },
  })),
  plainly('duplicate-revocations', asDepartment(land), { reason }, 'ParcelDuplicateAnnulled', async (service, parcelId) => {
    const survivor = await enteredParcel(service, '同一地块');
    return { corrects: await after(service, parcelId, 'duplicate-declarations', { survivor, reason }) };
  }),
];

const entryCases: readonly Case[] = [
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

export const parcelCases: readonly Case[] = [...entryCases, ...particularCases, ...endingCases];
