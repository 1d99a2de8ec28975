-- The newest call that a lead asked for in a conversation, or the redial of it.
--
-- Where a lead asks for a call in a text, the lead's words are the reason of the call and the
-- consent to it. Whether it may be made is judged when it is due, as for any call.
create function private.asked_call(p_conversation_id uuid, p_phone text) returns public.calls
language sql stable security definer set search_path = '' as $$
  select c.* from public.calls c
  where c.lead_phone = p_phone and c.direction = 'outbound' and c.origin in ('callback', 'redial')
    and c.metadata ->> 'conversation_id' = p_conversation_id::text
    and c.end_reason is distinct from 'newer_wish'
  order by c.created_at desc, c.dial desc limit 1;
$$;
