create table public.leads (
  id bigint generated always as identity primary key,
  name text,
  phone text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  -- Behind a main line several people have an extension each; null is the line itself.
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
  unique nulls not distinct (phone, phone_extension)
);
create index leads_by_status on public.leads (lead_status, id desc);

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
