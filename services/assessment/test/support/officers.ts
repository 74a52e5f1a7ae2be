import type { Actor, Role } from '@yimu/domain/kernel';

/** 漕泾镇, where the tests' parcels lie, and its district; and a town of another district. */
export const town = '310116112';
export const district = '310116';
/** 松江区 */
export const otherDistrict = '310117';
export const otherTown = '310117107';

/** Somebody with one role in a place. */
export const officer = (role: Role, code: string, department?: string): Actor => ({
  sub: `${department ?? role}@${code}`,
  roles: [role],
  scope: { kind: 'subtree', value: code },
  ...(department === undefined ? {} : { department }),
});

export const townOfficer = officer('town-officer', town);
export const otherTownOfficer = officer('town-officer', otherTown);
export const auditor = officer('auditor', town);

/** 区专班 */
export const taskForce = officer('task-force', district);
export const otherTaskForce = officer('task-force', otherDistrict);

/** 规划资源局, 市场监管局, 经委 … of a district. */
export const department = (name: string, code = district): Actor => officer('department', code, name);
