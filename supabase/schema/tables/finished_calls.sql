-- How many calls have ended as what, up to where its round has come: what has ended stays as it is.
create table private.finished_calls (
  status public.call_status primary key,
  n bigint not null
);
