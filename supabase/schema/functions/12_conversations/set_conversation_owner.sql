-- Changes a conversation's owner. p_to: human | ai | paused; p_actor: who does it, null: the
-- system. One that waits for a person, or is nobody's, is taken by whoever comes first. Handed back
-- to the agent, the conversation owes an answer if the lead wrote last. Returns
-- {result: moved | already | closed | no_such_conversation, conversation?}.
create function public.set_conversation_owner(
  p_id uuid, p_to public.conversation_owner, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.sms_conversations;
  v_conversation public.sms_conversations;
begin
  v_before := private.lock_conversation(p_id);
  if v_before.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_before.ended_at is not null then
    return jsonb_build_object('result', 'closed', 'conversation', to_jsonb(v_before));
  end if;
  if v_before.owner = p_to and (p_to <> 'human' or p_actor is null
    or not (v_before.awaits_human or v_before.assigned_to is null)) then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_before));
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
    perform private.note_owner(p_id, v_before.owner, p_actor, 'owner_ai', p_now);
  else
    perform private.to_human(p_id, p_actor, 'owner_' || p_to, p_now);
    if p_to = 'paused' then
      update public.sms_conversations set owner = 'paused', updated_at = p_now where id = p_id;
      perform private.note_owner(p_id, 'human', p_actor, 'owner_paused', p_now);
    end if;
  end if;
  select * into v_conversation from public.sms_conversations where id = p_id;
  perform private.note_act(v_conversation, p_actor,
    case p_to when 'ai' then 'conversation_handed_back' when 'human' then 'conversation_taken_over'
      else 'conversation_paused' end,
    jsonb_build_object('from', v_before.owner), p_now);
  return jsonb_build_object('result', 'moved', 'conversation', to_jsonb(v_conversation));
end;
$$;
