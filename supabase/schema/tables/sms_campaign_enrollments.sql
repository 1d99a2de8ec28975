create table public.sms_campaign_enrollments (
  id bigint generated always as identity primary key,
  campaign_id uuid not null references public.campaigns (id) on delete cascade,
  lead_id bigint references public.leads (id) on delete set null,
  lead_phone text not null,
  -- Several people behind one line are enrolled each for themselves.
  phone_extension text,
  channel text not null default 'text' check (channel in ('text', 'call')),
  status public.enrollment_status not null default 'active',
  reason text,
  next_step integer not null default 1,
  next_message_at timestamptz,
  -- What stands for the next step already: a text, or a call. Neither: it waits for the sweep.
  message_id uuid,
  call_id uuid references public.calls (id) on delete set null,
  -- Until when what stands for the next step is held, and by which rule.
  held_until timestamptz,
  held_rule text,
  enrolled_at timestamptz not null,
  paused_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique nulls not distinct (lead_phone, campaign_id, phone_extension)
);

-- A message points to its enrollment, too: this key comes when both tables are there.
alter table public.sms_campaign_enrollments
  add constraint enrollments_message foreign key (message_id)
  references public.sms_messages (message_id) on delete set null;
create unique index enrollments_one_active
  on public.sms_campaign_enrollments (lead_phone, channel, phone_extension) nulls not distinct
  where status = 'active';

-- A million may wait in it; a sweep reads the front of one campaign.
create index enrollments_due on public.sms_campaign_enrollments (campaign_id, next_message_at)
  where status = 'active' and message_id is null and call_id is null;

-- Counted by campaign, in two parts that leave out those who wait: an index that held them too
-- would be taken for the sweep's on a table nobody has analysed, and be read from end to end.
create index enrollments_over on public.sms_campaign_enrollments (campaign_id, status)
  where status <> 'active';
create index enrollments_planned on public.sms_campaign_enrollments (campaign_id)
  where status = 'active' and (message_id is not null or call_id is not null);
create index enrollments_of_lead on public.sms_campaign_enrollments (lead_id);
create index enrollments_of_message on public.sms_campaign_enrollments (message_id)
  where message_id is not null;

select private.tell_of('enrollment', 'public.sms_campaign_enrollments', 'enrollments', 'id',
  p_hidden => '{created_at,updated_at}');

create trigger enrollments_not_held before update of message_id, call_id on public.sms_campaign_enrollments
  for each row when ((old.message_id, old.call_id) is distinct from (new.message_id, new.call_id))
  execute function private.step_not_held();

create trigger enrollments_guard_move before update of status on public.sms_campaign_enrollments
  for each row when (old.status is distinct from new.status)
  execute function private.guard_move('enrollment', 'status');
