create table public.webhook_endpoints (
  id uuid primary key default gen_random_uuid(),
  url text not null,
  secret text not null,
  events text[] not null,
  -- Personal fields that are sent beside ids, because the operator asked for them.
  include text[] not null default '{}',
  is_active boolean not null default true,
  disabled_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
