import { district, officer, otherDistrict, town, townOfficer } from '../officers.ts';
import { envelope, type RegistryService } from '../service.ts';
import { admin, type Case, jurisdictions } from './case.ts';

const asAdmin = { by: admin, elsewhere: officer('admin', otherDistrict), powerless: townOfficer };
const noJurisdiction = { url: '/jurisdictions/310117999/renamings', body: { ...envelope, name: '无' } };

const registered = async (service: RegistryService): Promise<void> => {
  const data = { code: town, name: '漕泾镇', parent: district, effectiveOn: '2020-01-01' };
  await service.made('/jurisdictions', data, { as: admin, key: 'registered' });
};

export const jurisdictionCases: readonly Case[] = [
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
