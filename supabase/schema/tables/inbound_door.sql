-- Whether an api takes in webhooks: since when without a gap, and when one last reported it. One row.
create table public.inbound_door (
  only_one boolean primary key default true check (only_one),
  open_since timestamptz not null,
  seen_at timestamptz not null
);
