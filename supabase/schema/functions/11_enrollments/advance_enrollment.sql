-- Step p_step is done: the next one is due after its delay, or none is left. An enrollment that was
-- paused or stopped meanwhile keeps its status, and never does the same step twice.
create function private.advance_enrollment(p_id bigint, p_step integer, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_delay integer;
begin
  select s.delay_seconds into v_delay
  from public.sms_campaign_enrollments e
  join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = p_step + 1
  where e.id = p_id;
  update public.sms_campaign_enrollments e
  set next_step = p_step + 1, message_id = null, call_id = null,
      next_message_at = case when v_delay is null then null else p_now + make_interval(secs => v_delay) end,
      status = case when v_delay is null and e.status = 'active' then 'completed' else e.status end,
      reason = case when v_delay is null and e.status = 'active' then 'steps_done' else e.reason end,
      ended_at = case when v_delay is null and e.status = 'active' then p_now else e.ended_at end,
      updated_at = p_now
  where e.id = p_id and e.next_step = p_step;
end;
$$;
