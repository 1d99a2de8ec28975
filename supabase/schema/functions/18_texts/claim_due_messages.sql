-- The sweep. Plans the steps that come due in running campaigns, then gives out what should be in
-- the queue: of each sender what it can send before p_now + p_ahead, answers first, each with the
-- moment at which it is its turn. Everybody else stays in line, and one sender's line hides no
-- other's. What is given is leased, so that a lost job comes back soon. The cost is that of what it
-- gives out: who waits longer is never looked at. Telephones that somebody else has locked wait for
-- the next sweep. Returns {planned, due: [{id, fence, send_at, turn_at, again, sender, kind}]};
-- `again`: it was given out before, and nothing came of it.
--
-- Rows are looked up by their keys and never joined whole: on tables that nobody has analysed the
-- planner does not know how few are meant.
create function public.claim_due_messages(p_ahead interval, p_now timestamptz, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_ids bigint[];
  v_planned integer := 0;
  v_due jsonb;
begin
  -- As many as the line of their sender is short of. Calls have a pace of their own.
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
    -- Place by place, so that a sender with a long line does not use up the limit.
    select n.id, n.lead_phone from near n
    where n.is_call or n.place <= n.places
    order by n.place, n.next_message_at limit p_limit
  )
  select array_agg(p.id) into v_ids from picked p
  where pg_try_advisory_xact_lock(hashtextextended('ringback:text:' || p.lead_phone, 0));
  if v_ids is not null then
    v_planned := private.plan_steps(v_ids, p_now);
  end if;

  with line as materialized (
    select r.sender, r.opens_at, r.pace, r.given, m.message_id, m.rank,
      row_number() over (partition by r.sender order by m.rank, m.enqueue_at) as place
    from private.sender_rooms(p_ahead, p_now) r cross join lateral (
      (select a.message_id, a.enqueue_at, 0 as rank from public.sms_messages a
       where a.sender = r.sender and private.is_waiting(a.delivery_status)
         and a.kind not in ('campaign', 'single') and a.enqueue_at <= p_now + p_ahead
       order by a.enqueue_at limit least(r.room, p_limit))
      union all
      (select o.message_id, o.enqueue_at, 1 from public.sms_messages o
       where o.sender = r.sender and private.is_waiting(o.delivery_status)
         and o.kind in ('campaign', 'single') and o.enqueue_at <= p_now + p_ahead
       order by o.enqueue_at limit least(greatest(r.room - r.given, 0), p_limit))
    ) m
  ), turns as materialized (
    -- Answers go ahead of what is in the queue already.
    select l.message_id, l.opens_at + make_interval(secs => ((l.place - 1
      + case l.rank when 0 then 0 else l.given end) / l.pace)::double precision) as turn_at
    from line l
    order by l.place, turn_at limit p_limit
  ), mine as (
    select m.message_id, m.enqueue_at, t.turn_at from turns t cross join lateral (
      select x.message_id, x.enqueue_at from public.sms_messages x
      where x.message_id = t.message_id and private.is_waiting(x.delivery_status)
        and x.enqueue_at <= p_now + p_ahead
      limit 1 for update skip locked) m
  ), given as (
    update public.sms_messages m
    set enqueue_at = greatest(m.send_at, n.turn_at) + p_ahead + interval '15 seconds'
    from mine n where m.message_id = n.message_id
    returning m.message_id, m.fence, m.send_at, m.kind, m.sender,
      greatest(m.send_at, n.turn_at) as turn_at, n.enqueue_at > m.send_at as again
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', g.message_id, 'fence', g.fence,
    'send_at', g.send_at, 'turn_at', g.turn_at, 'again', g.again, 'kind', g.kind,
    'sender', g.sender) order by g.turn_at), '[]') into v_due
  from given g;
  return jsonb_build_object('planned', v_planned, 'due', v_due);
end;
$$;
