-- Texts and mails to colleagues: one row for each need, rule and colleague. A text to a colleague
-- is no text to a lead, and is counted as none.
create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  need_id uuid not null references public.person_needs (id) on delete cascade,
  rule_id uuid not null references public.notification_rules (id) on delete cascade,
  user_id uuid not null references public.users (id),
  channel text not null check (channel in ('text', 'mail')),
  -- unknown: the carrier or mail server may have it; dropped: the need ended before it was sent.
  status text not null default 'pending'
    check (status in ('pending', 'sending', 'unknown', 'sent', 'dropped', 'dead')),
  attempts integer not null default 0,
  fence integer not null default 0,
  next_at timestamptz,
  first_tried_at timestamptz,
  provider_sid text,
  last_error text,
  sent_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (need_id, rule_id, user_id)
);
create index notifications_due on public.notifications (next_at)
  where status in ('pending', 'sending', 'unknown');
create index notifications_newest on public.notifications (created_at desc, id desc);
create index notifications_of_rule on public.notifications (rule_id);
