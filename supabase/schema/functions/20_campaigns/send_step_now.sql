-- A person lets the next step of an enrollment leave now. It is planned if it is not yet, and
-- judged like any other at its claim. Returns {result: planned | on_its_way | resting |
-- campaign_rests | over | no_step | no_such_enrollment, message_id?, call_id?}.
create function public.send_step_now(p_id bigint, p_actor jsonb, p_now timestamptz) returns jsonb
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
