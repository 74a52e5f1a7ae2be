// Who may command what: the one table role × department × command. Where, is the scope's question, not this table's.
import type { Actor } from '@yimu/domain/kernel';
import { assessmentPermissions } from './permissions/assessment.ts';
import type { Holders } from './permissions/holders.ts';
import { registryPermissions } from './permissions/registry.ts';

export type { Holders } from './permissions/holders.ts';

/** The table; in the files of the two services who holds each command. */
export const permissions = { ...registryPermissions, ...assessmentPermissions } as const satisfies Readonly<Record<string, Holders>>;

/** Every command the table knows. */
export type CommandType = keyof typeof permissions;

const holdersOf = (commandType: string): Holders | undefined =>
  Object.hasOwn(permissions, commandType) ? permissions[commandType as CommandType] : undefined;

/** True when one of the actor's roles, or its department, may give the command. Nobody may give an unknown one. */
export const mayCommand = (actor: Pick<Actor, 'roles' | 'department'>, commandType: string): boolean => {
  const holders = holdersOf(commandType);
  if (holders === undefined) return false;
  return actor.roles.some((role) =>
    role === 'department' ? holders.departments.some((name) => name === actor.department) : holders.roles.includes(role),
  );
};

/** True when reactions may give the command in process. */
export const reactionsMayCommand = (commandType: string): boolean => holdersOf(commandType)?.reactions === true;
