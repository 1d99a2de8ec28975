-- How many contacts something has had since a moment: a destination prefix since the full hour, a key
-- since the beginning of the day. A prefix is a range of numbers, and nobody's name.
create table public.contact_counts (
  name text not null,
  since timestamptz not null,
  contacts integer not null default 0,
  primary key (name, since)
);
