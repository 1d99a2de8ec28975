-- How many texts each sender can still be given until p_now + p_ahead: {sender, pace, opens_at,
-- room: texts, given: jobs that are under way}. A text counts as one segment here; longer ones are
-- found out at their claim.
create function private.sender_rooms(p_ahead interval, p_now timestamptz)
returns table (sender text, pace numeric, opens_at timestamptz, room integer, given integer)
language sql stable security definer set search_path = '' as $$
  select o.sender, o.pace, o.opens_at,
    -- An upper bound, however fast the sender is.
    least(ceil(extract(epoch from p_now + p_ahead - o.opens_at) * o.pace), 10000)::integer,
    (select count(*)::integer from public.sms_messages m
     where m.sender = o.sender and private.is_waiting(m.delivery_status)
       and m.enqueue_at > m.send_at and m.enqueue_at > p_now + p_ahead)
  from (
    select s.sender, coalesce(s.per_second, s.usual_per_second) as pace,
           greatest(p_now, s.free_at, s.rests_until) as opens_at
    from public.senders s) o
  where o.opens_at < p_now + p_ahead;
$$;
