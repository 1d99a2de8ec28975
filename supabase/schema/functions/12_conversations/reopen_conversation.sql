-- A person reopens an ended conversation and owns it; its outcome is open again. Not after an
-- opt-out, nor where a newer conversation with this number is open. Returns {result: reopened |
-- already | opted_out | another_is_open | no_such_conversation, conversation?}.
create function public.reopen_conversation(p_id uuid, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.ended_at is null then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  if private.is_suppressed(v_conversation.lead_phone, 'sms') then
    return jsonb_build_object('result', 'opted_out', 'conversation', to_jsonb(v_conversation));
  end if;
  if exists (select 1 from public.sms_conversations o
             where o.lead_phone = v_conversation.lead_phone and o.our_number = v_conversation.our_number
               and o.ended_at is null) then
    return jsonb_build_object('result', 'another_is_open', 'conversation', to_jsonb(v_conversation));
  end if;
  update public.sms_conversations
  set owner = 'human', assigned_to = p_actor ->> 'id', ended_at = null, end_reason = null,
      end_evidence = null, conversion_status = null, reopened_at = p_now, updated_at = p_now
  where id = p_id;
  perform private.note_owner(p_id, 'closed', p_actor, 'reopened', p_now);
  select * into v_conversation from public.sms_conversations where id = p_id;
  perform private.note_act(v_conversation, p_actor, 'conversation_reopened', '{}', p_now);
  return jsonb_build_object('result', 'reopened', 'conversation', to_jsonb(v_conversation));
end;
$$;
