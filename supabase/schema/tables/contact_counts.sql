-- How many contacts were counted since a moment: for a destination prefix since the full hour, for a key
-- since the beginning of the day. A prefix is a range of numbers and identifies no person.
create table public.contact_counts (
  name text not null,
  since timestamptz not null,
  contacts integer not null default 0,
  primary key (name, since)
);
