import { district, taskForce } from '../officers.ts';
import { type AssessmentService, envelope, today } from '../service.ts';
import type { Case } from './case.ts';
import { asTaskForce } from './standards.ts';

const jurisdictions = [district];

const place = { jurisdiction: district, year: 2024 };
const office = '规划资源局';
const member = { department: '房管局', section: null, duty: 'member', from: today, until: null };
/** 规划资源局, 经委 and 国资委 lead under 松规划资源〔2023〕123号. */
const leads = ['规划资源局', '经委', '国资委'].map((department) => ({ ...member, department, duty: 'lead' }));
const members = [...leads, member];

/** Establishes the task force of 金山区 for 2024. */
const established = async (service: AssessmentService): Promise<void> => {
  const answer = await service.post('/task-forces', { ...envelope, ...place, office, members }, { as: taskForce, key: 'established' });
  if (answer.statusCode !== 201) throw new Error(`the task force was not established: ${answer.body}`);
};

export const taskForceCases: readonly Case[] = [
  {
    path: '/task-forces',
    ...asTaskForce,
    request: async () => ({
      url: '/task-forces',
      body: { ...envelope, ...place, office, members },
      events: () => [{ type: 'TaskForceEstablished', data: { ...place, office, members }, jurisdictions }],
      missing: { url: `/task-forces/${district}/2099/reports`, body: envelope },
    }),
  },
  {
    path: '/task-forces/:code/:year/members',
    ...asTaskForce,
    request: async (service) => {
      await established(service);
      const liaison = { department: '规划资源局', section: '土地利用科', duty: 'liaison', from: today, until: '2024-12-31' };
      const body = { ...envelope, ...liaison };
      return {
        url: `/task-forces/${district}/2024/members`,
        body,
        events: () => [{ type: 'MemberAppointed', data: { ...place, ...liaison }, jurisdictions }],
        missing: { url: `/task-forces/${district}/2099/members`, body },
      };
    },
  },
  {
    path: '/task-forces/:code/:year/removals',
    ...asTaskForce,
    request: async (service) => {
      await established(service);
      const removed = { department: '国资委', section: null, duty: 'lead', reason: '机构调整' };
      const body = { ...envelope, ...removed };
      return {
        url: `/task-forces/${district}/2024/removals`,
        body,
        events: () => [{ type: 'MemberRemoved', data: { ...place, ...removed }, jurisdictions }],
        missing: { url: `/task-forces/${district}/2099/removals`, body },
      };
    },
  },
  {
    path: '/task-forces/:code/:year/reports',
    ...asTaskForce,
    request: async (service) => {
      await established(service);
      return {
        url: `/task-forces/${district}/2024/reports`,
        body: envelope,
        events: () => [{ type: 'RosterReported', data: { ...place, office, members }, jurisdictions }],
        missing: { url: `/task-forces/${district}/2099/reports`, body: envelope },
      };
    },
  },
];
