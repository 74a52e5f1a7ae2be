// The logins of the services. What a login may do is what its groups may do, and the migrations grant to groups only.
import { type ClientBase, escapeIdentifier, escapeLiteral } from 'pg';

export const loginNames = [
  'yimu_registry',
  'yimu_registry_vault',
  'yimu_assessment',
  'yimu_projection_feed',
  'yimu_projection_writer',
  'yimu_projection_reader',
] as const;
export type LoginName = (typeof loginNames)[number];

interface Login {
  readonly name: LoginName;
  readonly groups: readonly string[];
  /** `false`: the login has no right of its own until it sets a role, so a query without a scope sees nothing. */
  readonly inherit: boolean;
}

/** Who may enter which of the databases. */
export const logins = {
  events: [
    { name: 'yimu_registry', groups: ['yimu_event_writer'], inherit: true },
    { name: 'yimu_assessment', groups: ['yimu_event_writer'], inherit: true },
    { name: 'yimu_projection_feed', groups: ['yimu_event_reader'], inherit: true },
  ],
  vault: [{ name: 'yimu_registry_vault', groups: ['yimu_vault_keeper'], inherit: true }],
  read: [
    { name: 'yimu_projection_writer', groups: ['yimu_projector'], inherit: true },
    {
      name: 'yimu_projection_reader',
      groups: ['yimu_scope_subtree', 'yimu_scope_park', 'yimu_scope_party', 'yimu_scope_mandate', 'yimu_scope_case'],
      inherit: false,
    },
  ],
} as const satisfies Record<string, readonly Login[]>;

const ensureLogin = async (client: ClientBase, { name, groups, inherit }: Login, password: string): Promise<void> => {
  const role = escapeIdentifier(name);
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount === 0) await client.query(`create role ${role}`);
  const rights = `login ${inherit ? 'inherit' : 'noinherit'} nosuperuser nobypassrls nocreatedb nocreaterole noreplication`;
  await client.query(`alter role ${role} ${rights} password ${escapeLiteral(password)}`);
  for (const group of groups) await client.query(`grant ${escapeIdentifier(group)} to ${role} with inherit ${inherit}, set true`);
  const { rows: others } = await client.query<{ group: string }>(
    `select roleid::regrole::text as group from pg_auth_members where member = $1::regrole and not roleid::regrole::text = any ($2)`,
    [name, groups],
  );
  for (const { group } of others) await client.query(`revoke ${group} from ${role}`);
};

/**
 * Makes the logins of a database what they should be, and lets nobody else connect to it.
 * @param client a connection to that database, migrated, as a user who may create roles
 */
export const ensureLogins = async (
  client: ClientBase,
  database: keyof typeof logins,
  passwords: Readonly<Record<LoginName, string>>,
): Promise<void> => {
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  const here = escapeIdentifier(rows[0]?.name ?? '');
  await client.query(`revoke all on database ${here} from public`);
  for (const login of logins[database]) {
    await ensureLogin(client, login, passwords[login.name]);
    await client.query(`grant connect on database ${here} to ${escapeIdentifier(login.name)}`);
  }
};
