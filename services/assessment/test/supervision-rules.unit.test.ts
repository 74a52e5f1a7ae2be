import { expect, it } from 'vitest';
import { department, district, taskForce, town } from './support/officers.ts';
import { assessmentService, envelope } from './support/service.ts';

it('a town has no rule of its own: it would lift its land out of the supervision of its district', async () => {
  const service = await assessmentService();
  const rule = { ...envelope, leaseYears: 99, holdingYears: 99 };
  for (const as of [taskForce, department('经委')]) {
    const answer = await service.post(`/supervision-rules/${town}`, rule, { as, key: as.sub });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'validation']);
  }
  expect((await service.post(`/supervision-rules/${district}`, rule, { as: taskForce })).statusCode).toBe(201);
});
