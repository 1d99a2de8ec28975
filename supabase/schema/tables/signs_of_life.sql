-- Heartbeats of processes, by the database's own clock: they are compared with each
-- other, and the clocks of several machines differ.
create table public.signs_of_life (
  service text not null,
  instance text not null,
  at timestamptz not null,
  -- Why it cannot do its work although it runs.
  fault text,
  primary key (service, instance)
);
