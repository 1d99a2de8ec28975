-- Who is notified of which need, how, and after how many minutes in which nobody has acted.
create table public.notification_rules (
  id uuid primary key,
  -- As the inbox names them (PERSON_REASONS).
  reasons text[] not null check (cardinality(reasons) > 0),
  after_minutes integer not null check (after_minutes between 0 and 10080),
  channel text not null check (channel in ('webhook', 'text', 'mail')),
  -- Of a text or mail.
  to_whom text check (to_whom in ('on_duty', 'assigned', 'user')),
  user_id uuid references public.users (id),
  -- Of a webhook.
  endpoint_id uuid references public.webhook_endpoints (id) on delete cascade,
  is_active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((channel = 'webhook') = (endpoint_id is not null)),
  check ((channel = 'webhook') = (to_whom is null)),
  check ((to_whom is not distinct from 'user') = (user_id is not null))
);
