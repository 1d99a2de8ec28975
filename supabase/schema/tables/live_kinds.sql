-- The kinds of live events, one row a kind. The same table stands in events/kinds.ts; a test compares
-- them, and each kind's columns with its shape there.
create table private.live_kinds (
  noun text primary key,
  rows_of regclass not null unique,
  -- Its name in a snapshot.
  list text not null unique,
  -- The column that a topic names, as in `lead:6`.
  topic text not null,
  -- The key of a row, and all that is published of a deleted one.
  key text[] not null,
  -- The column that orders the rows by age, for windows. Null: there are few, and all are in a snapshot.
  place text,
  -- Many belong to one row of another kind: a snapshot holds more of them, and oldest first.
  is_part boolean not null,
  -- Columns that are never published. A change of these alone makes no live event.
  hidden text[] not null
);
