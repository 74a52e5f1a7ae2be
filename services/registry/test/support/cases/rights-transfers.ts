import type { RegistryService } from '../service.ts';
import { asDepartment, asTown, type Case, jurisdictions } from './case.ts';
import { asked, filed, granted, kind, land, only, reviewed, type Titled, titled } from './rights-title.ts';

const registrar = asDepartment('规划资源局');

/** A step of a transfer that the given steps led to. */
const step = (
  of: Pick<Case, 'by' | 'elsewhere' | 'powerless'> & {
    readonly name: string;
    readonly after: (service: RegistryService, title: Titled) => Promise<string>;
    readonly body: object;
    readonly type: string;
    readonly data: (title: Titled) => object;
  },
): Case => {
  const { name, after, body, type, data, ...who } = of;
  return {
    path: `/parcels/:parcelId/right-transfers/:transferId/${name}`,
    ...who,
    request: async (service) => {
      const title = await titled(service);
      const transferId = await after(service, title);
      const { parcelId, rightId } = title;
      return {
        ...asked(parcelId, `/right-transfers/${transferId}/${name}`, body),
        events: () => [{ type, data: { parcelId, rightId, transferId, ...data(title) }, jurisdictions }],
      };
    },
  };
};

const opinion = { opinion: 'disagree', text: '亩均税收未达约定' };
const decision = { outcome: 'granted', reason: '三部门均同意' };
const withdrawal = { reason: '双方协商终止' };

export const rightTransferCases: readonly Case[] = [
  {
    path: '/parcels/:parcelId/right-transfers',
    ...asTown,
    request: async (service) => {
      const { parcelId, rightId, other } = await titled(service);
      const data = { rightId, transferKind: 'buyback', holders: only(other), price: { amount: '900000000', currency: 'CNY' } };
      return {
        ...asked(parcelId, '/right-transfers', data),
        events: (transferId) => [{ type: 'RightTransferFiled', data: { parcelId, kind, transferId, ...data }, jurisdictions }],
      };
    },
  },
  step({
    name: 'opinions',
    ...asDepartment('经委'),
    after: filed,
    body: opinion,
    type: 'RightTransferOpinionRecorded',
    data: () => ({ department: '经委', ...opinion }),
  }),
  step({ name: 'decisions', ...registrar, after: reviewed, body: decision, type: 'RightTransferDecided', data: () => decision }),
  step({ name: 'withdrawals', ...asTown, after: filed, body: withdrawal, type: 'RightTransferWithdrawn', data: () => withdrawal }),
  step({
    name: 'registrations',
    ...registrar,
    after: granted,
    body: {},
    type: 'RightTransferred',
    data: ({ other }) => ({ kind, holders: only(other), transferKind: 'transfer', basis: 'decided' }),
  }),
  {
    path: '/parcels/:parcelId/right-transfers/:transferId/corrections',
    ...registrar,
    request: async (service) => {
      const title = await titled(service);
      const { parcelId, rightId, holder, other } = title;
      const succession = { rightId, transferKind: 'merger', holders: only(other) };
      const transferId = await service.made(`/parcels/${parcelId}/right-successions`, succession, { as: land, key: 'merger' });
      const entry = (await service.eventsOf(`title-${parcelId}`)).at(-1);
      const holders = [
        { partyId: holder, share: '1/2' },
        { partyId: other, share: '1/2' },
      ];
      const data = { rightId, holders, reason: '份额有误' };
      return {
        ...asked(parcelId, `/right-transfers/${transferId}/corrections`, data),
        events: () => [
          { type: 'RightTransferCorrected', data: { parcelId, kind, transferId, ...data }, jurisdictions, corrects: String(entry?.id) },
        ],
      };
    },
  },
  ...[
    { path: '/parcels/:parcelId/right-successions', ...registrar, transferKind: 'division', basis: 'decided' },
    { path: '/parcels/:parcelId/right-transfer-reports', ...asTown, transferKind: 'judgment', basis: 'reported' },
  ].map(
    ({ transferKind, basis, ...who }): Case => ({
      ...who,
      request: async (service) => {
        const { parcelId, rightId, other } = await titled(service);
        const data = { rightId, transferKind, holders: only(other) };
        return {
          ...asked(parcelId, who.path.slice('/parcels/:parcelId'.length), data),
          events: (transferId) => [{ type: 'RightTransferred', data: { parcelId, kind, transferId, ...data, basis }, jurisdictions }],
        };
      },
    }),
  ),
];
