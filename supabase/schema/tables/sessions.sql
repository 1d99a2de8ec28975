-- Who is signed in: one row for each session, so that signing out takes effect in every process at
-- once. Only the hash of the token is stored; name and role are read from the user at each request.
create table public.sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash text not null unique,
  user_id uuid not null references public.users (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  last_seen_at timestamptz not null
);
create index sessions_of_user on public.sessions (user_id);
create index sessions_over on public.sessions (expires_at);
