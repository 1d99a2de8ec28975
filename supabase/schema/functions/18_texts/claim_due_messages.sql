-- The sweep of texts. It plans the steps that are due in running campaigns, then returns the texts
-- that belong into the queue: of each sender what it can send before p_now + p_ahead, answers
-- first, each with the time of its turn. All others stay where they are, and the texts of one
-- sender hide none of another. A returned text is leased, so that a lost job comes back soon. The
-- cost is that of the returned texts; later ones are not read. Texts of locked phone numbers wait
-- for the next sweep. Returns {planned, due: [{id, fence, send_at, turn_at, again, sender, kind}]};
-- `again`: it was returned before and was not sent.
--
-- Rows are found by their keys and never joined whole: on tables without statistics the planner
-- does not know how few are meant.
create function public.claim_due_messages(p_ahead interval, p_now timestamptz, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_planned integer;
  v_due jsonb;
begin
  v_planned := private.plan_due_steps(p_ahead, p_now, p_limit);
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
    -- Answers go ahead of the texts that are in the queue already.
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
