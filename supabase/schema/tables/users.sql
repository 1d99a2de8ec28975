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
  -- How many open conversations are assigned to them by this system. Null: ten.
  max_open_conversations integer check (max_open_conversations > 0),
  -- For texts of this system to them.
  phone text check (phone ~ '^\+[1-9]\d{6,14}$'),
  -- No text or mail is sent to them between these times of day in their time zone, as 22:00.
  quiet_from text check (quiet_from ~ '^\d\d:\d\d$'),
  quiet_until text check (quiet_until ~ '^\d\d:\d\d$'),
  created_at timestamptz not null,
  disabled_at timestamptz,
  check ((quiet_from is null) = (quiet_until is null))
);
