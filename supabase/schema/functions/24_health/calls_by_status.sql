-- {status: n} of all calls. Calls that have not ended are counted by their own indexes.
create function private.calls_by_status() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(s.status, s.n), '{}') from (
    select u.status, sum(u.n)::bigint as n from (
      select f.status, f.n from private.finished_calls f
      union all
      select c.status, count(*) from public.calls c
      where c.ended_at > (select r.reached_at from private.rounds r where r.name = 'finished_calls')
      group by c.status
      union all
      select c.status, count(*) from public.calls c
      where private.is_live(c.status) and c.ended_at is null group by c.status
      union all
      select c.status, count(*) from public.calls c
      where private.is_waiting(c.status) and c.ended_at is null group by c.status) u
    group by u.status having sum(u.n) > 0) s;
$$;
