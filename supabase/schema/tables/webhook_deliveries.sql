-- Webhooks to the operator's own programs: one row for each event and endpoint, written in
-- the transaction of the event. It is sent at least once, always with the same id.
create table public.webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  endpoint_id uuid not null references public.webhook_endpoints (id) on delete cascade,
  event text not null,
  -- Identifies what happened: reported again, it is the same webhook.
  dedupe_key text not null,
  -- Ids, outcome and reason. Never a name, a number or a person's words.
  data jsonb not null,
  happened_at timestamptz not null,
  status public.webhook_status not null default 'pending',
  attempts integer not null default 0,
  fence integer not null default 0,
  next_at timestamptz,
  last_status integer,
  last_error text,
  delivered_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (endpoint_id, dedupe_key)
);
create index webhook_deliveries_due on public.webhook_deliveries (next_at)
  where status in ('pending', 'sending');
create index webhook_deliveries_newest on public.webhook_deliveries (created_at desc, id desc);
create index webhook_deliveries_over on public.webhook_deliveries (updated_at)
  where status in ('delivered', 'dead');
create index webhook_deliveries_by_status
  on public.webhook_deliveries (status, created_at desc, id desc);
