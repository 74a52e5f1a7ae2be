import { townOfficer } from '../officers.ts';
import { asDepartment, asTown, type Case, jurisdictions } from './case.ts';
import { asked, leased, tenancy, term, titled } from './rights-title.ts';

const registrar = asDepartment('规划资源局');
const decided = (path: string) => ({ path: `/parcels/:parcelId${path}`, ...registrar, basis: 'decided' });
const reported = (path: string) => ({ path: `/parcels/:parcelId${path}`, ...asTown, basis: 'reported' });
const pathOf = ({ path }: { readonly path: string }): string => path.slice('/parcels/:parcelId'.length);

export const leaseCases: readonly Case[] = [
  ...[decided('/leases'), reported('/lease-reports')].map(
    ({ basis, ...who }): Case => ({
      ...who,
      request: async (service) => {
        const { parcelId, rightId, other } = await titled(service);
        const data = { rightId, lessees: [other], ...tenancy };
        return {
          ...asked(parcelId, pathOf(who), data),
          events: (leaseId) => [{ type: 'LeaseRegistered', data: { parcelId, leaseId, ...data, basis }, jurisdictions }],
        };
      },
    }),
  ),
  ...[decided('/subleases'), reported('/sublease-reports')].map(
    ({ basis, ...who }): Case => ({
      ...who,
      request: async (service) => {
        const title = await titled(service);
        const { parcelId, rightId, holder } = title;
        const parentLeaseId = await leased(service, title);
        await service.made(`/parcels/${parcelId}/leases/${parentLeaseId}/sublease-consents`, {}, { as: townOfficer, key: 'consent' });
        const data = { parentLeaseId, lessees: [holder], ...tenancy };
        return {
          ...asked(parcelId, pathOf(who), data),
          events: (leaseId) => [{ type: 'SubleaseRegistered', data: { parcelId, rightId, leaseId, ...data, basis }, jurisdictions }],
        };
      },
    }),
  ),
  ...[decided('/operators'), reported('/operator-reports')].map(
    ({ basis, ...who }): Case => ({
      ...who,
      request: async (service) => {
        const { parcelId, rightId, other } = await titled(service);
        const data = { rightId, operatorId: other, share: '30%', ...tenancy };
        return {
          ...asked(parcelId, pathOf(who), data),
          events: (leaseId) => [{ type: 'OperatorAppointed', data: { parcelId, leaseId, ...data, basis }, jurisdictions }],
        };
      },
    }),
  ),
  {
    path: '/parcels/:parcelId/leases/:leaseId/sublease-consents',
    ...asTown,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId, holder } = title;
      const leaseId = await leased(service, title);
      const data = { lesseeId: holder };
      return {
        ...asked(parcelId, `/leases/${leaseId}/sublease-consents`, data),
        events: () => [{ type: 'SubleaseConsentRecorded', data: { parcelId, rightId, leaseId, ...data }, jurisdictions }],
      };
    },
  },
  {
    path: '/parcels/:parcelId/leases/:leaseId/endings',
    ...asTown,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId } = title;
      const leaseId = await leased(service, title);
      const data = { reason: 'agreement' };
      return {
        ...asked(parcelId, `/leases/${leaseId}/endings`, data),
        events: () => [{ type: 'LeaseEnded', data: { parcelId, rightId, leaseId, ...data }, jurisdictions }],
      };
    },
  },
  {
    path: '/parcels/:parcelId/leases/:leaseId/corrections',
    ...asTown,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId } = title;
      const leaseId = await leased(service, title);
      const corrects = String((await service.eventsOf(`title-${parcelId}`)).at(-1)?.id);
      const data = { ...term, until: '2026-03-31', reason: '录入有误' };
      return {
        ...asked(parcelId, `/leases/${leaseId}/corrections`, data),
        events: () => [{ type: 'LeaseCorrected', data: { parcelId, rightId, leaseId, ...data }, jurisdictions, corrects }],
      };
    },
  },
];
