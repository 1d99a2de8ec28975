-- What a UTC day has cost. Several rows for a day and channel, so that claims that only count do not
-- wait for each other; their sum is what counts. 
create table public.spend_days (
  day date not null,
  channel text not null check (channel in ('calls', 'texts')),
  part smallint not null,
  spent_usd numeric not null default 0,
  contacts integer not null default 0,
  primary key (day, channel, part)
);
