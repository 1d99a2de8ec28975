-- A time for a text of the lead that is later than that of the texts before it, so that times
-- follow sequence numbers.
create function private.after_the_last(p_conversation_id uuid, p_at timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select greatest(p_at, (
    select m.created_at + interval '1 microsecond' from public.sms_messages m
    where m.conversation_id = p_conversation_id and m.direction = 'inbound'
    order by m.seq desc limit 1));
$$;
