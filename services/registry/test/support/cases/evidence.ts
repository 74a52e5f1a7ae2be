import { evidence } from '@yimu/domain/evidence';
import { testId } from '@yimu/testing';
import { town } from '../officers.ts';
import { envelope, give, nowhere } from '../service.ts';
import { asTown, type Case, jurisdictions } from './case.ts';

export const evidenceCases: readonly Case[] = [
  {
    path: '/evidence/:evidenceId/withdrawals',
    ...asTown,
    request: async (service) => {
      const evidenceId = testId('evidence');
      const sha256 = 'ab'.repeat(32);
      const received = { sha256, size: 5, fitsType: true };
      const sent = { evidenceId, sha256, mediaType: 'application/pdf' as const, fileName: null, received, jurisdictions: [town] };
      await give(service.store, { stream: `evidence-${evidenceId}`, decider: evidence, type: 'StoreEvidence', data: sent });
      const data = { reason: '误传' };
      return {
        url: `/evidence/${evidenceId}/withdrawals`,
        body: { ...envelope, ...data },
        events: () => [{ type: 'EvidenceWithdrawn', data: { evidenceId, ...data }, jurisdictions }],
        missing: { url: `/evidence/${nowhere}/withdrawals`, body: { ...envelope, ...data } },
      };
    },
  },
];
