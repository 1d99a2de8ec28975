-- The newest migration that is recorded as applied here; null where there is none. Its cost does
-- not grow with the database: each service asks before it is ready.
create function public.newest_migration() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select max(version) from supabase_migrations.schema_migrations);
exception when undefined_table or invalid_schema_name then
  return null;
end;
$$;
