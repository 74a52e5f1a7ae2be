import type { Actor } from '@yimu/domain/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import { policySet, setting } from './support/cases/policies.ts';
import { department, district, officer, taskForce } from './support/officers.ts';
import { type AssessmentService, assessmentService, envelope } from './support/service.ts';

let service: AssessmentService;
beforeEach(async () => {
  service = await assessmentService();
});

const set = (as: Actor, changes: object = {}) => service.post('/policies', { ...envelope, ...setting, ...changes }, { as });

describe('a policy', () => {
  it('is set by its own department or by the task force', async () => {
    const other = await set(department('发改委'));
    expect([other.statusCode, other.json<{ rule: string }>().rule]).toEqual([409, 'policy-of-another-department']);
    expect((await set(taskForce)).statusCode).toBe(201);
  });

  it('is replaced and ended by its own department or by the task force', async () => {
    const url = `${await policySet(service)}/endings`;
    const end = (as: Actor) => service.post(url, { ...envelope, reason: '文件失效' }, { as, key: as.sub });
    const other = await end(department('税务局'));
    expect([other.statusCode, other.json<{ rule: string }>().rule]).toEqual([409, 'policy-of-another-department']);
    expect((await end(taskForce)).statusCode).toBe(201);
  });

  it('of one district leaves the same code to another', async () => {
    await policySet(service);
    const elsewhere = await set(department('经委', '310117'), { jurisdiction: '310117' });
    expect([elsewhere.statusCode, elsewhere.json<{ stream: string }>().stream]).toEqual([201, 'policy-310117-electricity-price']);
  });

  it('is none of a park or a town', async () => {
    expect((await set(officer('town-officer', district))).statusCode).toBe(403);
  });
});
