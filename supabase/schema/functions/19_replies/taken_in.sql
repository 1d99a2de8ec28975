-- What became of a text that another process has stored, as receive_message returns it.
create function private.taken_in(p_message_id uuid, p_sid text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  select * into v_message from public.sms_messages m
  where m.message_id = p_message_id or m.provider_sid = p_sid
  order by m.message_id = p_message_id desc limit 1;
  if not found then
    return jsonb_build_object('result', 'gone');
  end if;
  return jsonb_build_object(
    'result', case when v_message.message_id = p_message_id then 'recorded' else 'repeated' end,
    'message', to_jsonb(v_message),
    'conversation', (select to_jsonb(v) from public.sms_conversations v where v.id = v_message.conversation_id),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_message.lead_id),
    'created_lead', false, 'reopened', false, 'paused', 0,
    'suppressed', private.is_suppressed(v_message.lead_phone, 'sms'));
end;
$$;
