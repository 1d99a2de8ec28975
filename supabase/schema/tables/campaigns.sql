create table public.campaigns (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  status public.campaign_status not null default 'draft',
  channel text not null default 'text' check (channel in ('text', 'call')),
  agent_id uuid references public.agents (id) on delete set null,
  provider text not null,
  -- One of our own numbers, or the carrier's id of a pool of them.
  sender text not null,
  goal text,
  timezone text not null default 'UTC',
  daily_cap integer check (daily_cap > 0),
  per_lead_per_day integer check (per_lead_per_day > 0),
  budget_usd numeric check (budget_usd >= 0),
  -- {on_active_elsewhere: skip | replace}
  rules jsonb not null default '{}',
  -- Until then the sweep skips it: its day's cap or its money is used up.
  capped_until timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- The sweep reads these only.
create index campaigns_running on public.campaigns (id) where status = 'running';

-- A snapshot reads each kind from its newest end.
create index campaigns_newest on public.campaigns (created_at desc, id desc);

select private.tell_of('campaign', 'public.campaigns', 'campaigns', 'created_at');

create trigger campaigns_know_sender after insert or update of sender on public.campaigns
  for each row execute function private.know_sender('sender');

create trigger campaigns_know_number after insert or update of sender on public.campaigns
  for each row execute function private.know_sender_number('campaign');

create trigger campaigns_guard_move before update of status on public.campaigns
  for each row when (old.status is distinct from new.status)
  execute function private.guard_move('campaign', 'status');
