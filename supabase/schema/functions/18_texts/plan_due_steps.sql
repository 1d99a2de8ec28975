-- The first half of the sweep: plans the steps that are due in running campaigns, as many as each
-- sender has room for. Returns how many. Rows are found by key, as in claim_due_messages.
create function private.plan_due_steps(p_ahead interval, p_now timestamptz, p_limit integer)
returns integer
language plpgsql security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_ids bigint[];
begin
  -- As many as the sender has room for. Calls have a pace of their own.
  with short as materialized (
    select r.sender, greatest(r.room - r.given - (
      select count(*) from (
        select 1 from public.sms_messages m
        where m.sender = r.sender and private.is_waiting(m.delivery_status)
          and m.kind in ('campaign', 'single') and m.enqueue_at <= p_now + p_ahead
        limit r.room) line), 0) as places
    from private.sender_rooms(p_ahead, p_now) r
  ), running as materialized (
    select c.id, c.sender, coalesce(f.places, 0) as places, exists (
      select 1 from public.campaign_steps s where s.campaign_id = c.id and s.channel = 'call') as rings
    from public.campaigns c left join short f on f.sender = c.sender
    where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now)
  ), near as materialized (
    select e.id, e.lead_phone, e.next_message_at, e.is_call, c.places,
      row_number() over (partition by c.sender, e.is_call order by e.next_message_at) as place
    from running c cross join lateral (
      select x.id, x.lead_phone, x.next_message_at, exists (
        select 1 from public.campaign_steps s
        where s.campaign_id = x.campaign_id and s.position = x.next_step and s.channel = 'call'
      ) as is_call
      from public.sms_campaign_enrollments x
      where x.campaign_id = c.id and x.status = 'active' and x.message_id is null
        and x.call_id is null and x.next_message_at <= p_now + p_ahead
      order by x.next_message_at limit case when c.rings then p_limit else least(c.places, p_limit) end
    ) e
  ), picked as materialized (
    -- One place of each sender after the other, so that a sender with many texts does not use up
    -- the limit.
    select n.id, n.lead_phone from near n
    where n.is_call or n.place <= n.places
    order by n.place, n.next_message_at limit p_limit
  )
  select array_agg(p.id) into v_ids from picked p
  where pg_try_advisory_xact_lock(hashtextextended('ringback:text:' || p.lead_phone, 0));
  return case when v_ids is null then 0 else private.plan_steps(v_ids, p_now) end;
end;
$$;
