-- Why a campaign's step must not be sent now, as objection returns it. p_owner: the owner of its
-- conversation.
create function private.campaign_objection(
  p_message public.sms_messages, p_owner public.conversation_owner, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_enrollment public.sms_campaign_enrollments;
  v_campaign public.campaigns;
begin
  select * into v_enrollment from public.sms_campaign_enrollments where id = p_message.enrollment_id;
  if not found or v_enrollment.status in ('paused', 'stopped')
     or (v_enrollment.status = 'completed' and p_message.retry_of is null) then
    return jsonb_build_object('act', 'put_back',
      'rule', 'enrollment_' || coalesce(v_enrollment.status::text, 'gone'),
      'reason', 'The campaign lets this lead be.');
  end if;
  -- An enrollment that has completed is not paused any more, so what would have paused it is
  -- checked here.
  if v_enrollment.status = 'completed' and exists (
    select 1 from public.sms_conversations v
    where v.lead_phone = p_message.lead_phone and (v.last_inbound_at >= v_enrollment.ended_at
      or (v.ended_at >= v_enrollment.ended_at and v.end_reason <> 'silent'))) then
    return jsonb_build_object('act', 'put_back', 'rule', 'conversation_went_on',
      'reason', 'The lead has answered meanwhile, or the conversation is over.');
  end if;
  -- A second attempt of a step is useless once the next step is on its way.
  if v_enrollment.next_step <> p_message.step + (case when p_message.retry_of is null then 0 else 1 end) then
    return jsonb_build_object('act', 'put_back', 'rule', 'overtaken',
      'reason', 'The campaign is further already.');
  end if;
  select * into v_campaign from public.campaigns where id = p_message.campaign_id;
  if v_campaign.status = 'paused' and p_message.retry_of is not null then
    -- The step counts as done and is not planned again, so the attempt itself waits. Resuming the
    -- campaign releases it; the hour is for a release that missed it.
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
  if p_owner in ('human', 'paused') then
    return jsonb_build_object('act', 'put_back', 'rule', 'not_ai_owned',
      'reason', 'A person is in this conversation.');
  end if;
  return null;
end;
$$;
