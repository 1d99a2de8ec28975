-- Who carries what names no carrier of its own, and whose voice holds such calls: the names that the
-- settings give, as rows keep them. One row.
create table private.our_carrier (
  only_one boolean primary key default true check (only_one),
  provider text not null,
  voice text not null,
  updated_at timestamptz not null
);
