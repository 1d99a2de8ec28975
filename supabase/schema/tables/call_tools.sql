-- What the agent used in a call: which tool, when, for how long, and whether it did what was asked.
create table public.call_tools (
  call_id uuid not null references public.calls (id) on delete cascade,
  name text not null,
  began_at timestamptz not null,
  -- In milliseconds.
  took_ms integer not null,
  is_done boolean not null,
  primary key (call_id, began_at, name)
);
