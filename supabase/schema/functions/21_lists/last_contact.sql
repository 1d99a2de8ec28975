-- The latest call or text with a lead, in either direction: {at, channel, direction, status, seconds},
-- or null. Calls that were never placed and texts that never left are none.
create function private.last_contact(p_lead_id bigint) returns jsonb
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  select to_jsonb(n) from (
    (select coalesce(c.answered_at, c.dialed_at, c.created_at) as at, 'call' as channel, c.direction::text,
       c.status::text, c.duration_seconds as seconds
     from public.calls c
     where c.lead_id = p_lead_id and (c.dialed_at is not null or c.direction = 'inbound')
     order by c.created_at desc limit 1)
    union all
    (select coalesce(m.sent_at, m.created_at), 'text', m.direction::text, m.delivery_status::text, null
     from public.sms_messages m
     where m.lead_id = p_lead_id and (m.direction = 'inbound' or m.sent_at is not null)
     order by m.created_at desc limit 1)) n
  order by n.at desc limit 1;
$$;
