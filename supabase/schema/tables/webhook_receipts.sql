create table public.webhook_receipts (
  id bigint generated always as identity primary key,
  provider text not null,
  kind text not null,
  dedupe_key text not null,
  deliveries integer not null default 1,
  result text,
  received_at timestamptz not null,
  last_received_at timestamptz not null,
  unique (provider, kind, dedupe_key)
);
create index webhook_receipts_newest on public.webhook_receipts (provider, last_received_at desc);

-- When each kind of webhook was received last: {"<provider>/text_inbound": time, …}. One
-- read of an index for each, since there are many receipts.
create index webhook_receipts_of_kind on public.webhook_receipts (provider, kind, last_received_at desc);
create index webhook_receipts_oldest on public.webhook_receipts (last_received_at);
