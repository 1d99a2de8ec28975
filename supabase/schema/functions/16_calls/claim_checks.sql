-- Calls whose state only the carrier knows: dialing past the deadline, or without a report for too
-- long. Each is leased for a minute, so that two checks do not ask twice.
create function public.claim_checks(p_now timestamptz, p_limit integer) returns setof public.calls
language sql security definer set search_path = '' as $$
  update public.calls c
  set status = case when c.status = 'dialing' then 'unknown' else c.status end,
      next_check_at = p_now + interval '60 seconds', updated_at = p_now
  from (
    select id from public.calls
    where private.is_live(status) and next_check_at <= p_now
    order by next_check_at limit p_limit for update skip locked
  ) due
  where c.id = due.id
  returning c.*;
$$;
