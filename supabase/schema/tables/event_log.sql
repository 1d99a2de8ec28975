-- One row: up to which id the log has been pruned. A reader that has read less has a gap.
create table private.event_log (
  one boolean primary key default true check (one),
  pruned_to bigint not null default 0
);

insert into private.event_log default values;
