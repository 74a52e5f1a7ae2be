import { finding } from '@yimu/domain/finding';
import { testId } from '@yimu/testing';
import { town } from '../officers.ts';
import { envelope, give, nowhere } from '../service.ts';
import { asTown, type Case, jurisdictions } from './case.ts';

export const findingCases: readonly Case[] = [
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
];
