-- A lead's place has changed: calls that are held for its contact window are due again, but not
-- before the time that they were ordered for. Holds for other reasons stay. Returns {id, run_at} of
-- the calls that are due.
create function public.wake_held_calls(p_lead_id bigint, p_now timestamptz)
returns table (id uuid, run_at timestamptz)
language sql security definer set search_path = '' as $$
  update public.calls c
  set run_at = greatest(p_now, coalesce(a.asked_for, p_now)), updated_at = p_now
  from (
    select h.id, (
      select (d.evidence ->> 'asked_for')::timestamptz from public.contact_decisions d
      where d.call_id = h.id and d.evidence ? 'asked_for' order by d.id limit 1) as asked_for
    from public.calls h
    where h.lead_id = p_lead_id and h.status = 'held'
      and h.held_reason in ('quiet_hours', 'unknown_zone', 'invalid_zone', 'stale_zone_data', 'never_opens')
    for update
  ) a
  where c.id = a.id and c.run_at > greatest(p_now, coalesce(a.asked_for, p_now))
  returning c.id, c.run_at;
$$;
