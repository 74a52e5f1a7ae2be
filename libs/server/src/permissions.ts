// Who may command what: the one table role × department × command (design §6). Where, is the scope's question, not this table's.
import type { Actor, Department, Role } from '@yimu/domain/kernel';

/** The holders of one command. */
export interface Holders {
  readonly roles: readonly Exclude<Role, 'department'>[];
  /** Departments whose people (role `department`) may give it. */
  readonly departments: readonly Department[];
  /** Given by reactions in process; no token can. */
  readonly reactions?: true;
}

const land = '规划资源局';
const economy = '经委';
const market = '市场监管局';

const administration: Holders = { roles: ['admin'], departments: [] };
/** Towns and parks report what is there. */
const local = (...departments: readonly Department[]): Holders => ({ roles: ['town-officer', 'park-officer'], departments });
const departmentOnly = (...departments: readonly Department[]): Holders => ({ roles: [], departments });

export const permissions = {
  RegisterJurisdiction: administration,
  RenameJurisdiction: administration,
  RecodeJurisdiction: administration,

  EnterParcel: local(),
  ObserveParcelArea: local(land),
  CorrectParcelArea: local(land),
  ObserveParcelAddress: local(),
  AssignParcelCode: departmentOnly(land),
  ReserveParcelCode: departmentOnly(land),
  ResolveParcelAreaConflict: departmentOnly(land),

  EnterEnterprise: local(market),
  AssignUscc: departmentOnly(market),
  ReserveUscc: departmentOnly(market),
  ListAsLandUser: local(),

  OpenFinding: { roles: [], departments: [], reactions: true },
  CloseFinding: local(land),

  RecordImportRow: local(economy),

  ListPlanEntry: local(economy),
  CorrectPlanEntry: local(economy),
  AnnulPlanEntry: local(economy),

  SetTargets: local(economy),
  CorrectTargets: local(economy),
  ReviseTargets: local(economy),
  ReportActual: local(economy),
} as const satisfies Readonly<Record<string, Holders>>;

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
