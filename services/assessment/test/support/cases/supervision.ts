import { auditor, department } from '../officers.ts';
import { envelope } from '../service.ts';
import type { Case } from './case.ts';

const district = '310116';
const years = { leaseYears: 2, holdingYears: 4 };
const body = { ...envelope, ...years };

export const supervisionCases: readonly Case[] = [
  {
    path: '/supervision-rules/:code',
    by: department('经委'),
    elsewhere: department('经委', '310117'),
    powerless: auditor,
    mayLieAhead: true,
    request: async () => ({
      url: `/supervision-rules/${district}`,
      body,
      events: () => [{ type: 'SupervisionRuleSet', data: { jurisdiction: district, ...years }, jurisdictions: [district] }],
      missing: { url: '/supervision-rules/310115', body },
    }),
  },
];
