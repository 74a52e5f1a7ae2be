// As whom a caller speaks: told by role, department and scope, never by the body of a request.
import { departments, levelOf } from '@yimu/domain/kernel';
import type { Supplier } from '@yimu/domain/scoring';
import type { FormKind, fillers } from '@yimu/domain/submission/events';
import type { Caller } from '@yimu/server';

type Filler = (typeof fillers)[number];

/** Whose figures the caller supplies; undefined for whoever owes none. An enterprise speaks for itself only, which its scope says. */
export const supplierOf = ({ actor: { roles, department, scope } }: Caller): Supplier | undefined => {
  if (roles.includes('department')) return departments.find((name) => name === department);
  if (scope.kind === 'party') return roles.includes('enterprise') ? '用地主体' : undefined;
  if (roles.includes('town-officer')) return '街镇';
  return roles.includes('park-officer') ? '园区' : undefined;
};

/** As whom the caller fills a form; undefined for whoever fills none. What a town fills for an enterprise is 代填. */
export const fillerOf = ({ actor: { roles, scope } }: Caller, form: FormKind): Filler | undefined => {
  if (scope.kind === 'mandate') return roles.includes('technical-unit') ? 'mandated-unit' : undefined;
  if (scope.kind === 'party') return roles.includes('enterprise') ? 'enterprise' : undefined;
  if (!roles.includes('town-officer') && !roles.includes('park-officer')) return undefined;
  return form === 'survey' ? 'town' : 'on-behalf';
};

/** Whether the caller looks forms through for the town, or for the task force of the district. */
export const reviewerOf = ({ actor: { roles, scope } }: Caller): 'town' | 'task-force' =>
  roles.includes('task-force') && scope.kind === 'subtree' && levelOf(scope.value) !== 'town' ? 'task-force' : 'town';
