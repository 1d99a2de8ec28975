import type { SqlConnection } from './sql-connection.ts';

/** What the catalogue says of one thing in our schemas, as text that is the same in every Postgres. */
export type CatalogueEntry = { name: string; definition: string };

const OURS = `('public', 'private')`;

/** Who made a thing has all rights on it and may have any name; what others have is compared. */
const rightsOf = (acl: string) => `coalesce((
  select string_agg(coalesce(r.rolname, 'public') || ':' || a.privilege_type, ' '
    order by r.rolname collate "C" nulls first, a.privilege_type collate "C")
  from aclexplode(${acl}) a left join pg_roles r on r.oid = a.grantee
  where coalesce(r.rolname, 'public') in ('public', 'anon', 'authenticated', 'service_role')
    -- Only newer versions of Postgres know it.
    and a.privilege_type <> 'MAINTAIN'), case when ${acl} is null then 'as usual' else 'nobody' end)`;

const QUERY = `
with relations as (
  select c.* from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${OURS}
)
select 'schema ' || nspname as name, ${rightsOf('nspacl')} as definition
from pg_namespace where nspname = 'private'
union all
select 'type ' || t.oid::regtype, (
  select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where n.nspname in ${OURS} and t.typtype = 'e'
union all
select 'table ' || oid::regclass, concat_ws(' | ', relkind, 'row level security: ' || relrowsecurity,
  'forced: ' || relforcerowsecurity, reloptions::text, ${rightsOf('relacl')})
from relations where relkind in ('r', 'p', 'v', 'm')
union all
select 'sequence ' || c.oid::regclass, concat_ws(' | ', s.seqtypid::regtype, s.seqstart, s.seqincrement,
  s.seqmax, s.seqcycle, ${rightsOf('c.relacl')})
from relations c join pg_sequence s on s.seqrelid = c.oid
union all
select 'column ' || c.oid::regclass || '.' || a.attname, concat_ws(' | ',
  format_type(a.atttypid, a.atttypmod), 'not null: ' || a.attnotnull, 'identity: ' || a.attidentity::text,
  'generated: ' || a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid), ${rightsOf('a.attacl')})
from relations c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relkind in ('r', 'p', 'v', 'm')
union all
-- That a column is not null is said of the column; a constraint of its own it is only in newer versions.
select 'constraint ' || c.oid::regclass || '.' || k.conname, concat_ws(' | ',
  pg_get_constraintdef(k.oid), 'validated: ' || k.convalidated)
from relations c join pg_constraint k on k.conrelid = c.oid where k.contype not in ('n', 't')
union all
select 'index ' || c.oid::regclass, pg_get_indexdef(c.oid)
from relations c where c.relkind = 'i'
union all
select 'trigger ' || c.oid::regclass || '.' || t.tgname, concat_ws(' | ',
  pg_get_triggerdef(t.oid), t.tgenabled)
from relations c join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
union all
select 'policy ' || c.oid::regclass || '.' || p.polname, concat_ws(' | ', p.polcmd, p.polpermissive,
  p.polroles::regrole[]::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
from relations c join pg_policy p on p.polrelid = c.oid
union all
select 'function ' || p.oid::regprocedure, concat_ws(' | ', p.prokind, l.lanname,
  pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.provolatile,
  'of its owner: ' || p.prosecdef, 'strict: ' || p.proisstrict, 'leakproof: ' || p.proleakproof,
  p.proparallel, p.procost, p.prorows, p.proconfig::text, ${rightsOf('p.proacl')}, p.prosrc,
  pg_get_function_sqlbody(p.oid))
from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
where n.nspname in ${OURS}
order by 1`;

/** Every table, column, constraint, index, trigger, type, right, policy and function there is. */
export async function readCatalogue(script: SqlConnection['script']): Promise<CatalogueEntry[]> {
  // Without a search path every name is written with its schema. The two statements are one transaction.
  const rows = await script(`set local search_path = ''; ${QUERY}`);
  return rows.map((row) => ({ name: String(row['name']), definition: String(row['definition']) }));
}
