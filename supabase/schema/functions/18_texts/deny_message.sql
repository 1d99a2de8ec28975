-- Denies a text: it ends without having been sent, with a decision that says why. A draft stays as
-- a suppressed draft; an enrollment that cannot go on is stopped.
create function public.deny_message(
  p_id uuid, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  perform private.lock_message(p_id);
  update public.sms_messages m
  set delivery_status = case when m.author = 'ai' then 'suppressed' else 'canceled' end::public.delivery_status,
      suppressed_reason = p_rule, enqueue_at = null, updated_at = p_now
  where m.message_id = p_id and private.is_waiting(m.delivery_status)
  returning * into v_message;
  if not found then
    return false;
  end if;
  perform private.decide_text(v_message.lead_id, p_id, 'deny', p_rule, p_reason, null, p_evidence, p_now);
  update public.sms_campaign_enrollments
  set status = 'stopped', reason = p_rule, message_id = null, ended_at = p_now, updated_at = p_now
  where id = v_message.enrollment_id and private.is_live(status)
    and message_id = p_id;
  return true;
end;
$$;
