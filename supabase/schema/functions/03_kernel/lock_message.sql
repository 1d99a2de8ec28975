-- A text, or a conversation, with its telephone's lock before its own. What is not there has no id.
create function private.lock_message(p_id uuid) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  perform private.lock_phone((select m.lead_phone from public.sms_messages m where m.message_id = p_id));
  select * into v_message from public.sms_messages where message_id = p_id for update;
  return v_message;
end;
$$;
