-- Links with which a person sets a password: the first one, or a new one. Each works once; of its token
-- only the hash is here.
create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  purpose text not null check (purpose in ('invite', 'reset')),
  token_hash text not null unique,
  created_at timestamptz not null,
  -- The name of the person who created it.
  created_by text not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz
);
create index invitations_of_user on public.invitations (user_id);
