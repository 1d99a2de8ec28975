-- Turns row level security on and forces it, without a policy: only the service role, which
-- bypasses it, reads and writes. Rights that were taken from a closed table since then stay taken.
create function private.close_tables(p_tables regclass[] default null) returns void
language plpgsql set search_path = '' as $$
declare
  t regclass;
  s regclass;
begin
  for t in
    select c.oid from pg_catalog.pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relforcerowsecurity
      and case when p_tables is null then private.made_here(c.xmin) else c.oid = any (p_tables) end
  loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('revoke all on %s from anon, authenticated', t);
    execute format('grant select, insert, update, delete on %s to service_role', t);
    -- The sequences of its ids.
    for s in
      select d.objid from pg_catalog.pg_depend d join pg_catalog.pg_class k on k.oid = d.objid
      where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
        and d.refobjid = t and d.deptype in ('a', 'i') and k.relkind = 'S'
    loop
      execute format('revoke all on sequence %s from anon, authenticated', s);
      execute format('grant usage, select on sequence %s to service_role', s);
    end loop;
  end loop;
end;
$$;
