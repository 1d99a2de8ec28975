create table public.campaign_steps (
  campaign_id uuid not null references public.campaigns (id) on delete cascade,
  position integer not null check (position > 0),
  channel text not null default 'text' check (channel in ('text', 'call')),
  -- The first step counts from the enrollment, each other from the step before.
  delay_seconds integer not null default 0 check (delay_seconds >= 0),
  -- [{name, weight, body}]
  variants jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (campaign_id, position)
);
create index campaign_steps_newest on public.campaign_steps (created_at desc);

select private.tell_of('campaign_step', 'public.campaign_steps', 'campaign_steps', 'created_at',
  p_topic => 'campaign_id', p_key => '{campaign_id,position}', p_is_part => true,
  p_hidden => '{updated_at}');
