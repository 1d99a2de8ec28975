-- Who may touch what: row level security on and forced everywhere, no policy for anyone, so that
-- only the service role (which bypasses it) reads and writes.
do $$
declare
  t text;
begin
  for t in select tablename from pg_catalog.pg_tables where schemaname = 'public' loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('revoke all on public.%I from anon, authenticated', t);
    execute format('grant select, insert, update, delete on public.%I to service_role', t);
  end loop;
end;
$$;
revoke delete on public.suppressions from service_role;
grant usage, select on all sequences in schema public to service_role;
grant usage on schema public to service_role;
