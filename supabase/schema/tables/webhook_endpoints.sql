create table public.webhook_endpoints (
  id uuid primary key default gen_random_uuid(),
  url text not null,
  secret text not null,
  -- For programs, or the message that an incoming webhook of a product takes.
  format text not null default 'signed' check (format in ('signed', 'slack', 'teams')),
  events text[] not null,
  -- Personal fields that are sent beside ids, because the operator asked for them.
  include text[] not null default '{}',
  is_active boolean not null default true,
  disabled_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Who made or changed it last, {id?, kind, name}; null: nobody who is named.
  changed_by jsonb
);

create trigger webhook_endpoints_note_change after insert or update or delete on public.webhook_endpoints
  for each row execute function private.note_row_change('webhook_endpoint');
