-- Takes every right from the public on the functions that the running migration has made, so that
-- no migration has to list them. Raises an exception where it finds none: outside of one
-- transaction it would leave them open to everybody.
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
