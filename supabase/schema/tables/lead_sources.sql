create table public.lead_sources (
  source text primary key check (source ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  auth text not null check (auth in ('secret', 'hmac')),
  secret_hash text,
  signing_secret text,
  -- {our field: path in the body}
  mapping jsonb not null default '{}',
  -- Which service's format the body has, by our name for it, or generic.
  preset text not null default 'generic',
  campaign_id uuid references public.campaigns (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Who made or changed it last, {id?, kind, name}; null: nobody who is named.
  changed_by jsonb,
  check (case auth when 'secret' then secret_hash is not null else signing_secret is not null end)
);

create trigger lead_sources_note_change after insert or update or delete on public.lead_sources
  for each row execute function private.note_row_change('lead_source');
