-- By hand: nothing of tables changes.

-- From supabase/schema/functions and domain/lives.ts, by "npm run migration". Do not edit.

drop function public.set_enrollment_status(bigint, public.enrollment_status, text, timestamptz);

-- A person lets the next step of an enrollment leave now. It is planned if it is not yet; whoever claims
-- it judges it like any other. Returns {result: planned | on_its_way | resting | campaign_rests | over |
-- no_step | no_such_enrollment, message_id?, call_id?}.
create or replace function public.send_step_now(p_id bigint, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return jsonb_build_object('result', 'no_such_enrollment');
  end if;
  if private.is_over(v_row.status) then
    return jsonb_build_object('result', 'over');
  end if;
  if v_row.status <> 'active' then
    return jsonb_build_object('result', 'resting');
  end if;
  if not exists (select 1 from public.campaigns c where c.id = v_row.campaign_id and c.status = 'running') then
    return jsonb_build_object('result', 'campaign_rests');
  end if;
  if v_row.message_id is null and v_row.call_id is null then
    update public.sms_campaign_enrollments set next_message_at = p_now, updated_at = p_now where id = p_id;
    perform private.plan_steps(array[p_id], p_now);
    select * into v_row from public.sms_campaign_enrollments where id = p_id;
    if v_row.message_id is null and v_row.call_id is null then
      return jsonb_build_object('result', 'no_step');
    end if;
  end if;
  update public.sms_messages
  set delivery_status = 'pending', send_at = p_now, enqueue_at = p_now, held_reason = null, updated_at = p_now
  where message_id = v_row.message_id and private.is_waiting(delivery_status);
  if v_row.message_id is not null and not found then
    return jsonb_build_object('result', 'on_its_way');
  end if;
  update public.calls
  set status = 'scheduled', run_at = p_now, held_reason = null, updated_at = p_now
  where id = v_row.call_id and private.is_waiting(status);
  if v_row.call_id is not null and not found then
    return jsonb_build_object('result', 'on_its_way');
  end if;
  perform private.note_activity(p_actor, 'step_sent_now', 'enrollment', p_id::text, p_now,
    jsonb_build_object('step', v_row.next_step, 'campaign_id', v_row.campaign_id), v_row.lead_id);
  return jsonb_build_object('result', 'planned', 'message_id', v_row.message_id, 'call_id', v_row.call_id);
end;
$$;

-- A person moves one enrollment: p_status active (goes on with its next step now), paused, stopped.
-- Returns {result: moved | already | over | active_elsewhere | suppressed | no_such_enrollment}.
create or replace function public.set_enrollment_status(
  p_id bigint, p_status public.enrollment_status, p_reason text, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return jsonb_build_object('result', 'no_such_enrollment');
  end if;
  if v_row.status = p_status then
    return jsonb_build_object('result', 'already');
  end if;
  if private.is_over(v_row.status) then
    return jsonb_build_object('result', 'over');
  end if;
  if p_status = 'active' then
    if private.is_suppressed(v_row.lead_phone, case v_row.channel when 'text' then 'sms' else 'voice' end) then
      return jsonb_build_object('result', 'suppressed');
    end if;
    if exists (select 1 from public.sms_campaign_enrollments e
               where e.lead_phone = v_row.lead_phone and e.channel = v_row.channel
                 and e.phone_extension is not distinct from v_row.phone_extension
                 and e.status = 'active') then
      return jsonb_build_object('result', 'active_elsewhere');
    end if;
    update public.sms_campaign_enrollments
    set status = 'active', reason = p_reason, paused_at = null,
        next_message_at = greatest(next_message_at, p_now), updated_at = p_now
    where id = p_id;
    perform private.note_activity(p_actor, 'enrollment_resumed', 'enrollment', p_id::text, p_now,
      jsonb_build_object('campaign_id', v_row.campaign_id), v_row.lead_id);
    return jsonb_build_object('result', 'moved');
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
  return jsonb_build_object('result', 'moved');
end;
$$;

-- A person leaves out the next step of an enrollment: what stands for it is taken back, and the one after
-- it waits for its time from now. p_step: the step that is meant; another one by now is not skipped.
-- Returns {result: skipped | already | on_its_way | over | no_such_enrollment}.
create or replace function public.skip_step(p_id bigint, p_step integer, p_actor jsonb, p_now timestamptz) returns jsonb
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
  -- Calls before enrollments; a call that is settled moves its enrollment on by itself.
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

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
