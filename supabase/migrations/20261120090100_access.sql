-- Who may touch what: the service role, and nobody else. Postgres lets everybody call a new function,
-- and Supabase lets them use a new table: a migration that makes some closes them.
create schema if not exists private;
grant usage on schema public, private to service_role;

-- Row level security on and forced, and no policy for anyone, so that only the service role (which
-- bypasses it) reads and writes. A table that is closed already keeps what was taken from it since.
create function private.close_tables() returns void
language plpgsql set search_path = '' as $$
declare
  t regclass;
begin
  for t in
    select c.oid from pg_catalog.pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relforcerowsecurity
  loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('revoke all on %s from anon, authenticated', t);
    execute format('grant select, insert, update, delete on %s to service_role', t);
  end loop;
  grant usage, select on all sequences in schema public to service_role;
end;
$$;

-- Every function there is, so that nobody has to name the new ones.
create function private.close_functions() returns void
language sql set search_path = '' as $$
  revoke all on all functions in schema public, private from public, anon, authenticated;
  grant execute on all functions in schema public, private to service_role;
$$;

select private.close_tables();
select private.close_functions();
revoke delete on public.suppressions from service_role;
