-- The agent hands the conversation over to a person. p: {conversation_id, reason, summary, line?:
-- {message_id, body}}: the line is the text that says so to the lead. After a handover there is no
-- second one before a person has written. `result`: handed_over | already | not_ai_owned |
-- no_human_turn | no_such_conversation.
create function public.hand_over_conversation(p jsonb, p_now timestamptz) returns table (result text, notice_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_conversation public.sms_conversations;
  v_notice uuid;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return query select 'no_such_conversation', null::uuid;
    return;
  end if;
  if v_conversation.owner <> 'ai' then
    return query select case when v_conversation.awaits_human then 'already' else 'not_ai_owned' end,
      null::uuid;
    return;
  end if;
  if v_conversation.awaits_human or private.was_handed_back_unanswered(v_conversation) then
    return query select 'no_human_turn', null::uuid;
    return;
  end if;
  perform private.to_human(v_conversation.id, null, 'handed_over', p_now);
  update public.sms_conversations
  set handover_reason = p ->> 'reason', handover_summary = p ->> 'summary', handed_over_at = p_now,
      awaits_human = true, conversion_status = 'escalated', updated_at = p_now
  where id = v_conversation.id;
  perform private.tell_outcome(v_conversation.lead_id, 'escalated', p_now, p_now);
  perform private.tell_needs_person(v_conversation.lead_id,
    'conversation ' || v_conversation.id || ' ' || extract(epoch from p_now),
    jsonb_build_object('conversation_id', v_conversation.id), p ->> 'reason', p_now);
  if jsonb_typeof(p -> 'line') = 'object' and not private.is_suppressed(v_conversation.lead_phone, 'sms') then
    v_notice := private.add_notice(v_conversation.id, (p -> 'line' ->> 'message_id')::uuid, 'handover',
      p -> 'line' ->> 'body', v_conversation.last_inbound_seq, p_now);
  end if;
  return query select 'handed_over', v_notice;
end;
$$;
