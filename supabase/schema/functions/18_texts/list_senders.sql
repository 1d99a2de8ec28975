-- [{sender, per_second, usual_per_second, waiting, free_at, rests_until, rest_reason}]: `waiting`
-- is what is due and has not left, planned or not; `free_at` is when everything that was given to
-- it has left.
create function public.list_senders(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' set timezone = 'UTC' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'sender', s.sender, 'per_second', s.per_second, 'usual_per_second', s.usual_per_second,
    'waiting', (
      select count(*) from public.sms_messages m
      where m.sender = s.sender and private.is_waiting(m.delivery_status) and m.send_at <= p_now
    ) + (
      select count(*) from public.campaigns c
      join public.sms_campaign_enrollments e on e.campaign_id = c.id
      join public.campaign_steps p on p.campaign_id = c.id and p.position = e.next_step
      where c.sender = s.sender and c.status = 'running' and p.channel = 'text'
        and e.status = 'active' and e.message_id is null and e.call_id is null
        and e.next_message_at <= p_now),
    'free_at', case when s.free_at > p_now then s.free_at end,
    'rests_until', case when s.rests_until > p_now then s.rests_until end,
    'rest_reason', case when s.rests_until > p_now then s.rest_reason end) order by s.sender), '[]')
  from public.senders s;
$$;
