create table public.leads (
  id bigint generated always as identity primary key,
  name text,
  phone text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  -- Several people behind one main line have an extension each; null: the number itself.
  phone_extension text check (phone_extension ~ '^[0-9]{1,11}$'),
  email text,
  external_id text,
  source text not null default 'api',
  timezone text,
  region text,
  country text,
  postal_code text,
  lead_status text not null default 'new'
    check (lead_status in ('new', 'contacted', 'unreachable', 'do_not_contact')),
  outcome public.outcome,
  outcome_at timestamptz,
  call_sid varchar(50) constraint idx_leads_call_sid unique,
  last_contacted_at timestamptz,
  notes text,
  custom jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- The person whose lead it is; null: nobody's.
  assigned_to uuid references public.users (id),
  unique nulls not distinct (phone, phone_extension)
);
create index leads_by_status on public.leads (lead_status, id desc);
create index leads_by_source on public.leads (source, id desc);
create index leads_by_outcome on public.leads (outcome, id desc) where outcome is not null;
create index leads_by_zone on public.leads (timezone, id desc) where timezone is not null;
create index leads_assigned on public.leads (assigned_to, id desc) where assigned_to is not null;
create index leads_by_arrival on public.leads (created_at);

-- The orders of the list; a number stands where no name is known.
create index leads_by_last_contact
  on public.leads (coalesce(last_contacted_at, '-infinity'::timestamptz), id);
create index leads_by_name on public.leads (lower(coalesce(name, phone)), id);

-- Trigram indexes for the search, one for each searched column of domain/lead.ts. They need the right to
-- create an extension; without them a search reads every lead, and finds the same.
do $$
declare
  v_schema text;
  v_column text;
begin
  if not exists (select 1 from pg_extension where extname = 'pg_trgm') then
    -- Where Supabase keeps extensions, apart from our own tables.
    create schema if not exists extensions;
    create extension pg_trgm with schema extensions;
  end if;
  select n.nspname into v_schema
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  foreach v_column in array array['name', 'phone', 'email'] loop
    -- A short list of rows that are not in the index yet: each search reads it whole.
    execute format('create index %I on public.leads using gin (%I %I.gin_trgm_ops)
      with (gin_pending_list_limit = 512)', 'leads_by_part_of_' || v_column, v_column, v_schema);
  end loop;
exception
  when feature_not_supported or undefined_file or insufficient_privilege or undefined_object then
    raise notice 'no trigrams here (%): a search reads every lead', sqlerrm;
end;
$$;

select private.tell_of('lead', 'public.leads', 'leads', 'id');

create trigger leads_know_block before insert or update of phone on public.leads
for each row execute function private.know_blocked_lead();

create trigger leads_leave_number after update of phone on public.leads
for each row when (old.phone is distinct from new.phone) execute function private.leave_number();

create trigger leads_refuse_nobody before insert or update of phone on public.leads
  for each row execute function private.refuse_nobody();

create trigger leads_correct_extension after update of phone_extension on public.leads
  for each row when (old.phone = new.phone and old.phone_extension is distinct from new.phone_extension)
  execute function private.correct_extension();
