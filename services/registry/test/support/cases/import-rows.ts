import { createHash } from 'node:crypto';
import { testId } from '@yimu/testing';
import { town } from '../officers.ts';
import { envelope } from '../service.ts';
import { asTown, type Case, jurisdictions, noParcel } from './case.ts';

export const importRowCases: readonly Case[] = [
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
