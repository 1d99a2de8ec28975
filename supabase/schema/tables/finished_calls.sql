-- How many calls have ended in each status, as far as they are counted; an ended call does not change.
create table private.finished_calls (
  status public.call_status primary key,
  n bigint not null
);
