// Who holds commands: people by role, departments by name, reactions.
import { type Department, departments, type Role } from '@yimu/domain/kernel';

/** The holders of one command. */
export interface Holders {
  readonly roles: readonly Exclude<Role, 'department'>[];
  /** Departments whose people (role `department`) may give it. */
  readonly departments: readonly Department[];
  /** Given by reactions in process; no token can. */
  readonly reactions?: true;
}

export const land = '规划资源局';
export const economy = '经委';
export const market = '市场监管局';
export const invest = '投促办';

export const administration: Holders = { roles: ['admin'], departments: [] };
/** Towns and parks report what is there. */
export const local = (...departments: readonly Department[]): Holders => ({ roles: ['town-officer', 'park-officer'], departments });
export const departmentOnly = (...departments: readonly Department[]): Holders => ({ roles: [], departments });
/** Given by people, and by reactions to what people did elsewhere. */
export const alsoReactions = (holders: Holders): Holders => ({ ...holders, reactions: true });
export const reactionsOnly: Holders = { roles: [], departments: [], reactions: true };

/** A court's letters and rulings are recorded by the clerk at 规划资源局; courts themselves only read. */
export const clerk: Holders = { roles: ['court-clerk'], departments: [] };

/** The task force of a district (区专班), in which 经委 leads the evaluation. */
export const taskForce: Holders = { roles: ['task-force'], departments: [economy] };

/** The task force itself: 经委 drafts the standard and reviews lines like every other department, and neither publishes the one nor submits the other. */
export const district: Holders = { roles: ['task-force'], departments: [] };

/** An enterprise for itself, and towns and parks for it from stamped paper (代填). */
export const objecting: Holders = { roles: ['town-officer', 'park-officer', 'enterprise'], departments: [] };
/** Each department for its own, the task force for those of all. */
export const everyDepartment: Holders = { roles: ['task-force'], departments };
