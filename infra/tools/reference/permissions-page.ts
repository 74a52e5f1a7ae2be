// docs/reference/permissions.md: who may give which command, so that a change of the table is read as a table.
import { departments, roles } from '@yimu/domain/kernel';
import { contextNames, exportOf, generatedNote, type Page, table } from './page.ts';

/** The permission table, as libs/server exports it. */
type Permissions = Readonly<
  Record<string, { readonly roles: readonly string[]; readonly departments: readonly string[]; readonly reactions?: true }>
>;

/** In the order of the lists of roles and departments, which is the same on every page. */
const inOrder = (all: readonly string[], some: readonly string[]): string => all.filter((one) => some.includes(one)).join(', ');

const row = (command: string, holders: Permissions[string] | undefined): readonly string[] => {
  if (holders === undefined) throw new Error(`the permission table has no ${command}`);
  const everyDepartment = departments.every((name) => holders.departments.includes(name));
  return [
    `\`${command}\``,
    inOrder(roles, holders.roles),
    everyDepartment ? 'every department' : inOrder(departments, holders.departments),
    holders.reactions === true ? 'yes' : '',
  ];
};

const section = async (context: string, permissions: Permissions): Promise<string> => {
  const catalogue = (await exportOf(`libs/domain/src/${context}/commands.ts`, `${context}Commands`)) as object;
  return [
    `## ${context}`,
    table(
      ['Command', 'Roles', 'Departments', 'Reactions'],
      Object.keys(catalogue).map((command) => row(command, permissions[command])),
    ),
  ].join('\n\n');
};

/** The permission table by context. */
export const permissionsPage = async (): Promise<Page> => {
  const introduction =
    'Who may give which command: people with one of the roles, people of one of the departments (role `department`), reactions in ' +
    'process. Where, is the question of the scope in their token.';
  const permissions = (await exportOf('libs/server/src/permissions.ts', 'permissions')) as Permissions;
  const sections = await Promise.all(contextNames().map((context) => section(context, permissions)));
  return {
    path: 'docs/reference/permissions.md',
    text: [generatedNote, '# Permissions', introduction, ...sections].join('\n\n').concat('\n'),
  };
};
