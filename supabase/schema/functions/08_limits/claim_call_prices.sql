-- Ended calls whose price the carrier may know by now. Each is leased for an
-- hour, then for a day, and then it is not asked for again.
create function public.claim_call_prices(p_now timestamptz, p_limit integer) returns setof public.calls
language sql security definer set search_path = '' as $$
  update public.calls c
  set price_check_at = case
      when p_now < due.ended_at + interval '30 minutes' then p_now + interval '1 hour'
      when p_now < due.ended_at + interval '12 hours' then p_now + interval '1 day' end
  from (
    select id, ended_at from public.calls where price_check_at <= p_now
    order by price_check_at limit p_limit for update skip locked
  ) due
  where c.id = due.id
  returning c.*;
$$;
