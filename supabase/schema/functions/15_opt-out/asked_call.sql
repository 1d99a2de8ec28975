-- The call that a lead asks for in a text. Its own words are the reason of the call and the consent to
-- it; when it may ring is judged as for any call, when it is due.
--
-- The newest call that was asked for in a conversation, and what it was dialed again as.
create function private.asked_call(p_conversation_id uuid, p_phone text) returns public.calls
language sql stable security definer set search_path = '' as $$
  select c.* from public.calls c
  where c.lead_phone = p_phone and c.direction = 'outbound' and c.origin in ('callback', 'redial')
    and c.metadata ->> 'conversation_id' = p_conversation_id::text
    and c.end_reason is distinct from 'newer_wish'
  order by c.created_at desc, c.dial desc limit 1;
$$;
