// Lock one of two: every read model states the caller's scope itself, which is also what the planner needs.
// Lock two, row-level security, holds alone if a read model forgets.
import type { Guard } from './guarded-tables.ts';
import { namedGuard } from './named-guard.ts';
import type { Caller } from './secrecy.ts';
import { subtreeGuard } from './subtree-guard.ts';

export type { Guard, GuardedTable } from './guarded-tables.ts';

/** The guard of a verified caller. */
export const guardOf = (caller: Caller): Guard => (caller.scope.kind === 'subtree' ? subtreeGuard(caller) : namedGuard(caller.scope));
