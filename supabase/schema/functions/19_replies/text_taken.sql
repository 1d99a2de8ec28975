-- The answer of receive_message about a stored text.
create function private.text_taken(
  p_result text, p_message public.sms_messages, p_created boolean, p_reopened boolean, p_paused integer,
  p_suppressed boolean
) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('result', p_result, 'message', to_jsonb(p_message),
    'conversation', (select to_jsonb(v) from public.sms_conversations v where v.id = p_message.conversation_id),
    'lead', (select to_jsonb(l) from public.leads l where l.id = p_message.lead_id),
    'created_lead', p_created, 'reopened', p_reopened, 'paused', p_paused, 'suppressed', p_suppressed);
$$;
