import { lineage } from '@yimu/domain/lineage';
import { entityIdFor } from '@yimu/server';
import { department, district, town } from '../officers.ts';
import { enteredParcel, envelope, give, nowhere, type RegistryService } from '../service.ts';
import { area, asDepartment, asTown, type Case, jurisdictions, noParcel } from './case.ts';

const land = '规划资源局';

/** The id of the n-th parcel that comes of a lineage. */
const childId = (lineageId: string, n: number): string =>
  entityIdFor({ issuer: 'yimu', sub: 'lineage', method: 'CHILD', path: lineageId, key: String(n) });

const parts = ['10.62', '20'].map((value, n) => ({ name: `古岛${n}`, address: null, area: area(value), parcelCode: null }));
const former = (parcelId: string) => ({ parcelId, jurisdiction: town, area: area('30.62'), areaInConflict: false, codes: [] });
const whole = { name: '古岛合并', address: null, area: area('61.24'), parcelCode: null };

const splitting = (path: string, basis: 'decided' | 'reported', who: Pick<Case, 'by' | 'elsewhere' | 'powerless'>): Case => ({
  path,
  ...who,
  request: async (service) => {
    const parcelId = await enteredParcel(service);
    const named = { purpose: 'surplus-land', project: '高端装备零部件项目' };
    const body = { ...envelope, ...named, parcelId, children: parts };
    return {
      url: path,
      body,
      events: (lineageId) => {
        const children = parts.map((part, n) => ({ ...part, parcelId: childId(lineageId, n), jurisdiction: town }));
        const data = { lineageId, basis, ...named, parent: former(parcelId), children, tolerance: '0.1%' };
        return [{ type: 'SplitStarted', data, jurisdictions }];
      },
      missing: { url: path, body: { ...body, parcelId: nowhere } },
    };
  },
});

const merging = (path: string, basis: 'decided' | 'reported', who: Pick<Case, 'by' | 'elsewhere' | 'powerless'>): Case => ({
  path,
  ...who,
  request: async (service) => {
    const parcelIds = [await enteredParcel(service, '甲'), await enteredParcel(service, '乙')];
    const body = { ...envelope, parcelIds, child: whole };
    return {
      url: path,
      body,
      events: (lineageId) => {
        const child = { ...whole, parcelId: childId(lineageId, 0), jurisdiction: town };
        return [
          { type: 'MergerStarted', data: { lineageId, basis, parents: parcelIds.map(former), child, tolerance: '0.1%' }, jurisdictions },
        ];
      },
      missing: { url: path, body: { ...body, parcelIds: [parcelIds[0], nowhere] } },
    };
  },
});

/** A split that no reaction has carried out yet. */
const startedSplit = async (service: RegistryService) => {
  const parcelId = await enteredParcel(service);
  const lineageId = await service.made('/splits', { parcelId, children: parts }, { as: department(land), key: 'split' });
  return { lineageId, parcelId };
};

export const lineageCases: readonly Case[] = [
  splitting('/splits', 'decided', asDepartment(land)),
  splitting('/reported-splits', 'reported', asTown),
  merging('/mergers', 'decided', asDepartment(land)),
  merging('/reported-mergers', 'reported', asTown),
  {
    path: '/lineages/:lineageId/resumptions',
    ...asDepartment(land),
    request: async (service) => {
      const { lineageId, parcelId } = await startedSplit(service);
      const refusal = { rule: 'parcel-has-later-facts', en: 'Something holds later.', zh: '已有较晚生效的记载。' };
      const data = { lineageId, step: { kind: 'parent-retired' as const, parcelId }, refusal };
      await give(service.store, { stream: `lineage-${lineageId}`, decider: lineage, type: 'RecordLineageRefusal', data });
      return {
        url: `/lineages/${lineageId}/resumptions`,
        body: envelope,
        events: () => [{ type: 'LineageResumed', data: { lineageId }, jurisdictions }],
        missing: { url: `/lineages/${nowhere}/resumptions`, body: envelope },
      };
    },
  },
  {
    path: '/lineages/:lineageId/abandonments',
    ...asDepartment(land),
    request: async (service) => {
      const { lineageId } = await startedSplit(service);
      const body = { ...envelope, reason: '申请人撤回' };
      return {
        url: `/lineages/${lineageId}/abandonments`,
        body,
        events: () => [{ type: 'LineageAbandonmentBegun', data: { lineageId, reason: body.reason }, jurisdictions }],
        missing: { url: `/lineages/${nowhere}/abandonments`, body },
      };
    },
  },
  {
    path: '/lineage-tolerances/:code',
    ...asDepartment(land),
    request: async () => ({
      url: `/lineage-tolerances/${district}`,
      body: { ...envelope, tolerance: '0.2%' },
      events: () => [{ type: 'LineageToleranceSet', data: { code: district, tolerance: '0.2%' }, jurisdictions: [district] }],
      missing: noParcel,
    }),
  },
];
