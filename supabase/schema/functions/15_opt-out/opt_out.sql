-- Carries out an opt-out: the suppression, the end of the conversation, and one confirmation where
-- texts were not suppressed before and p_confirmation has words for it. A lead that wants no calls
-- (`voice`) goes on texting, and nothing ends. A lead that wants calls instead of texts (`sms` with
-- p_wants_call) gets a call. p_confirmation: {message_id, body} or null.
create function private.opt_out(
  p_conversation_id uuid, p_scope text, p_source text, p_words text, p_message_id uuid,
  p_confirmation jsonb, p_wants_call boolean, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_silent_before boolean;
  v_suppressed jsonb;
  v_notice uuid;
  v_planned jsonb;
  v_evidence jsonb := jsonb_build_object('words', p_words, 'scope', p_scope, 'source', p_source);
begin
  select * into v_conversation from public.sms_conversations where id = p_conversation_id;
  v_silent_before := private.is_suppressed(v_conversation.lead_phone, 'sms');
  v_suppressed := public.suppress(v_conversation.lead_phone, p_scope, p_source, p_words, null, p_now);
  update public.suppressions set message_id = p_message_id
  where id = (v_suppressed ->> 'suppression_id')::bigint and (v_suppressed ->> 'is_new')::boolean;
  if p_scope = 'voice' then
    if (v_suppressed ->> 'is_new')::boolean then
      perform private.decide(v_conversation.lead_id, null, 'deny', 'opted_out',
        'The lead has asked not to be called, and texts on.', null, v_evidence - 'words', p_now);
    end if;
    return v_suppressed || jsonb_build_object('notice_id', null);
  end if;
  if (v_suppressed ->> 'is_new')::boolean then
    perform private.decide_text(v_conversation.lead_id, p_message_id, 'deny', 'opted_out',
      case p_scope when 'sms' then 'The lead has asked not to be texted.'
        else 'The lead has asked not to be contacted.' end, null, v_evidence, p_now);
    if jsonb_typeof(p_confirmation) = 'object' and not v_silent_before then
      v_notice := private.add_notice(p_conversation_id, (p_confirmation ->> 'message_id')::uuid,
        'opt_out', p_confirmation ->> 'body', v_conversation.last_inbound_seq, p_now);
    end if;
  end if;
  if p_scope = 'all' then
    perform private.settle_words(v_conversation.lead_phone, 'refuses',
      (select m.refusal_by from public.sms_messages m where m.message_id = p_message_id),
      'Judged with another text of the lead, which refuses.', p_now);
  end if;
  perform private.end_conversation(p_conversation_id, 'discarded', 'opted_out',
    jsonb_build_object('message_id', p_message_id, 'words', p_words, 'scope', p_scope), p_now);
  perform private.end_conversations(v_conversation.lead_phone, v_evidence, p_now);
  if p_scope = 'sms' and p_wants_call then
    v_planned := private.plan_asked_call(v_conversation, jsonb_build_object('quote', p_words,
      'seq', coalesce((select m.seq from public.sms_messages m where m.message_id = p_message_id),
        v_conversation.last_inbound_seq)), p_now);
  end if;
  return v_suppressed || jsonb_build_object('notice_id', v_notice, 'call_id', v_planned -> 'call_id');
end;
$$;
