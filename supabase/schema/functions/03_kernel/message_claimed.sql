-- The answer of begin_message to a successful claim.
create function private.message_claimed(p_message public.sms_messages) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('verdict', 'go', 'fence', p_message.fence, 'message', to_jsonb(p_message),
    'conversation', (select to_jsonb(v) from public.sms_conversations v
                     where v.id = p_message.conversation_id));
$$;
