-- Whether an api receives webhooks: since when without a gap, and the last heartbeat. One row.
create table public.inbound_door (
  only_one boolean primary key default true check (only_one),
  open_since timestamptz not null,
  seen_at timestamptz not null
);
