-- A person holds the agent's answer back: a draft is kept and not sent, an answer that is being
-- made comes too late, and the conversation pauses until a person decides. Returns {result: held |
-- already | nothing_to_hold | not_ai_owned | no_such_conversation, conversation?}.
create function public.hold_reply(p_id uuid, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.reply_state = 'held' then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.owner <> 'ai' then
    return jsonb_build_object('result', 'not_ai_owned', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.reply_due_at is null and not exists (
    select 1 from public.sms_messages m
    where m.conversation_id = p_id and m.kind = 'reply' and private.is_waiting(m.delivery_status)) then
    return jsonb_build_object('result', 'nothing_to_hold', 'conversation', to_jsonb(v_conversation));
  end if;
  perform private.to_human(p_id, p_actor, 'reply_held', p_now);
  update public.sms_conversations set owner = 'paused', reply_state = 'held', updated_at = p_now where id = p_id;
  perform private.note_owner(p_id, 'human', p_actor, 'reply_held', p_now);
  select * into v_conversation from public.sms_conversations where id = p_id;
  perform private.note_act(v_conversation, p_actor, 'reply_held', '{}', p_now);
  return jsonb_build_object('result', 'held', 'conversation', to_jsonb(v_conversation));
end;
$$;
