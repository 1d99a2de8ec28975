-- The people who may sign in. No row is deleted, so that the activity log keeps their names.
create table public.users (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email = lower(email) and email <> ''),
  name text not null,
  role public.api_role not null,
  -- scrypt, with its parameters. Null until an invitation is accepted, or where another service checks.
  password_hash text,
  -- Null: the browser's.
  time_zone text,
  -- theme, sounds, notifications, keyboard: as the dashboard keeps them.
  preferences jsonb not null default '{}',
  -- Null: no limit.
  max_open_conversations integer check (max_open_conversations > 0),
  created_at timestamptz not null,
  disabled_at timestamptz
);
