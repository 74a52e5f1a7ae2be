// Every route of the registry: who may use it, a request that is accepted, and the events that come of it.
import { createHash } from 'node:crypto';
import { finding } from '@yimu/domain/finding';
import type { Actor } from '@yimu/domain/kernel';
import { testId } from '@yimu/testing';
import type { RouteCase } from '@yimu/testing/command-routes';
import { auditor, department, district, officer, otherDistrict, otherTownOfficer, town, townOfficer } from './officers.ts';
import { enteredParcel, enteredParty, envelope, give, nowhere, type RegistryService } from './service.ts';

type Case = RouteCase<RegistryService, Actor>;

const land = '规划资源局';
const market = '市场监管局';
const admin = officer('admin', '310000');
const adminElsewhere = officer('admin', otherDistrict);
const asTown = { by: townOfficer, elsewhere: otherTownOfficer, powerless: auditor };
const asDepartment = (name: string) => ({ by: department(name), elsewhere: department(name, otherDistrict), powerless: townOfficer });
const asAdmin = { by: admin, elsewhere: adminElsewhere, powerless: townOfficer };

const area = (value: string) => ({ value, unit: 'mu' });
const code = '310116112001GB00001';
export const uscc = '91350100M000100Y43';

const jurisdictions = [town];
/** What every officer but an administrator may ask for in vain. */
const noParcel = { url: `/parcels/${nowhere}/area-observations`, body: { ...envelope, area: area('1') } };
const noJurisdiction = { url: '/jurisdictions/310117999/renamings', body: { ...envelope, name: '无' } };

const registered = async (service: RegistryService): Promise<void> => {
  const data = { code: town, name: '漕泾镇', parent: district, effectiveOn: '2020-01-01' };
  await service.made('/jurisdictions', data, { as: admin, key: 'registered' });
};

const jurisdictionCases: readonly Case[] = [
  {
    path: '/jurisdictions',
    ...asAdmin,
    request: async () => {
      const data = { code: town, name: '漕泾镇', parent: district };
      return {
        url: '/jurisdictions',
        body: { ...envelope, ...data },
        events: () => [{ type: 'JurisdictionRegistered', data, jurisdictions }],
        missing: noJurisdiction,
      };
    },
  },
  {
    path: '/jurisdictions/:code/renamings',
    ...asAdmin,
    request: async (service) => {
      await registered(service);
      return {
        url: `/jurisdictions/${town}/renamings`,
        body: { ...envelope, name: '漕泾新镇' },
        events: () => [{ type: 'JurisdictionRenamed', data: { code: town, name: '漕泾新镇' }, jurisdictions }],
        missing: noJurisdiction,
      };
    },
  },
  {
    path: '/jurisdictions/:code/recodings',
    ...asAdmin,
    request: async (service) => {
      await registered(service);
      const data = { successor: '310116113', reason: '区划调整' };
      return {
        url: `/jurisdictions/${town}/recodings`,
        body: { ...envelope, ...data },
        events: () => [{ type: 'JurisdictionRecoded', data: { code: town, ...data }, jurisdictions: [town, '310116113'] }],
        missing: noJurisdiction,
      };
    },
  },
];

const parcelCases: readonly Case[] = [
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

const partyCases: readonly Case[] = [
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

const otherCases: readonly Case[] = [
  {
    path: '/findings/:findingId/closings',
    ...asTown,
    request: async (service) => {
      const findingId = testId('finding');
      const opening = {
        findingId,
        rule: 'parcel-on-several-lists',
        subject: { kind: 'parcel' as const, id: testId('parcel') },
        jurisdictions: [town],
        causedBy: testId('cause'),
        titleZh: '待核实',
        titleEn: 'To be checked',
        detail: [],
      };
      await give(service.store, { stream: `finding-${findingId}`, decider: finding, type: 'OpenFinding', data: opening });
      const data = { outcome: 'no-error', reason: '两份清单均有效' };
      return {
        url: `/findings/${findingId}/closings`,
        body: { ...envelope, ...data },
        events: () => [{ type: 'FindingClosed', data: { findingId, ...data }, jurisdictions }],
        missing: { url: `/findings/${nowhere}/closings`, body: { ...envelope, ...data } },
      };
    },
  },
  {
    path: '/import-rows',
    ...asTown,
    request: async () => {
      const place = ['漕府〔2024〕11号', '附件3 盘活', '1'] as const;
      const data = {
        document: place[0],
        list: place[1],
        row: place[2],
        name: '上海古岛时装有限公司地块',
        contentHash: 'ab'.repeat(32),
        cells: { 序号: '1', 地块名称: ' 上海古岛 时装有限公司地块' },
        target: { kind: 'parcel', id: testId('parcel') },
        jurisdiction: town,
      };
      const rowId = createHash('sha256').update('["310116112","漕府〔2024〕11号","附件3 盘活","1"]').digest('hex');
      return {
        url: '/import-rows',
        body: { ...envelope, ...data },
        events: () => [{ type: 'ImportRowRecorded', data: { ...data, rowId }, jurisdictions }],
        missing: noParcel,
      };
    },
  },
];

export const cases: readonly Case[] = [...jurisdictionCases, ...parcelCases, ...partyCases, ...otherCases];
