-- Searching for a part of a name, a number or an address: by trigrams where Postgres has them, which
-- needs the right to make an extension. Without them a search reads every lead, and finds the same.
do $$
declare
  v_schema text;
begin
  if not exists (select 1 from pg_extension where extname = 'pg_trgm') then
    -- Where Supabase keeps them, so that nothing of theirs lies among what is ours.
    create schema if not exists extensions;
    create extension pg_trgm with schema extensions;
  end if;
  -- A short list of what is not sorted in yet: each search reads it whole.
  select n.nspname into v_schema
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format('create index leads_by_part_of_name on public.leads using gin (name %I.gin_trgm_ops)
    with (gin_pending_list_limit = 512)', v_schema);
  execute format('create index leads_by_part_of_phone on public.leads using gin (phone %I.gin_trgm_ops)
    with (gin_pending_list_limit = 512)', v_schema);
  execute format('create index leads_by_part_of_email on public.leads using gin (email %I.gin_trgm_ops)
    with (gin_pending_list_limit = 512)', v_schema);
exception
  when feature_not_supported or undefined_file or insufficient_privilege or undefined_object then
    raise notice 'no trigrams here (%): a search reads every lead', sqlerrm;
end;
$$;
