import { auditor, department, district, otherDistrict } from '../officers.ts';
import { type AssessmentService, envelope } from '../service.ts';
import type { Case } from './case.ts';

const asDepartment = {
  by: department('经委'),
  elsewhere: department('经委', otherDistrict),
  powerless: auditor,
  mayLieAhead: true,
} as const;
const jurisdictions = [district];

const place = { jurisdiction: district, code: 'electricity-price' };
/** A sample: no document that could be read says which policy follows from which grade. */
const said = { name: '差别化电价（示例）', grades: ['D'], effect: 'restrict', details: '示例：执行差别化电价' };
const basis = { document: '漕府〔2024〕11号', clause: null };
export const setting = { ...place, department: '经委', ...said };

/** Sets the sample; answers the address of the policy. */
export const policySet = async (service: AssessmentService): Promise<string> => {
  const answer = await service.post('/policies', { ...envelope, ...setting }, { as: department('经委'), key: 'set' });
  if (answer.statusCode !== 201) throw new Error(`the policy was not set: ${answer.body}`);
  return `/policies/${district}/electricity-price`;
};

export const policyCases: readonly Case[] = [
  {
    path: '/policies',
    ...asDepartment,
    request: async () => ({
      url: '/policies',
      body: { ...envelope, ...setting },
      events: () => [{ type: 'GradePolicySet', data: { ...setting, basis }, jurisdictions }],
      missing: { url: `/policies/${district}/nothing/endings`, body: { ...envelope, reason: '文件失效' } },
    }),
  },
  {
    path: '/policies/:jurisdiction/:code/replacements',
    ...asDepartment,
    request: async (service) => {
      const url = `${await policySet(service)}/replacements`;
      const replaced = { ...said, grades: ['C', 'D'], reason: '扩大范围' };
      const body = { ...envelope, ...replaced };
      return {
        url,
        body,
        events: () => [{ type: 'GradePolicyReplaced', data: { ...setting, basis, ...replaced }, jurisdictions }],
        missing: { url: `/policies/${district}/nothing/replacements`, body },
      };
    },
  },
  {
    path: '/policies/:jurisdiction/:code/endings',
    ...asDepartment,
    request: async (service) => {
      const url = `${await policySet(service)}/endings`;
      const body = { ...envelope, reason: '文件失效' };
      return {
        url,
        body,
        events: () => [{ type: 'GradePolicyEnded', data: { ...place, department: '经委', reason: '文件失效' }, jurisdictions }],
        missing: { url: `/policies/${district}/nothing/endings`, body },
      };
    },
  },
];
