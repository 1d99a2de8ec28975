-- A person skips the next step of an enrollment: what is planned for it is taken back, and the step
-- after it is due after its delay from now. p_step: the step that is meant; another one is not
-- skipped. Returns {result: skipped | already | on_its_way | over | no_such_enrollment}.
create function public.skip_step(p_id bigint, p_step integer, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
  v_step integer;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return jsonb_build_object('result', 'no_such_enrollment');
  end if;
  if private.is_over(v_row.status) then
    return jsonb_build_object('result', 'over');
  end if;
  v_step := coalesce(p_step, v_row.next_step);
  if v_row.next_step <> v_step then
    return jsonb_build_object('result', 'already');
  end if;
  if exists (select 1 from public.sms_messages m
             where m.message_id = v_row.message_id and not private.is_waiting(m.delivery_status))
     or exists (select 1 from public.calls c where c.id = v_row.call_id and not private.is_waiting(c.status)) then
    return jsonb_build_object('result', 'on_its_way');
  end if;
  -- Calls are locked before enrollments; a call that is settled moves its enrollment on by itself.
  update public.calls
  set status = 'canceled', end_reason = 'skipped', ended_at = p_now, settled_at = p_now, updated_at = p_now
  where id = v_row.call_id;
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'skipped', enqueue_at = null, updated_at = p_now
  where message_id = v_row.message_id;
  perform private.advance_enrollment(p_id, v_step, p_now);
  perform private.note_activity(p_actor, 'step_skipped', 'enrollment', p_id::text, p_now,
    jsonb_build_object('step', v_step, 'campaign_id', v_row.campaign_id), v_row.lead_id);
  return jsonb_build_object('result', 'skipped');
end;
$$;
