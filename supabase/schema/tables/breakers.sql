-- Circuit breakers of what others depend on (`voice`: leads hear our audio; `language_model`: it
-- answers). After some failures in a row it opens, and one trial at a time finds out when it works again.
create table public.breakers (
  name text primary key check (name in ('voice', 'language_model')),
  failures integer not null default 0,
  -- Since when it has been open; null: it is closed.
  opened_at timestamptz,
  reason text,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- The running trial, and until when there is no other.
  trial text,
  trial_until timestamptz,
  last_ok_at timestamptz,
  last_failure_at timestamptz,
  updated_at timestamptz not null
);

insert into public.breakers (name, updated_at) values ('voice', now()), ('language_model', now());
