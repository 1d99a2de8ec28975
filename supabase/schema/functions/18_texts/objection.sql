-- What speaks against sending this text now, apart from what is counted: null, or {act: deny | hold |
-- put_back, rule, reason, until?}. The caller has locked the telephone.
create function private.objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_enrollment public.sms_campaign_enrollments;
  v_campaign public.campaigns;
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
    -- Two things may still be said: that the opt-out was understood, and where help is.
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
  -- A closing line belongs to a conversation that it has ended itself; open again, it is somebody's.
  if p_message.kind = 'reply' or p_message.notice = 'closing' then
    if v_conversation.owner <> 'ai' and not (p_message.notice = 'closing' and v_conversation.owner = 'closed') then
      return jsonb_build_object('act', 'deny', 'rule', 'not_ai_owned',
        'reason', 'The conversation is not the agent''s any more.');
    end if;
    -- A person has spoken since, and has closed the conversation or handed it back.
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
    select * into v_enrollment from public.sms_campaign_enrollments where id = p_message.enrollment_id;
    if not found or v_enrollment.status in ('paused', 'stopped')
       or (v_enrollment.status = 'completed' and p_message.retry_of is null) then
      return jsonb_build_object('act', 'put_back',
        'rule', 'enrollment_' || coalesce(v_enrollment.status::text, 'gone'),
        'reason', 'The campaign lets this lead be.');
    end if;
    -- Nobody pauses an enrollment that has come to its end. What would have is looked at here.
    if v_enrollment.status = 'completed' and exists (
      select 1 from public.sms_conversations v
      where v.lead_phone = p_message.lead_phone and (v.last_inbound_at >= v_enrollment.ended_at
        or (v.ended_at >= v_enrollment.ended_at and v.end_reason <> 'silent'))) then
      return jsonb_build_object('act', 'put_back', 'rule', 'conversation_went_on',
        'reason', 'The lead has answered meanwhile, or the conversation is over.');
    end if;
    -- A second try of a step is pointless once the step after it is on its way.
    if v_enrollment.next_step <> p_message.step + (case when p_message.retry_of is null then 0 else 1 end) then
      return jsonb_build_object('act', 'put_back', 'rule', 'overtaken',
        'reason', 'The campaign is further already.');
    end if;
    select * into v_campaign from public.campaigns where id = p_message.campaign_id;
    if v_campaign.status = 'paused' and p_message.retry_of is not null then
      -- The step counts as done, so nobody would plan it anew: the try itself waits. Resuming the
      -- campaign wakes it; asking again every hour is for a wake that passed it by.
      return jsonb_build_object('act', 'hold', 'rule', 'campaign_paused',
        'reason', 'The campaign does not run.', 'until', p_now + interval '1 hour');
    end if;
    if v_campaign.status <> 'running' then
      return jsonb_build_object('act', 'put_back', 'rule', 'campaign_' || v_campaign.status,
        'reason', 'The campaign does not run.');
    end if;
    if not private.has_consent(p_message.lead_phone, 'text', p_now) then
      return jsonb_build_object('act', 'deny', 'rule', 'no_consent',
        'reason', 'There is no consent for texts.');
    end if;
    if v_conversation.owner in ('human', 'paused') then
      return jsonb_build_object('act', 'put_back', 'rule', 'not_ai_owned',
        'reason', 'A person is in this conversation.');
    end if;
  end if;
  return null;
end;
$$;
