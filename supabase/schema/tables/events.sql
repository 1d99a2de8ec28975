-- The outbox: live events for the dashboard's pages.
create table public.events (
  id bigserial primary key,
  topic text not null,
  type text not null,
  payload jsonb not null,
  at timestamptz not null,
  -- By the database's own clock: only to measure how late a reader is.
  written_at timestamptz not null default clock_timestamp()
);

-- The log by what it is about: deleting a lead must not read all of it.
create index events_of_topic on public.events (topic, id);
