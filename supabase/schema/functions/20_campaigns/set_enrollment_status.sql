-- A person changes the status of one enrollment. p_status: active (goes on with its next step now),
-- paused, stopped. Returns moved | already | over | active_elsewhere | suppressed |
-- no_such_enrollment.
create function public.set_enrollment_status(
  p_id bigint, p_status public.enrollment_status, p_reason text, p_actor jsonb, p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
begin
  v_row := private.lock_enrollment(p_id);
  if v_row.id is null then
    return 'no_such_enrollment';
  end if;
  if v_row.status = p_status then
    return 'already';
  end if;
  if private.is_over(v_row.status) then
    return 'over';
  end if;
  if p_status = 'active' then
    if private.is_suppressed(v_row.lead_phone, case v_row.channel when 'text' then 'sms' else 'voice' end) then
      return 'suppressed';
    end if;
    if exists (select 1 from public.sms_campaign_enrollments e
               where e.lead_phone = v_row.lead_phone and e.channel = v_row.channel
                 and e.phone_extension is not distinct from v_row.phone_extension
                 and e.status = 'active') then
      return 'active_elsewhere';
    end if;
    update public.sms_campaign_enrollments
    set status = 'active', reason = p_reason, paused_at = null,
        next_message_at = greatest(next_message_at, p_now), updated_at = p_now
    where id = p_id;
    perform private.note_activity(p_actor, 'enrollment_resumed', 'enrollment', p_id::text, p_now,
      jsonb_build_object('campaign_id', v_row.campaign_id), v_row.lead_id);
    return 'moved';
  end if;
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_' || p_status, ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where enrollment_id = p_id and private.is_waiting(status);
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'enrollment_' || p_status,
      enqueue_at = null, updated_at = p_now
  where message_id = v_row.message_id and private.is_waiting(delivery_status);
  update public.sms_campaign_enrollments
  set status = p_status, reason = p_reason, message_id = null,
      paused_at = case when p_status = 'paused' then p_now else paused_at end,
      ended_at = case when p_status = 'stopped' then p_now end, updated_at = p_now
  where id = p_id;
  perform private.note_activity(p_actor, 'enrollment_' || p_status, 'enrollment', p_id::text, p_now,
    jsonb_build_object('campaign_id', v_row.campaign_id), v_row.lead_id);
  return 'moved';
end;
$$;
