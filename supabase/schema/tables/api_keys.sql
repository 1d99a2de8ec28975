create table public.api_keys (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  key_hash text not null unique,
  role public.api_role not null,
  created_at timestamptz not null default now(),
  -- Null: it never expires.
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  -- Who made or changed it last, {id?, kind, name}; null: nobody who is named.
  changed_by jsonb
);

create trigger api_keys_note_change after insert or update or delete on public.api_keys
  for each row execute function private.note_row_change('key');
