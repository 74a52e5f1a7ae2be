// Whose figures of a single enterprise or parcel are secret (涉税、统计数据), and with them all that is derived from them.
import type { Actor } from '@yimu/domain/kernel';
import type { Supplier } from '@yimu/domain/scoring';

const secretSuppliers: readonly Supplier[] = ['税务局', '统计局'];

/** What a figure is called by the secret figures in it: '' for none, else the bureaus, always in one order. */
export const secretOf = (suppliers: readonly string[]): string => secretSuppliers.filter((each) => suppliers.includes(each)).join(',');

/** Of what nobody can say whose figures are in it: for the task force alone. */
export const utmostSecret = secretSuppliers.join(',');

/** What a verified token says of its holder. */
export type Caller = Pick<Actor, 'scope' | 'roles' | 'department'>;

/** What a caller may see inside its subtree: everything (区专班), or the figures of its own department beside what is no secret. */
export const clearanceOf = ({ roles, department }: Caller): 'all' | readonly string[] => {
  if (roles.includes('task-force')) return 'all';
  return roles.includes('department') && department !== undefined ? ['', department] : [''];
};
