-- A thing that others depend on (`voice`: that we are heard on calls; `language_model`: that it
-- answers). After some failures in a row it rests, and one try at a time finds out when it works again.
create table public.breakers (
  name text primary key check (name in ('voice', 'language_model')),
  failures integer not null default 0,
  -- It rests since then; null: it does not.
  opened_at timestamptz,
  reason text,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- Who is trying just now, and until when nobody else does.
  trial text,
  trial_until timestamptz,
  last_ok_at timestamptz,
  last_failure_at timestamptz,
  updated_at timestamptz not null
);

insert into public.breakers (name, updated_at) values ('voice', now()), ('language_model', now());
