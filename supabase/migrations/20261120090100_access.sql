-- Who may touch what: the service role, and nobody else. Postgres lets everybody call a new function,
-- and Supabase lets them use a new table: a migration that makes some closes them.
create schema if not exists private;
grant usage on schema public, private to service_role;

-- What else lies in these schemas belongs to somebody else, and is left as it is: closed is what is
-- named, or what this very migration has made. Each migration is one transaction, and a row of the
-- catalogue says which transaction wrote it.
create function private.made_here(p_xmin xid) returns boolean
language sql stable set search_path = '' as $$
  select p_xmin = pg_current_xact_id()::xid;
$$;

-- Row level security on and forced, and no policy for anyone, so that only the service role (which
-- bypasses it) reads and writes. A table that is closed already keeps what was taken from it since.
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
    -- The numbers of its rows.
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

-- Every function that this migration has made, so that nobody has to name them. Outside of one
-- transaction it would find none and leave them open to everybody: then it says so, and stops.
create function private.close_functions() returns void
language plpgsql set search_path = '' as $$
declare
  f regprocedure;
  v_closed boolean := false;
begin
  for f in
    select p.oid from pg_catalog.pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and private.made_here(p.xmin)
  loop
    execute format('revoke all on function %s from public, anon, authenticated', f);
    execute format('grant execute on function %s to service_role', f);
    v_closed := true;
  end loop;
  if not v_closed then
    raise exception 'no function was made in this transaction: run each migration as one transaction';
  end if;
end;
$$;

select private.close_tables('{public.data_secrets,public.agents,public.leads,public.calls,
  public.call_events,public.conversation_transcripts,public.conversation_analyses,
  public.appointments,public.suppressions,public.contact_decisions,public.events,
  public.webhook_receipts,public.api_keys,public.idempotency_keys}');
select private.close_functions();
revoke delete on public.suppressions from service_role;
