import { district, taskForce } from '../officers.ts';
import { type AssessmentService, envelope, nowhere } from '../service.ts';
import type { Case } from './case.ts';
import { asTaskForce } from './standards.ts';

const jurisdictions = [district];

const mandate = {
  unit: '第三方技术单位',
  uscc: '91350100M000100Y43',
  jurisdiction: district,
  tasks: ['survey'],
  from: '2024-03-11',
  until: '2024-12-31',
};

/** Grants a mandate for the survey of 金山区; answers its id. */
export const granted = async (service: AssessmentService, changes: object = {}): Promise<string> => {
  const answer = await service.post('/mandates', { ...envelope, ...mandate, ...changes }, { as: taskForce, key: 'granted' });
  if (answer.statusCode !== 201) throw new Error(`the mandate was not granted: ${answer.body}`);
  return answer.json<{ id: string }>().id;
};

export const mandateCases: readonly Case[] = [
  {
    path: '/mandates',
    ...asTaskForce,
    request: async () => ({
      url: '/mandates',
      body: { ...envelope, ...mandate },
      events: (mandateId) => [{ type: 'MandateGranted', data: { mandateId, ...mandate }, jurisdictions }],
      missing: { url: `/mandates/${nowhere}/reports`, body: envelope },
    }),
  },
  {
    path: '/mandates/:mandateId/revocations',
    ...asTaskForce,
    request: async (service) => {
      const mandateId = await granted(service);
      const body = { ...envelope, reason: '成果不符合要求' };
      return {
        url: `/mandates/${mandateId}/revocations`,
        body,
        events: () => [{ type: 'MandateRevoked', data: { mandateId, reason: '成果不符合要求' }, jurisdictions }],
        missing: { url: `/mandates/${nowhere}/revocations`, body },
      };
    },
  },
  {
    path: '/mandates/:mandateId/reports',
    ...asTaskForce,
    request: async (service) => {
      const mandateId = await granted(service);
      return {
        url: `/mandates/${mandateId}/reports`,
        body: envelope,
        events: () => [{ type: 'MandateReported', data: { mandateId, ...mandate, revokedOn: null }, jurisdictions }],
        missing: { url: `/mandates/${nowhere}/reports`, body: envelope },
      };
    },
  },
];
