create table public.sms_campaign_enrollments (
  id bigint generated always as identity primary key,
  campaign_id uuid not null references public.campaigns (id) on delete cascade,
  lead_id bigint references public.leads (id) on delete set null,
  lead_phone text not null,
  -- Several people behind one number are enrolled separately.
  phone_extension text,
  channel text not null default 'text' check (channel in ('text', 'call')),
  status public.enrollment_status not null default 'active',
  reason text,
  next_step integer not null default 1,
  next_message_at timestamptz,
  -- The planned text or call of the next step. Neither: it waits for the sweep.
  message_id uuid,
  call_id uuid references public.calls (id) on delete set null,
  -- Until when the planned text or call of the next step is held, and by which rule.
  held_until timestamptz,
  held_rule text,
  enrolled_at timestamptz not null,
  paused_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique nulls not distinct (lead_phone, campaign_id, phone_extension)
);

-- A text refers to its enrollment, too: this key is added when both tables exist.
alter table public.sms_campaign_enrollments
  add constraint enrollments_message foreign key (message_id)
  references public.sms_messages (message_id) on delete set null;
create unique index enrollments_one_active
  on public.sms_campaign_enrollments (lead_phone, channel, phone_extension) nulls not distinct
  where status = 'active';

-- A million rows may wait in it; a sweep reads the front of one campaign.
create index enrollments_due on public.sms_campaign_enrollments (campaign_id, next_message_at)
  where status = 'active' and message_id is null and call_id is null;

-- Steps that are not planned yet, by their moment: of all leads, and of one.
-- As an expression: the sweep of a campaign must not take it for its own index.
create index enrollments_waiting
  on public.sms_campaign_enrollments (coalesce(next_message_at, 'infinity'::timestamptz), id)
  where status = 'active' and message_id is null and call_id is null and next_message_at is not null;
create index enrollments_waiting_of_lead on public.sms_campaign_enrollments (lead_id, next_message_at, id)
  where status = 'active' and message_id is null and call_id is null and next_message_at is not null;

-- Counts by campaign, in two parts without the waiting rows: with them, the planner would
-- use this index for the sweep on a table without statistics, and read it from end to end.
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
