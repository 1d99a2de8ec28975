-- Holds, denies or puts back a text. p_no: as objection returns it. Returns the answer of
-- begin_message.
create function private.put_off_text(p_message public.sms_messages, p_no jsonb, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if p_no ->> 'act' = 'hold' then
    perform public.hold_message(p_message.message_id, (p_no ->> 'until')::timestamptz, p_no ->> 'rule',
      p_no ->> 'reason', p_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_no -> 'until', 'rule', p_no ->> 'rule');
  elsif p_no ->> 'act' = 'deny' then
    perform public.deny_message(p_message.message_id, p_no ->> 'rule', p_no ->> 'reason', p_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', p_no ->> 'rule');
  end if;
  -- This row is canceled and the step stays due: where the campaign goes on, it is planned again.
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = p_no ->> 'rule', enqueue_at = null,
      updated_at = p_now
  where message_id = p_message.message_id;
  update public.sms_campaign_enrollments e
  set message_id = null, updated_at = p_now,
      status = case when e.status = 'active' and p_no ->> 'rule' = 'not_ai_owned' then 'paused' else e.status end,
      reason = case when e.status = 'active' and p_no ->> 'rule' = 'not_ai_owned' then 'not_ai_owned' else e.reason end
  where e.message_id = p_message.message_id;
  perform private.decide_text(p_message.lead_id, p_message.message_id, 'hold', p_no ->> 'rule', p_no ->> 'reason',
    null, null, p_now);
  return jsonb_build_object('verdict', 'denied', 'rule', p_no ->> 'rule');
end;
$$;
