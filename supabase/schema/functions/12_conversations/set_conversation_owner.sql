-- A person moves a conversation. p_to: human | ai | paused. Handed back to the agent, it owes an
-- answer if the lead had the last word. Returns {result: moved | already | closed |
-- no_such_conversation, conversation?}.
create function public.set_conversation_owner(
  p_id uuid, p_to public.conversation_owner, p_who text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.ended_at is not null then
    return jsonb_build_object('result', 'closed', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.owner = p_to then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  if p_to = 'ai' then
    update public.sms_conversations v
    set owner = 'ai', assigned_to = null,
        reply_due_at = case when v.last_inbound_seq > coalesce((
          select max(m.seq) from public.sms_messages m
          where m.conversation_id = v.id and m.direction = 'outbound' and m.kind <> 'notice'
            and private.was_said(m.delivery_status)), 0) then p_now end,
        reply_first_at = null, reply_tries = 0, updated_at = p_now
    where v.id = p_id;
  else
    perform private.to_human(p_id, p_who, 'owner_' || p_to, p_now);
    update public.sms_conversations set owner = p_to, updated_at = p_now where id = p_id and owner <> p_to;
  end if;
  select * into v_conversation from public.sms_conversations where id = p_id;
  return jsonb_build_object('result', 'moved', 'conversation', to_jsonb(v_conversation));
end;
$$;
