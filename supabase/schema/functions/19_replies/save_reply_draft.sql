-- Stores the agent's draft. p: {conversation_id, fence, message_id, body (null: nothing to say),
-- in_reply_to_seq, send_at?}. If the lead has written since, a person has taken over or the number
-- is suppressed, the draft is stored as suppressed. Returns {result: planned | silent | suppressed
-- | replayed, reason?, message?}.
create function public.save_reply_draft(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
  v_reason text;
  v_at timestamptz := greatest((p ->> 'send_at')::timestamptz, p_now);
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  select * into v_message from public.sms_messages where message_id = (p ->> 'message_id')::uuid;
  if found then
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message));
  end if;
  if v_conversation.id is null then
    return jsonb_build_object('result', 'suppressed', 'reason', 'gone');
  end if;
  v_reason := case
    when private.is_suppressed(v_conversation.lead_phone, 'sms') then 'opted_out'
    when v_conversation.owner <> 'ai' then 'not_ai_owned'
    when v_conversation.last_inbound_seq <> (p ->> 'in_reply_to_seq')::integer
      or private.text_comes_in(v_conversation.lead_phone) then 'newer_inbound'
    when v_conversation.reply_fence <> (p ->> 'fence')::integer then 'another_turn'
    when v_conversation.reply_due_at is null then 'answered_already' end;
  if v_reason is null then
    update public.sms_conversations
    set reply_due_at = null, reply_first_at = null, reply_tries = 0, updated_at = p_now
    where id = v_conversation.id;
  end if;
  if p ->> 'body' is null then
    return jsonb_build_object('result', 'silent', 'reason', v_reason);
  end if;
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, direction, author, kind, body,
    delivery_status, suppressed_reason, provider, in_reply_to_seq, send_at, enqueue_at, created_at,
    updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation.id, v_conversation.lead_id, v_conversation.lead_phone,
    private.next_seq(v_conversation.id, p_now), 'outbound', 'ai', 'reply', p ->> 'body',
    case when v_reason is null then 'pending' else 'suppressed' end::public.delivery_status, v_reason,
    v_conversation.provider, (p ->> 'in_reply_to_seq')::integer,
    case when v_reason is null then v_at end, case when v_reason is null then v_at end, p_now, p_now
  ) returning * into v_message;
  if v_reason is not null then
    perform private.decide_text(v_conversation.lead_id, v_message.message_id, 'deny', v_reason,
      'The draft was out of date when it was ready.', null, null, p_now);
  end if;
  return jsonb_build_object('result', case when v_reason is null then 'planned' else 'suppressed' end,
    'reason', v_reason, 'message', to_jsonb(v_message));
end;
$$;
