-- The newest migration that was applied here, as the record of them says; null where there is none. The
-- same cost at any size: a service asks before it calls itself ready.
create function public.newest_migration() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select max(version) from supabase_migrations.schema_migrations);
exception when undefined_table or invalid_schema_name then
  return null;
end;
$$;
