import type { SqlConnection } from './sql-connection.ts';

/** What the roles of Supabase are made with, where they are not there yet. */
const ROLES = {
  anon: 'nologin',
  authenticated: 'nologin',
  service_role: 'nologin bypassrls',
} as const;

type Rights = {
  user: string;
  database: string;
  is_superuser: boolean;
  bypasses_rls: boolean;
  makes_roles: boolean;
  /** Since Postgres 16 who bypasses row level security may make others that do. */
  gives_bypass: boolean;
  makes_schemas: boolean;
  makes_tables: boolean;
};
type Role = {
  name: keyof typeof ROLES;
  is_there: boolean;
  is_mine: boolean;
  bypasses_rls: boolean;
};

/**
 * Throws with what is missing, and with the statements that a superuser runs once to grant it, unless
 * the tables can be made and used by this user. A superuser is not needed. Our functions run with the
 * rights of their owner, and every table forces row level security, also on its owner: so that user has
 * to bypass it.
 */
export async function checkRights(query: SqlConnection['query']): Promise<void> {
  const [row] = await query(
    `select current_user::text as user, current_database()::text as database,
       r.rolsuper as is_superuser, r.rolbypassrls as bypasses_rls, r.rolcreaterole as makes_roles,
       current_setting('server_version_num')::int >= 160000 as gives_bypass,
       has_database_privilege(current_database(), 'create') as makes_schemas,
       has_schema_privilege('public', 'create') as makes_tables
     from pg_roles r where r.rolname = current_user`,
  );
  const rights = row as Rights | undefined;
  if (!rights || rights.is_superuser) return;
  const roles = (await query(
    `select n.name, r.oid is not null as is_there, coalesce(r.rolbypassrls, false) as bypasses_rls,
       r.oid is not null and pg_has_role(current_user, r.oid, 'member') as is_mine
     from unnest('{${Object.keys(ROLES).join(',')}}'::text[]) n (name)
     left join pg_roles r on r.rolname = n.name order by n.name`,
  )) as Role[];
  const remedies = [...remediesFor(rights), ...roles.flatMap((role) => remediesOf(role, rights))];
  if (remedies.length === 0) return;
  throw new Error(
    [
      `The database user ${quoted(rights.user)} lacks rights that Ringback needs. A superuser runs this once:`,
      ...remedies.map(({ sql, why }) => `  ${sql};  -- ${why}`),
    ].join('\n'),
  );
}

type Remedy = { sql: string; why: string };

function remediesFor(rights: Rights): Remedy[] {
  const user = quoted(rights.user);
  return [
    ...(rights.bypasses_rls
      ? []
      : [
          { sql: `alter role ${user} bypassrls`, why: 'our functions read and write as this user' },
        ]),
    ...(rights.makes_schemas
      ? []
      : [
          {
            sql: `grant create on database ${quoted(rights.database)} to ${user}`,
            why: 'to make the schemas private and supabase_migrations',
          },
        ]),
    ...(rights.makes_tables
      ? []
      : [{ sql: `grant usage, create on schema public to ${user}`, why: 'to make the tables' }]),
  ];
}

function remediesOf(role: Role, rights: Rights): Remedy[] {
  const { name } = role;
  const attributes = ROLES[name];
  const bypasses = attributes.includes('bypassrls');
  const grant = {
    sql: `grant ${name} to ${quoted(rights.user)}`,
    why: 'each request is answered as one of these roles',
  };
  if (!role.is_there) {
    const canMake =
      rights.makes_roles && (!bypasses || (rights.gives_bypass && rights.bypasses_rls));
    const made = { sql: `create role ${name} ${attributes}`, why: 'a role of Supabase' };
    return canMake ? [] : [made, grant];
  }
  return [
    ...(bypasses && !role.bypasses_rls
      ? [{ sql: `alter role ${name} bypassrls`, why: 'no row is visible to it otherwise' }]
      : []),
    ...(role.is_mine ? [] : [grant]),
  ];
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
