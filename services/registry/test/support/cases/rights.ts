import { town, townOfficer } from '../officers.ts';
import { enteredParcel, enteredParty } from '../service.ts';
import { asDepartment, asTown, type Case, jurisdictions } from './case.ts';
import { leaseCases } from './rights-leases.ts';
import { mortgageCases } from './rights-mortgages.ts';
import { seizureCases } from './rights-seizures.ts';
import { asked, kind, only, particulars, titled } from './rights-title.ts';
import { rightTransferCases } from './rights-transfers.ts';

const registrar = asDepartment('规划资源局');
const { nature: _, certificateNumber, ...corrected } = particulars;

export const rightCases: readonly Case[] = [
  ...[
    { path: '/parcels/:parcelId/rights', ...registrar, basis: 'decided' },
    { path: '/parcels/:parcelId/right-reports', ...asTown, basis: 'reported' },
  ].map(
    ({ basis, ...who }): Case => ({
      ...who,
      request: async (service) => {
        const [parcelId, holder] = [await enteredParcel(service), await enteredParty(service)];
        const data = { kind, holders: only(holder), ...particulars };
        return {
          ...asked(parcelId, who.path.slice('/parcels/:parcelId'.length), data),
          events: (rightId) => [{ type: 'RightRegistered', data: { parcelId, rightId, ...data, basis }, jurisdictions: [town] }],
        };
      },
    }),
  ),
  {
    path: '/parcels/:parcelId/rights/:rightId/corrections',
    ...registrar,
    request: async (service) => {
      const { parcelId, rightId, other } = await titled(service);
      const [registered] = await service.eventsOf(`title-${parcelId}`);
      const data = { kind, holders: only(other), ...corrected, reason: '录入有误' };
      return {
        ...asked(parcelId, `/rights/${rightId}/corrections`, data),
        events: () => [{ type: 'RightCorrected', data: { parcelId, rightId, ...data }, jurisdictions, corrects: String(registered?.id) }],
      };
    },
  },
  {
    path: '/parcels/:parcelId/rights/:rightId/certificates',
    ...registrar,
    request: async (service) => {
      const { parcelId, rightId } = await titled(service);
      const data = { certificateNumber: certificateNumber.replace('1号', '2号') };
      return {
        ...asked(parcelId, `/rights/${rightId}/certificates`, data),
        events: () => [{ type: 'CertificateRegistered', data: { parcelId, rightId, kind, ...data }, jurisdictions }],
      };
    },
  },
  ...[
    { path: '/parcels/:parcelId/rights/:rightId/endings', ...registrar, basis: 'decided' },
    { path: '/parcels/:parcelId/rights/:rightId/end-reports', ...asTown, basis: 'reported' },
  ].map(
    ({ basis, ...who }): Case => ({
      ...who,
      request: async (service) => {
        const { parcelId, rightId } = await titled(service);
        const data = { reason: 'recovery' };
        return {
          ...asked(parcelId, who.path.slice('/parcels/:parcelId'.length).replace(':rightId', rightId), data),
          events: () => [{ type: 'RightEnded', data: { parcelId, rightId, kind, ...data, basis }, jurisdictions }],
        };
      },
    }),
  ),
  {
    path: '/parcels/:parcelId/title-annulments',
    ...registrar,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId } = title;
      await service.made(`/parcels/${parcelId}/rights/${rightId}/end-reports`, { reason: 'demolition' }, { as: townOfficer, key: 'ended' });
      const entry = String((await service.eventsOf(`title-${parcelId}`)).at(-1)?.id);
      return {
        ...asked(parcelId, '/title-annulments', { entry, reason: '误录' }),
        events: () => [{ type: 'TitleFactAnnulled', data: { parcelId, rightId, reason: '误录' }, jurisdictions, corrects: entry }],
      };
    },
  },
  ...rightTransferCases,
  ...leaseCases,
  ...mortgageCases,
  ...seizureCases,
];
