-- Why a text must not be sent now, apart from what is counted: null, or {act: deny | hold |
-- put_back, rule, reason, until?}. The caller has locked the phone number.
create function private.objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_words jsonb;
begin
  if private.is_switched_off('texts') then
    return jsonb_build_object('act', 'hold', 'rule', 'switched_off',
      'reason', 'Somebody has switched all texts off.', 'until', p_now + interval '5 minutes');
  end if;
  if private.is_ours(p_message.lead_phone) then
    return jsonb_build_object('act', 'deny', 'rule', 'own_number',
      'reason', 'The number is one of our own.');
  end if;
  select * into v_conversation from public.sms_conversations where id = p_message.conversation_id;
  if p_message.kind in ('campaign', 'single') or (p_message.kind = 'human' and v_conversation.last_inbound_at is null) then
    if private.inbound_unread(p_now) is not null then
      return private.inbound_unread(p_now) || jsonb_build_object('act', 'hold');
    end if;
  end if;
  if private.is_suppressed(p_message.lead_phone, 'sms') then
    -- Two notices may still be sent: the confirmation of an opt-out, and where help is.
    if p_message.notice is distinct from 'help' and (p_message.notice is distinct from 'opt_out'
       or p_now > p_message.created_at + interval '5 minutes') then
      return jsonb_build_object('act', 'deny', 'rule', 'suppressed',
        'reason', 'The number is on the do-not-contact list.');
    end if;
  end if;
  v_words := private.words_objection(p_message, p_now);
  if v_words is not null then
    return v_words;
  end if;
  -- A closing line belongs to a conversation that it has ended itself; once that is open again, its
  -- owner decides.
  if p_message.kind = 'reply' or p_message.notice = 'closing' then
    if v_conversation.owner <> 'ai' and not (p_message.notice = 'closing' and v_conversation.owner = 'closed') then
      return jsonb_build_object('act', 'deny', 'rule', 'not_ai_owned',
        'reason', 'The conversation is not the agent''s any more.');
    end if;
    -- A person has written since, and has closed the conversation or handed it back.
    if exists (select 1 from public.sms_messages h
               where h.conversation_id = p_message.conversation_id and h.author = 'human'
                 and h.seq > p_message.in_reply_to_seq) then
      return jsonb_build_object('act', 'deny', 'rule', 'person_spoke',
        'reason', 'A person has answered instead.');
    end if;
    if v_conversation.last_inbound_seq <> p_message.in_reply_to_seq then
      return jsonb_build_object('act', 'deny', 'rule', 'newer_inbound',
        'reason', 'The lead has said something newer.');
    end if;
  end if;
  if p_message.kind = 'single' and not private.has_consent(p_message.lead_phone, 'text', p_now) then
    return jsonb_build_object('act', 'deny', 'rule', 'no_consent',
      'reason', 'There is no consent for texts.');
  end if;
  if p_message.kind = 'campaign' then
    return private.campaign_objection(p_message, v_conversation.owner, p_now);
  end if;
  return null;
end;
$$;
