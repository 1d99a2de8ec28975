-- A moment for a text of the lead that stands behind those that are there already: time goes the way
-- of the places.
create function private.after_the_last(p_conversation_id uuid, p_at timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select greatest(p_at, (
    select m.created_at + interval '1 microsecond' from public.sms_messages m
    where m.conversation_id = p_conversation_id and m.direction = 'inbound'
    order by m.seq desc limit 1));
$$;
