-- The carrier and the voice for rows that name none of their own: the names that the
-- settings give, as they are stored in rows. One row.
create table private.our_carrier (
  only_one boolean primary key default true check (only_one),
  provider text not null,
  voice text not null,
  updated_at timestamptz not null
);
